"""When tasks are due: typed in words, in a school year, repeated, combined, confirmed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import actions, papers
from app.plans.models import Plan, Task
from app.plans.queries import plans, remarks
from app.plans.terms import PlanPeriod, Rhythm
from tests.plans.samples import TODAY, YEAR_PLAN_TEXT, a_task, drafted, issued, signature
from tests.world import Person, World

MONTH = DeadlinePrecision.MONTH


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER)


def tasks_of(world: World, by: Person, plan: Plan) -> list[Task]:
    """The tasks of a plan in the order of printing."""
    with world.acting(by, read_only=True):
        return list(plans.tasks(plan.id))


class TestSchoolYear:
    PERIOD = PlanPeriod.SCHOOL_YEAR

    def test_deadlines_of_both_calendar_years_fit(self, world: World, leader: Person) -> None:
        plan = drafted(
            world,
            leader,
            a_task("Gửi kế hoạch năm học", quarter=4, deadline_on=date(2025, 10, 15)),
            a_task("Tổng kết năm học", quarter=2, deadline_on=date(2026, 5, 31)),
            year=2025,
            period=self.PERIOD,
            title="Công tác thi đua năm học 2025 - 2026",
        )
        assert str(plan.work_year) == "năm học 2025 - 2026"
        assert plan.last_day == date(2026, 8, 31)

    @pytest.mark.parametrize("on", [date(2025, 8, 31), date(2026, 9, 1)])
    def test_a_day_outside_it_is_refused(self, world: World, leader: Person, on: date) -> None:
        with pytest.raises(Invalid, match="từ 01/09/2025 đến 31/08/2026"):
            drafted(world, leader, a_task(deadline_on=on, quarter=3), year=2025, period=self.PERIOD)

    def test_tasks_come_in_the_order_of_the_year(self, world: World, leader: Person) -> None:
        some = [a_task(f"Quý {quarter}", quarter=quarter) for quarter in (1, 2, 3, 4)]
        plan = drafted(world, leader, *some, year=2025, period=self.PERIOD)
        listed = tasks_of(world, leader, plan)
        assert [task.quarter for task in listed] == [3, 4, 1, 2]
        assert [task.last_day(plan.work_year) for task in listed] == [
            date(2025, 9, 30),
            date(2025, 12, 31),
            date(2026, 3, 31),
            date(2026, 6, 30),
        ]

    def test_the_paper_names_quarters_with_their_year(self, world: World, leader: Person) -> None:
        some = [a_task(quarter=quarter) for quarter in (3, 1)]
        plan = drafted(world, leader, *some, year=2025, period=self.PERIOD)
        with world.acting(leader, read_only=True):
            listed = plans.numbered(plans.tasks(plan.id))
            paper = papers.plan_paper(plans.own(plan.id), listed, issuer=world.province)
        bands = next(block.bands for block in paper.blocks if hasattr(block, "bands"))
        assert [band.label for band in bands] == ["QUÝ III/2025", "QUÝ I/2026"]

    def test_changing_the_period_looks_at_the_deadlines(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task(deadline_on=date(2026, 3, 20)))
        with world.acting(leader), pytest.raises(Invalid, match="năm học 2026 - 2027"):
            actions.edit(
                plan_id=plan.id, version=plan.version, changes={"period": self.PERIOD}, by=leader
            )

    def test_the_next_year_keeps_the_period(self, world: World, leader: Person) -> None:
        plan = drafted(
            world,
            leader,
            a_task("Tổng kết", quarter=2, deadline_on=date(2026, 5, 31)),
            year=2025,
            period=self.PERIOD,
            title="Công tác thi đua năm học 2025 - 2026",
        )
        with world.acting(leader):
            again = actions.copy_to_next_year(plan_id=plan.id, by=leader)
            assert (again.year, again.period) == (2026, self.PERIOD)
            assert again.title == "Công tác thi đua năm học 2026 - 2027"
            assert plans.tasks(again.id)[0].deadline_on == date(2027, 5, 31)


def test_a_month_is_kept_by_its_last_day(world: World, leader: Person) -> None:
    with pytest.raises(Invalid, match="ngày cuối tháng"):
        drafted(world, leader, a_task(deadline_on=date(2026, 2, 10), deadline_precision=MONTH))


class TestSeries:
    def test_each_quarter(self, world: World, leader: Person) -> None:
        text = "Sơ kết phong trào chuyên đề quý I"
        plan = drafted(world, leader, a_task(text, deadline_on=date(2026, 3, 31)), a_task("Khác"))
        first = tasks_of(world, leader, plan)[0]
        with world.acting(leader):
            added = actions.repeat_task(
                task_id=first.id, version=first.version, rhythm=Rhythm.QUARTER, by=leader
            )
            assert [task.text[-6:].strip() for task in added] == ["quý II", "uý III", "quý IV"]
        listed = tasks_of(world, leader, plan)
        series = [task for task in listed if task.series]
        assert [task.deadline_on for task in series] == [
            date(2026, 3, 31),
            date(2026, 6, 30),
            date(2026, 9, 30),
            date(2026, 12, 31),
        ]
        assert len({task.series for task in series}) == 1

    def test_each_month(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task("Báo cáo tháng 3", quarter=1))
        (first,) = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.repeat_task(
                task_id=first.id, version=first.version, rhythm=Rhythm.MONTH, by=leader
            )
        listed = tasks_of(world, leader, plan)
        assert sorted(str(task.deadline) for task in listed) == sorted(
            str(Deadline(on, True, MONTH))
            for on in (
                *(date(2026, month, 31) for month in (1, 3, 5, 7, 8, 10, 12)),
                *(date(2026, month, 30) for month in (4, 6, 9, 11)),
                date(2026, 2, 28),
            )
        )
        assert {task.text for task in listed} == {f"Báo cáo tháng {n}" for n in range(1, 13)}

    def test_wording_of_all_and_dates_of_one(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task("Kiểm tra quý I"))
        (first,) = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.repeat_task(
                task_id=first.id, version=first.version, rhythm=Rhythm.QUARTER, by=leader
            )
        first = tasks_of(world, leader, plan)[0]
        changes = {
            "text": "Kiểm tra chuyên đề quý I",
            "lead_office": "Sở Nội vụ",
            "deadline_on": date(2026, 3, 20),
        }
        with world.acting(leader):
            actions.edit_series(task_id=first.id, version=first.version, changes=changes, by=leader)
        listed = tasks_of(world, leader, plan)
        assert [task.text for task in listed] == [
            f"Kiểm tra chuyên đề quý {roman}" for roman in ("I", "II", "III", "IV")
        ]
        assert {task.lead_office for task in listed} == {"Sở Nội vụ"}
        assert [task.deadline_on for task in listed] == [date(2026, 3, 20), None, None, None]

    def test_it_is_repeated_once_and_on_what_was_read(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task())
        (first,) = tasks_of(world, leader, plan)
        with world.acting(leader), pytest.raises(Stale):
            actions.repeat_task(task_id=first.id, version=9, rhythm=Rhythm.QUARTER, by=leader)
        with world.acting(leader):
            actions.repeat_task(
                task_id=first.id, version=first.version, rhythm=Rhythm.QUARTER, by=leader
            )
        again = tasks_of(world, leader, plan)[0]
        with world.acting(leader), pytest.raises(Invalid, match="đã lặp lại"):
            actions.repeat_task(
                task_id=again.id, version=again.version, rhythm=Rhythm.QUARTER, by=leader
            )

    def test_the_list_of_all_leaves_the_series_alone(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task("A"))
        (first,) = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.repeat_task(
                task_id=first.id, version=first.version, rhythm=Rhythm.QUARTER, by=leader
            )
        client = world.client(leader)
        read = client.call("GET", f"/api/v1/plans/{plan.id}/tasks")
        rows = [{"id": task["id"], "text": task["text"] + "!"} for task in read.json["tasks"]]
        rows = [
            {**row, "quarter": quarter} for row, quarter in zip(rows, (1, 2, 3, 4), strict=True)
        ]
        answer = client.call(
            "PUT",
            f"/api/v1/plans/{plan.id}/tasks",
            json={"tasks": rows},
            headers={"If-Match": read.headers["ETag"]},
        )
        assert answer.status_code == 200, answer.json
        assert {task.series for task in tasks_of(world, leader, plan)} == {f"n{first.id}"}


class TestCombined:
    def test_it_is_printed_with_the_number(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task("Hội nghị tổng kết"), a_task("Tuyên dương điển hình"))
        holder, held = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.edit_task(
                task_id=held.id,
                version=held.version,
                changes={"combined_with_id": holder.id},
                by=leader,
            )
        with world.acting(leader, read_only=True):
            listed = plans.numbered(plans.tasks(plan.id))
            assert remarks.of_plan(plans.own(plan.id), listed)[held.id] == [
                "Lồng ghép với nhiệm vụ số 1"
            ]
            paper = papers.plan_paper(plans.own(plan.id), listed, issuer=world.province)
        bands = next(block.bands for block in paper.blocks if hasattr(block, "bands"))
        assert bands[0].rows[1].text == "Tuyên dương điển hình (lồng ghép với nhiệm vụ số 1)"

    def test_there_are_no_chains_and_no_strangers(self, world: World, leader: Person) -> None:
        plan = drafted(world, leader, a_task("A"), a_task("B"), a_task("C"))
        other = tasks_of(world, leader, drafted(world, leader, a_task("Ở kế hoạch khác")))[0]
        first, second, third = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.edit_task(
                task_id=second.id,
                version=second.version,
                changes={"combined_with_id": first.id},
                by=leader,
            )
        for task, wanted in ((third, second), (first, third), (third, third), (third, other)):
            with world.acting(leader), pytest.raises(Invalid):
                actions.edit_task(
                    task_id=task.id,
                    version=task.version,
                    changes={"combined_with_id": wanted.id},
                    by=leader,
                )

    def test_the_subordinates_tasks_are_combined_alike(self, world: World, leader: Person) -> None:
        commune = world.commune("Điềm He")
        plan = drafted(world, leader, a_task("A"), a_task("B"))
        holder, held = tasks_of(world, leader, plan)
        with world.acting(leader):
            actions.edit_task(
                task_id=held.id,
                version=held.version,
                changes={"combined_with_id": holder.id},
                by=leader,
            )
        with world.acting(leader):
            actions.issue(
                plan_id=plan.id, signature=signature(), recipient_ids=[commune.id], by=leader
            )
        officer = world.person(commune)
        with world.acting(officer):
            own = actions.derive(plan_id=plan.id, by=officer).plan
        first, second = tasks_of(world, officer, own)
        assert (first.combined_with_id, second.combined_with_id) == (None, first.id)


class TestConfirming:
    @pytest.fixture
    def plan(self, world: World, leader: Person) -> Plan:
        tentative = a_task(
            "Hội nghị tổng kết", deadline_on=date(2026, 1, 31), deadline_precision=MONTH
        )
        return issued(
            world,
            leader,
            replace(tentative, tentative=True),
            recipient_ids=[world.commune("Điềm He").id],
        )

    def test_it_is_a_revision_of_which_all_are_told(
        self, world: World, leader: Person, plan: Plan
    ) -> None:
        officer = world.person(world.commune("Điềm He"))
        with world.acting(officer):
            own = actions.derive(plan_id=plan.id, by=officer).plan
        (task,) = tasks_of(world, leader, plan)
        assert str(task.deadline) == "dự kiến trong tháng 01/2026"
        client = world.client(leader)
        answer = client.send(
            f"/plans/{plan.id}/tasks/{task.id}/confirmation",
            {
                "version": str(task.version),
                "term": "28/01",
                "details": "14 giờ 00, tại Hội trường UBND tỉnh",
            },
        )
        assert answer.status_code == 303, answer.get_data(as_text=True)
        (task,) = tasks_of(world, leader, plan)
        assert str(task.deadline) == "chậm nhất ngày 28/01/2026"
        assert task.text == "Hội nghị tổng kết (14 giờ 00, tại Hội trường UBND tỉnh)"
        assert (task.revision, task.tentative) == (2, False)
        world.work()
        told = world.client(officer).call("GET", "/api/v1/notifications").json
        assert any("Đã chốt thời gian" in one["text"] for one in told["items"])
        (derived,) = tasks_of(world, officer, own)
        assert (derived.deadline_on, derived.tentative) == (date(2026, 1, 28), False)

    def test_only_what_is_tentative_and_only_on_what_was_read(
        self, world: World, leader: Person, plan: Plan
    ) -> None:
        (task,) = tasks_of(world, leader, plan)
        day = Deadline(date(2026, 1, 28))
        with world.acting(leader), pytest.raises(Stale):
            actions.confirm_date(task_id=task.id, version=99, deadline=day, by=leader)
        with world.acting(leader), pytest.raises(Invalid):
            actions.confirm_date(task_id=task.id, version=task.version, deadline=None, by=leader)
        with world.acting(leader):
            actions.confirm_date(task_id=task.id, version=task.version, deadline=day, by=leader)
        with world.acting(leader), pytest.raises(Conflict, match="dự kiến"):
            actions.confirm_date(task_id=task.id, version=2, deadline=day, by=leader)


def test_a_paper_that_is_read_keeps_how_exact_it_is(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    text = YEAR_PLAN_TEXT.replace("xong trước ngày 25/01/2026", "dự kiến cuối tháng 01/2026")
    with world.acting(officer):
        plan = actions.draft_from_file(name="ke-hoach.txt", content=text.encode(), by=officer)
        first = plans.tasks(plan.id)[0]
        assert str(first.deadline) == "dự kiến cuối tháng 01/2026"


def test_a_paper_of_a_school_year_makes_such_a_draft(world: World) -> None:
    officer = world.person(world.commune("Điềm He"), Role.OFFICER)
    text = YEAR_PLAN_TEXT.replace(
        "Công tác thi đua, khen thưởng năm 2026",
        "Công tác thi đua, khen thưởng năm học 2025 - 2026",
        1,
    )
    with world.acting(officer):
        plan = actions.draft_from_file(name="ke-hoach.txt", content=text.encode(), by=officer)
        assert (plan.year, plan.period) == (2025, PlanPeriod.SCHOOL_YEAR)
