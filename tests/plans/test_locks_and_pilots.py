"""What a superior locks stays as it is below; who is named a pilot does it first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import update

from app.access.permissions import Role
from app.lib import clock
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.errors import Conflict, Invalid
from app.plans import actions, policies
from app.plans.models import Pilot, Task
from app.plans.queries import plans
from app.plans.terms import WHOLE_TASK, Disposition, locks_of
from app.progress.queries import cascade as below
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.plans.samples import TODAY, a_task, drafted, issued, signature
from tests.world import Person, World

FEBRUARY = Deadline(date(2026, 2, 28), True, DeadlinePrecision.MONTH)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(TODAY):
        yield


@pytest.fixture(name="leader")
def _leader(world: World) -> Person:
    return world.person(world.province, Role.LEADER, Role.OFFICER)


@pytest.fixture(name="officer")
def _officer(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.OFFICER, Role.LEADER)


@dataclass(frozen=True)
class Pair:
    """A superior's task and the subordinate's own one made from it."""

    above: Task
    own: Task


def derived(world: World, leader: Person, officer: Person, *locked: str) -> Pair:
    """One task, locked so, as the commune has it in its draft."""
    task = a_task("Kiểm tra", quarter=2, deadline_on=date(2026, 5, 15), locked=locks_of(locked))
    plan = issued(world, leader, task, recipient_ids=[officer.tenant.id])
    with world.acting(leader, read_only=True):
        (above,) = plans.tasks(plan.id)
    with world.acting(officer):
        own = actions.derive(plan_id=plan.id, by=officer).plan
        return Pair(above, plans.tasks(own.id)[0])


class TestLocks:
    @pytest.mark.parametrize(
        ("lock", "changes", "field"),
        [
            ("text", {"text": "Khác"}, "text"),
            ("quarter", {"quarter": 3}, "quarter"),
            ("deadline", {"deadline_on": date(2026, 6, 1)}, "deadline_on"),
            ("deadline", {"tentative": True}, "deadline_on"),
            ("lead_office", {"lead_office": "Phòng Văn hóa - Xã hội"}, "lead_office"),
            (WHOLE_TASK, {"quarter": 3}, "quarter"),
            ("support_offices", {"support_offices": ("Các thôn",)}, "support_offices"),
            (WHOLE_TASK, {"decline_reason": "Không có"}, "decline_reason"),
        ],
    )
    def test_a_locked_field_is_not_changed(
        self,
        world: World,
        leader: Person,
        officer: Person,
        lock: str,
        changes: dict[str, object],
        field: str,
    ) -> None:
        pair = derived(world, leader, officer, lock)
        with world.acting(officer), pytest.raises(Invalid) as caught:
            actions.edit_task(
                task_id=pair.own.id, version=pair.own.version, changes=changes, by=officer
            )
        assert "Cấp trên đã khóa" in caught.value.fields[field][0]

    def test_other_fields_are_the_offices_own(
        self, world: World, leader: Person, officer: Person
    ) -> None:
        pair = derived(world, leader, officer, "text", "deadline")
        changes = {"lead_office": "Phòng Văn hóa - Xã hội", "quarter": 3}
        with world.acting(officer):
            task = actions.edit_task(
                task_id=pair.own.id, version=pair.own.version, changes=changes, by=officer
            )
            assert (task.lead_office, task.quarter) == ("Phòng Văn hóa - Xã hội", 3)

    def test_a_locked_task_is_carried_out_by_whom_the_office_says(
        self, world: World, leader: Person, officer: Person
    ) -> None:
        pair = derived(world, leader, officer, WHOLE_TASK)
        offices = {"lead_office": "Phòng Văn hóa - Xã hội", "support_offices": ("Các thôn",)}
        with world.acting(officer):
            task = actions.edit_task(
                task_id=pair.own.id, version=pair.own.version, changes=offices, by=officer
            )
            assert (task.lead_office, list(task.support_offices)) == (
                "Phòng Văn hóa - Xã hội",
                ["Các thôn"],
            )

    def test_the_form_shows_them_fixed(self, world: World, leader: Person, officer: Person) -> None:
        pair = derived(world, leader, officer, WHOLE_TASK)
        path = f"/plans/{pair.own.plan_id}/tasks/{pair.own.id}"
        page = world.client(officer).get(path).get_data(as_text=True)
        assert page.count("Cấp trên khóa, không sửa được.") == 3
        assert 'name="decline_reason"' not in page
        assert 'type="hidden" name="quarter"' in page

    def test_a_commune_has_nobody_to_lock_for(self, world: World, officer: Person) -> None:
        with pytest.raises(Invalid, match="không có cấp dưới"):
            drafted(world, officer, a_task(locked=("text",)))
        assert not policies.can_lock(officer.tenant)

    def test_the_list_of_all_refuses_it_at_its_row(
        self, world: World, leader: Person, officer: Person
    ) -> None:
        pair = derived(world, leader, officer, "text")
        client = world.client(officer)
        address = f"/api/v1/plans/{pair.own.plan_id}/tasks"
        read = client.call("GET", address)
        answer = client.call(
            "PUT",
            address,
            json={"tasks": [{"id": pair.own.id, "quarter": 2, "text": "Khác"}]},
            headers={"If-Match": read.headers["ETag"]},
        )
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == ["tasks.0.text"]

    def test_over_the_api_a_whole_task_is_locked_in_full(
        self, world: World, leader: Person
    ) -> None:
        plan = drafted(world, leader, a_task())
        answer = world.client(leader).call(
            "POST",
            f"/api/v1/plans/{plan.id}/tasks",
            json={"term": "cuối tháng 8", "text": "Hội nghị", "locked": ["task"]},
        )
        assert answer.status_code == 201, answer.json
        assert answer.json["locked"] == locks_of([WHOLE_TASK])
        assert (answer.json["quarter"], answer.json["due_label"]) == (3, "cuối tháng 8/2026")


class TestPilots:
    @pytest.fixture
    def given(self, world: World, officer: Person) -> Given:
        """The province's plan with two communes; the third task is due at the end of June."""
        return cascade.issued(world, [officer.tenant, world.commune("Đình Lập")])

    def third(self, world: World, given: Given) -> Task:
        with world.acting(given.leader, read_only=True):
            return plans.tasks(given.plan_id)[2]

    def test_named_in_the_draft_it_is_derived_with_its_deadline(
        self, world: World, leader: Person, officer: Person
    ) -> None:
        plan = drafted(world, leader, a_task("Hội nghị biểu dương", quarter=2))
        with world.acting(leader):
            (task,) = plans.tasks(plan.id)
            actions.name_pilot(
                task_id=task.id, recipient_id=officer.tenant.id, deadline=FEBRUARY, by=leader
            )
        with world.acting(officer, read_only=True):
            assert db.session.query(Pilot).count() == 0
        with world.acting(leader):
            actions.issue(plan_id=plan.id, signature=signature(), recipient_ids=None, by=leader)
        other = world.person(world.commune("Đình Lập"))
        labels = []
        for person in (officer, other):
            with world.acting(person):
                own = actions.derive(plan_id=plan.id, by=person).plan
                (mine,) = plans.tasks(own.id)
                labels.append((mine.quarter, mine.due_label, mine.disposition))
        assert labels == [
            (1, "trong tháng 02/2026", Disposition.KEPT),
            (2, "hết quý II", Disposition.KEPT),
        ]

    def test_editing_another_field_keeps_it_kept(
        self, world: World, given: Given, officer: Person
    ) -> None:
        task = self.third(world, given)
        with world.acting(given.leader):
            actions.name_pilot(
                task_id=task.id, recipient_id=officer.tenant.id, deadline=FEBRUARY, by=given.leader
            )
        own = cascade.derived(world, given, officer)
        with world.acting(officer):
            mine = next(one for one in plans.tasks(own) if one.upstream_task_id == task.id)
            actions.edit_task(
                task_id=mine.id,
                version=mine.version,
                changes={"lead_office": "Văn phòng"},
                by=officer,
            )
            assert mine.disposition is Disposition.KEPT

    def test_named_later_it_is_told_and_its_plans_follow(
        self, world: World, given: Given, officer: Person
    ) -> None:
        own = cascade.derived(world, given, officer)
        cascade.sent_up(world, own, officer)
        task = self.third(world, given)
        client = world.client(given.leader)
        answer = client.send(
            f"/plans/{given.plan_id}/tasks/{task.id}/pilots",
            {"recipient_id": str(officer.tenant.id), "term": "xong trong tháng 02"},
        )
        assert answer.status_code == 303, answer.get_data(as_text=True)
        world.work()
        told = world.client(officer).call("GET", "/api/v1/notifications").json
        assert any("chỉ đạo điểm" in one["text"] for one in told["items"])
        with world.acting(officer, read_only=True):
            plan = plans.own(own)
            mine = next(one for one in plans.tasks(own) if one.upstream_task_id == task.id)
            assert (plan.revision, mine.due_label) == (2, "trong tháng 02/2026")
        page = world.client(officer).get(f"/plans/{given.plan_id}").get_data(as_text=True)
        assert "Đơn vị được chỉ đạo điểm, thời hạn riêng: trong tháng 02/2026" in page

    def test_the_superior_counts_it_late_by_its_own_deadline(
        self, world: World, given: Given, officer: Person
    ) -> None:
        task = self.third(world, given)
        with world.acting(given.leader):
            actions.name_pilot(
                task_id=task.id, recipient_id=officer.tenant.id, deadline=FEBRUARY, by=given.leader
            )
        with world.acting(given.leader, read_only=True), clock.fixed(date(2026, 3, 1)):
            cells = {one.tenant_id: one for one in below.of_task(given.plan_id, task.id)}
            line = next(one for one in below.by_task(given.plan_id) if one.task_id == task.id)
        pilot, other = cells[officer.tenant.id], cells[world.commune("Đình Lập").id]
        assert (pilot.last_day, pilot.is_late) == (date(2026, 2, 28), True)
        assert (other.last_day, other.is_late) == (date(2026, 6, 30), False)
        assert (line.last_day, line.tally.total, line.tally.late) == (date(2026, 6, 30), 2, 1)

    @pytest.mark.parametrize(
        ("recipient", "deadline", "field"),
        [
            ("Điềm He", None, "term"),
            ("Điềm He", Deadline(date(2026, 6, 30)), "term"),
            ("Điềm He", Deadline(date(2025, 6, 30)), "term"),
            ("Kiên Mộc", FEBRUARY, "recipient_id"),
        ],
    )
    def test_what_is_refused(
        self, world: World, given: Given, recipient: str, deadline: Deadline | None, field: str
    ) -> None:
        task, unit = self.third(world, given), world.commune(recipient)
        with world.acting(given.leader), pytest.raises(Invalid) as caught:
            actions.name_pilot(
                task_id=task.id, recipient_id=unit.id, deadline=deadline, by=given.leader
            )
        assert list(caught.value.fields) == [field]

    def test_one_who_does_not_receive_the_plan_stops_the_issuing(
        self, world: World, leader: Person, officer: Person
    ) -> None:
        plan = drafted(world, leader, a_task(quarter=2))
        with world.acting(leader):
            actions.name_pilot(
                task_id=plans.tasks(plan.id)[0].id,
                recipient_id=officer.tenant.id,
                deadline=FEBRUARY,
                by=leader,
            )
        other = [world.commune("Đình Lập").id]
        with world.acting(leader), pytest.raises(Invalid, match="Điềm He"):
            actions.issue(plan_id=plan.id, signature=signature(), recipient_ids=other, by=leader)

    def test_withdrawn_it_is_history(self, world: World, given: Given, officer: Person) -> None:
        task = self.third(world, given)
        client = world.client(given.leader)
        made = client.call(
            "POST",
            f"/api/v1/tasks/{task.id}/pilots",
            json={"recipient_id": officer.tenant.id, "term": "trước 15/3"},
        )
        assert made.status_code == 201, made.json
        assert made.json["due_label"] == "trước ngày 15/03/2026"
        address = f"/api/v1/pilots/{made.json['id']}"
        assert client.call("DELETE", address).status_code == 204
        listed = client.call("GET", f"/api/v1/tasks/{task.id}/pilots").json
        assert listed == {"pilots": []}
        with world.acting(given.leader, read_only=True):
            kept = db.session.get(Pilot, made.json["id"])
            assert kept is not None
            assert kept.withdrawn_at is not None
        with world.acting(officer, read_only=True), clock.fixed(date(2026, 4, 1)):
            assert not db.session.query(Pilot).filter(Pilot.holds()).count()

    def test_what_was_sent_is_frozen_and_a_neighbour_reads_nothing(
        self, world: World, given: Given, officer: Person
    ) -> None:
        task = self.third(world, given)
        with world.acting(given.leader):
            pilot = actions.name_pilot(
                task_id=task.id, recipient_id=officer.tenant.id, deadline=FEBRUARY, by=given.leader
            )
        with pytest.raises(Exception, match="frozen"), world.acting(given.leader):
            db.session.execute(update(Pilot).values(deadline_on=date(2026, 3, 1)))
        with world.acting(world.person(world.commune("Đình Lập")), read_only=True):
            assert db.session.get(Pilot, pilot.id) is None
        with world.acting(officer), pytest.raises(Exception, match="Không tìm thấy"):
            actions.drop_pilot(pilot_id=pilot.id, by=officer)

    def test_a_task_set_aside_has_no_pilot(
        self, world: World, given: Given, officer: Person
    ) -> None:
        own = cascade.derived(world, given, officer)
        with world.acting(officer):
            task = plans.tasks(own)[1]
            actions.decline_task(
                task_id=task.id, version=task.version, reason="Không có", by=officer
            )
            with pytest.raises(Conflict):
                actions.name_pilot(task_id=task.id, recipient_id=1, deadline=FEBRUARY, by=officer)
