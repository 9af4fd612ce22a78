"""Recording where a task stands."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound, Stale
from app.plans import actions as plans
from app.progress import actions, queries
from app.progress.models import Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import ON, entry, recorded, site
from tests.world import World

DONE, IN_PROGRESS = TaskStatus.DONE, TaskStatus.IN_PROGRESS


def test_a_state_is_written_with_its_history_and_told_to_the_superior(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]
    recorded(world, here.officer, entry(task_id, IN_PROGRESS, 40, note="Chờ số liệu của thôn"))
    recorded(world, here.officer, entry(task_id, DONE, version=1, office_name="Văn phòng"))
    with world.acting(here.officer):
        row = db.session.scalars(select(Progress)).one()
        assert (row.status, row.percent, row.on, row.version) == (DONE, 100, ON, 2)
        assert row.upstream_task_id == here.upstream_ids[0]
        assert row.addressee_id == world.province.id
        assert row.sent_at is not None
        history = queries.history(task_id)
        assert [(one.percent, one.note, one.office_name) for one in history] == [
            (100, None, "Văn phòng"),
            (40, "Chờ số liệu của thôn", None),
        ]
        verbs = db.session.scalars(
            select(AuditEntry.verb).where(AuditEntry.verb == "progress.recorded")
        ).all()
        assert len(verbs) == 2


def test_a_task_of_ones_own_is_told_to_nobody(world: World) -> None:
    given = cascade.issued(world, [])
    leader = given.leader
    with world.acting(leader):
        task_id = queries.tasks_of_year(2026)[0].task_id
    row = recorded(world, leader, entry(task_id, DONE))[0]
    assert (row.addressee_id, row.upstream_task_id) == (None, None)


@pytest.mark.parametrize(
    ("status", "percent", "on", "field"),
    [
        (DONE, 99, ON, "percent"),
        (IN_PROGRESS, 100, ON, "percent"),
        (TaskStatus.NOT_STARTED, 5, ON, "percent"),
        (IN_PROGRESS, 101, ON, "percent"),
        (IN_PROGRESS, -1, ON, "percent"),
        (IN_PROGRESS, 50, ON + timedelta(days=1), "on"),
        (IN_PROGRESS, 50, date(2025, 12, 31), "on"),
    ],
)
def test_what_contradicts_itself_is_refused(
    world: World, status: TaskStatus, percent: int, on: date, field: str
) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    with clock.fixed(ON), world.acting(here.officer), pytest.raises(Invalid) as raised:
        actions.record(entry=entry(here.task_ids[0], status, percent, on=on), by=here.officer)
    assert set(raised.value.fields) == {field}


def test_the_second_of_two_editors_sees_what_the_first_wrote(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    task_id = here.task_ids[0]
    recorded(world, here.officer, entry(task_id, DONE))
    with clock.fixed(ON), world.acting(here.officer), pytest.raises(Stale) as raised:
        actions.record(entry=entry(task_id, IN_PROGRESS, 60), by=here.officer)
    assert raised.value.changed == {
        "Trạng thái": ("Đang thực hiện", "Hoàn thành"),
        "Tỷ lệ (%)": ("60", "100"),
    }
    with world.acting(here.officer):
        assert len(queries.history(task_id)) == 1


def test_several_tasks_are_recorded_all_or_none(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    first, second, third = here.task_ids[:3]
    recorded(world, here.officer, entry(first, DONE), entry(second, IN_PROGRESS, 30))
    with pytest.raises(Invalid) as raised:
        recorded(world, here.officer, entry(first, DONE, version=1), entry(third, DONE, 30))
    assert set(raised.value.fields) == {f"tasks-{third}-percent"}
    with world.acting(here.officer):
        states = queries.states([first, second, third])
        assert [states[one].version for one in (first, second, third)] == [1, 1, 0]


def test_nothing_is_recorded_on_drafts_declined_and_foreign_tasks(world: World) -> None:
    given = cascade.issued(world)
    here = site(world, given, world.commune("Điềm He"), send=False)
    with pytest.raises(Conflict):
        recorded(world, here.officer, entry(here.task_ids[0], DONE))
    with world.acting(here.officer):
        plans.decline_task(
            task_id=here.task_ids[3], version=1, reason="Không có cơ sở", by=here.officer
        )
    cascade.sent_up(world, here.plan_id, here.officer)
    with pytest.raises(Conflict):
        recorded(world, here.officer, entry(here.task_ids[3], DONE))
    neighbour = site(world, given, world.commune("Đình Lập"))
    for stranger in (neighbour.officer, given.leader):
        with pytest.raises(NotFound):
            recorded(world, stranger, entry(here.task_ids[0], DONE))
    with world.acting(here.officer):
        assert db.session.scalars(select(ProgressEntry)).all() == []


def test_a_closed_unit_records_nothing_new(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    closed = date(2026, 3, 31)
    with world.on_platform():
        db.session.get_one(type(here.tenant), here.tenant.id).valid_to = closed
    try:
        with pytest.raises(Conflict, match="kết thúc hoạt động"):
            recorded(world, here.officer, entry(here.task_ids[0], DONE))
    finally:
        with world.on_platform():
            db.session.get_one(type(here.tenant), here.tenant.id).valid_to = None


def test_lateness_counts_from_the_deadline_or_the_quarters_end(world: World) -> None:
    here = site(world, cascade.issued(world), world.commune("Điềm He"))
    with world.acting(here.officer):
        with clock.fixed(date(2026, 1, 20)):
            states = queries.tasks_of_plan(here.plan_id)
            assert [one.last_day for one in states] == [
                date(2026, 1, 19),
                date(2026, 3, 31),
                date(2026, 6, 30),
                date(2026, 9, 30),
                date(2026, 12, 31),
            ]
            assert [one.is_late for one in states] == [True, False, False, False, False]
        with clock.fixed(date(2026, 1, 19)):
            assert not any(one.is_late for one in queries.tasks_of_plan(here.plan_id))
        with clock.fixed(date(2026, 7, 1)):
            late = queries.counted(queries.tasks_of_year(2026)).late
            assert late == 3
    recorded(world, here.officer, entry(here.task_ids[0], DONE))
    with world.acting(here.officer), clock.fixed(date(2026, 7, 1)):
        first = queries.state(here.task_ids[0])
        assert not first.is_late
        assert first.was_late
        assert first.number == 1
        assert queries.state(here.task_ids[4]).number == 5
