"""Who owes a report, and what the reports add up to."""

from datetime import date

import pytest

from app.access import Role
from app.lib import clock
from app.lib.errors import NotFound
from app.plans import actions as plans
from app.progress.terms import TaskStatus
from app.reports import queries
from app.reports.terms import ReportState, Verdict
from tests.plans import cascade
from tests.plans.samples import a_plan, signature
from tests.progress.given import entry, recorded, site, sites
from tests.progress.test_pages import text
from tests.reports.given import HALF, YEAR, answered, sent, worked, written
from tests.sql import counted
from tests.world import Person, World


def test_the_matrix_tells_expected_received_and_late(world: World) -> None:
    given = cascade.issued(world)
    names = ("Điềm He", "Đình Lập", "Kiên Mộc")
    here = sites(world, given, [world.commune(name) for name in names])
    for one in here:
        worked(world, one)
    first, second, third = (written(world, one) for one in here)
    sent(world, here[0], first)
    accepted = sent(world, here[1], second, on=date(2026, 7, 2))
    back = sent(world, here[2], third, on=date(2026, 6, 30))
    answered(world, given.leader, accepted.id, Verdict.ACCEPTED)
    answered(world, given.leader, back.id, Verdict.RETURNED, "Thiếu số liệu")
    with clock.fixed(date(2026, 7, 3)), world.acting(given.leader, read_only=True):
        due = {one.name: one for one in queries.received.expected(HALF, 2026)}
        assert queries.received.waiting_count() == 1
    assert len(due) == 65
    rows = [due[f"Xã {name}"] for name in (*names, "Bình Gia")]
    assert [(one.state, one.is_late) for one in rows] == [
        (ReportState.SENT, False),
        (ReportState.ACCEPTED, True),
        (ReportState.RETURNED, False),
        (None, True),
    ]
    sent(world, here[2], third, on=date(2026, 7, 3))
    with clock.fixed(date(2026, 6, 30)), world.acting(given.leader, read_only=True):
        due = {one.name: one for one in queries.received.expected(HALF, 2026)}
        assert (due["Xã Kiên Mộc"].attempt, due["Xã Kiên Mộc"].is_late) == (2, False)
        assert not due["Xã Bình Gia"].is_late
        earlier = queries.received.expected(HALF, 2026, due_on=date(2026, 6, 10))
        assert sum(one.is_late for one in earlier) == 65
        assert all(one.state is None for one in queries.received.expected(YEAR, 2026))


def test_closed_and_new_units_owe_the_reports_of_their_time(world: World) -> None:
    _delivered_in_2025(world, date(2025, 1, 10))
    _delivered_in_2025(world, date(2025, 8, 1))
    leader = world.person(world.province)
    with clock.fixed(date(2026, 1, 5)), world.acting(leader, read_only=True):
        half = queries.received.expected(HALF, 2025)
        year = queries.received.expected(YEAR, 2025)
    assert "Huyện Bình Gia" in {one.name for one in half}
    assert not any(one.name.startswith("Xã") for one in half)
    assert len(year) == 65
    assert all(one.name.startswith(("Xã", "Phường")) for one in year)


def test_nobody_owes_a_report_on_a_plan_that_came_after_the_period(world: World) -> None:
    leader = _delivered_in_2025(world, date(2025, 8, 1))
    with clock.fixed(date(2026, 1, 5)), world.acting(leader, read_only=True):
        assert queries.received.expected(HALF, 2025) == []
        assert len(queries.received.expected(YEAR, 2025)) == 65


def _delivered_in_2025(world: World, on: date) -> Person:
    """A year plan of 2025 issued on the day to everybody who then was below the province."""
    leader = world.person(world.province)
    with clock.fixed(on):
        with world.acting(leader):
            plan = plans.draft(content=a_plan(year=2025), tasks=cascade.TASKS[1:3], by=leader)
        with world.acting(leader):
            plans.issue(
                plan_id=plan.id, signature=signature(issued_on=on), recipient_ids=None, by=leader
            )
    return leader


def test_the_reports_add_up_by_task_and_returned_ones_do_not_count(world: World) -> None:
    given = cascade.issued(world)
    here = sites(world, given, [world.commune(name) for name in ("Điềm He", "Đình Lập")])
    worked(world, here[0])
    recorded(
        world,
        here[1].officer,
        entry(here[1].task_ids[0], TaskStatus.DONE),
        entry(here[1].task_ids[1], TaskStatus.OBSTRUCTED, 5),
    )
    submissions = [sent(world, one, written(world, one)) for one in here]
    with world.acting(given.leader, read_only=True):
        tasks = queries.received.by_task(given.plan_id, HALF)
        assert [task.reports for task in tasks] == [2, 2, 2]
        assert (tasks[0].counts.done, tasks[0].counts.total) == (2, 2)
        assert (tasks[1].counts.obstructed, tasks[1].counts.not_started) == (1, 1)
        assert (tasks[2].counts.in_progress, tasks[2].counts.not_started) == (1, 1)
        assert tasks[1].counts.late == 2
        assert [task.reports for task in queries.received.by_task(given.plan_id, YEAR)] == [0] * 5
    answered(world, given.leader, submissions[1].id, Verdict.RETURNED, "Thiếu")
    with world.acting(given.leader, read_only=True):
        assert [task.reports for task in queries.received.by_task(given.plan_id, HALF)] == [1] * 3
    with world.acting(here[0].officer), pytest.raises(NotFound):
        queries.received.by_task(given.plan_id, HALF)


def test_the_pages_of_the_superior(world: World) -> None:
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    submission = sent(world, here, written(world, here))
    with clock.fixed(date(2026, 7, 3)):
        client = world.client(given.leader)
        page = text(client, "/reports/received?year=2026&kind=half_year_review")
        assert page.count("Trễ hạn</span>") == 64
        assert f"/submissions/{submission.id}" in page
        early = text(client, "/reports/received?year=2026&kind=half_year_review&due_on=2026-07-31")
        assert "Trễ hạn</span>" not in early
        assert "Báo cáo nhận được" in text(client, "/reports/received?year=abc&kind=x&due_on=y")
        summary = text(client, "/reports/summary?year=2026&kind=half_year_review")
        assert "Báo cáo sơ kết 6 tháng đầu năm" in summary
        nothing = text(client, "/reports/summary?year=2026&kind=year_review")
        assert "Chưa nhận được báo cáo nào" in nothing
        assert "Chưa có kế hoạch nào để tổng hợp" in text(client, "/reports/summary?year=2024")


def test_the_answer_is_given_on_the_page(world: World) -> None:
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"))
    worked(world, here)
    submission = sent(world, here, written(world, here))
    path = f"/submissions/{submission.id}"
    client = world.client(given.leader)
    assert "Tiếp nhận báo cáo" in text(client, path)
    wrong = client.send(f"{path}/review", {"verdict": "returned", "reason": " "})
    assert wrong.status_code == 422
    assert "Cần ghi lý do trả lại" in wrong.get_data(as_text=True)
    viewer = world.client(world.person(world.province, Role.VIEWER))
    assert "Trả lại để bổ sung</button>" not in text(viewer, path)
    assert viewer.send(f"{path}/review", {"verdict": "accepted"}).status_code == 403
    returned = client.send(f"{path}/review", {"verdict": "returned", "reason": "Thiếu số liệu"})
    assert returned.status_code == 303
    assert client.send(f"{path}/review", {"verdict": "accepted"}).status_code == 409
    own = world.client(here.officer)
    assert "Thiếu số liệu" in text(own, f"/reports/{submission.report_id}")
    assert "Thiếu số liệu" in text(own, path)
    assert "Ý kiến của bạn" not in text(own, path)


@pytest.mark.parametrize(
    "path",
    [
        "/reports/received?year=2026&kind=half_year_review",
        "/reports/summary?year=2026&kind=half_year_review",
        "/api/v1/submissions?year=2026&kind=half_year_review",
    ],
)
def test_the_count_of_statements_does_not_grow_with_the_reports(world: World, path: str) -> None:
    given = cascade.issued(world)
    client = world.client(given.leader)
    counts = []
    for names in (("Điềm He",), ("Đình Lập", "Kiên Mộc", "Bình Gia", "Lộc Bình")):
        for here in sites(world, given, [world.commune(name) for name in names]):
            sent(world, here, written(world, here))
        assert client.get(path).status_code == 200
        with counted(world.app) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]
