"""What was merged into a task, or is carried out inside its event, takes its state."""

from datetime import date

import pytest
from sqlalchemy import select, update

from app.lib import clock
from app.lib.errors import Conflict
from app.plans import actions as plans
from app.plans.models import Task
from app.plans.queries import plans as plan_queries
from app.progress import actions, queries
from app.progress.actions import Upload
from app.progress.models import Progress
from app.progress.queries import cascade as below
from app.progress.terms import CascadeState, TaskStatus
from tenants.db import db
from tests.plans import cascade
from tests.progress.given import ON, entry, recorded
from tests.world import Person, World

S = TaskStatus
PDF = b"%PDF-1.4 minh chung"


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody in Điềm He."""
    return world.person(world.commune("Điềm He"))


@pytest.fixture
def given(world: World, officer: Person) -> cascade.Given:
    """The province's plan."""
    return cascade.issued(world, [officer.tenant])


@pytest.fixture
def tasks(world: World, given: cascade.Given, officer: Person) -> list[Task]:
    """Điềm He's five tasks: the second and third merged into the first, the fifth carried out
    inside the fourth's event."""
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        ids = [task.id for task in plan_queries.tasks(own)]
    with world.acting(officer):
        plans.merge_tasks(task_id=ids[0], version=1, merged_ids=ids[1:3], by=officer)
    with world.acting(officer):
        db.session.execute(update(Task).where(Task.id == ids[4]).values(combined_with_id=ids[3]))
    cascade.sent_up(world, own, officer)
    with world.acting(officer):
        found = {task.id: task for task in plan_queries.tasks(own)}
    return [found[one] for one in ids]


def _progress(world: World, by: Person) -> dict[int, tuple[TaskStatus, int, int]]:
    with world.acting(by, read_only=True):
        return {
            row.task_id: (row.status, row.percent, row.evidence_count)
            for row in db.session.scalars(select(Progress))
        }


def test_merged_tasks_take_the_state_in_the_same_transaction(
    world: World, given: cascade.Given, officer: Person, tasks: list[Task]
) -> None:
    recorded(world, officer, entry(tasks[0].id, S.IN_PROGRESS, 40))
    found = _progress(world, officer)
    assert {found[task.id] for task in tasks[:3]} == {(S.IN_PROGRESS, 40, 0)}
    assert len(found) == 3
    with world.acting(given.leader, read_only=True), clock.fixed(date(2026, 5, 21)):
        lines = below.by_task(given.plan_id)
        assert [line.tally.count(CascadeState.IN_PROGRESS) for line in lines] == [1, 1, 1, 0, 0]
    with world.acting(officer):
        state = queries.state(tasks[0].id)
    recorded(world, officer, entry(tasks[0].id, S.DONE, version=state.version))
    found = _progress(world, officer)
    assert {found[task.id] for task in tasks[:3]} == {(S.DONE, 100, 0)}
    with world.acting(given.leader, read_only=True):
        assert [line.tally.count(CascadeState.DONE) for line in below.by_task(given.plan_id)] == [
            1,
            1,
            1,
            0,
            0,
        ]


def test_merged_tasks_are_no_own_work(world: World, officer: Person, tasks: list[Task]) -> None:
    with world.acting(officer):
        listed = queries.tasks_of_plan(tasks[0].plan_id)
        history = queries.history(tasks[1].id)
    assert [state.task_id for state in listed] == [tasks[0].id, tasks[3].id, tasks[4].id]
    assert list(history) == []
    with pytest.raises(Conflict, match="đã gộp"):
        recorded(world, officer, entry(tasks[1].id, S.DONE))
    with world.acting(officer), pytest.raises(Conflict, match="đã gộp"):
        actions.add_evidence(
            task_id=tasks[1].id, uploads=[Upload(name="a.pdf", content=PDF)], by=officer
        )


def test_evidence_counts_for_what_was_merged(
    world: World, officer: Person, tasks: list[Task]
) -> None:
    recorded(world, officer, entry(tasks[0].id, S.DONE))
    with world.acting(officer):
        (piece,) = actions.add_evidence(
            task_id=tasks[0].id, uploads=[Upload(name="a.pdf", content=PDF)], by=officer
        )
        evidence_id = piece.id
    assert {_progress(world, officer)[task.id][2] for task in tasks[:3]} == {1}
    with world.acting(officer):
        actions.withdraw_evidence(evidence_id=evidence_id, by=officer)
    assert {_progress(world, officer)[task.id][2] for task in tasks[:3]} == {0}


def test_a_combined_task_follows_its_host_and_stays_editable(
    world: World, officer: Person, tasks: list[Task]
) -> None:
    host, inside = tasks[3].id, tasks[4].id
    recorded(world, officer, entry(host, S.IN_PROGRESS, 30, note="Bí mật"))
    assert _progress(world, officer)[inside] == (S.IN_PROGRESS, 30, 0)
    with world.acting(officer):
        (line,) = queries.history(inside)
        assert (line.status, "Bí mật" in (line.note or "")) == (S.IN_PROGRESS, False)
        version = queries.state(inside).version
    recorded(world, officer, entry(inside, S.IN_PROGRESS, 60, version=version))
    assert _progress(world, officer)[host] == (S.IN_PROGRESS, 30, 0)
    with world.acting(officer):
        version = queries.state(host).version
    recorded(world, officer, entry(host, S.DONE, version=version))
    assert _progress(world, officer)[inside] == (S.DONE, 100, 0)


def test_what_was_finished_on_its_own_is_not_undone(
    world: World, officer: Person, tasks: list[Task]
) -> None:
    host, inside = tasks[3].id, tasks[4].id
    recorded(world, officer, entry(inside, S.DONE))
    recorded(world, officer, entry(host, S.IN_PROGRESS, 50))
    assert _progress(world, officer)[inside] == (S.DONE, 100, 0)


def test_a_correction_of_the_host_is_followed(
    world: World, officer: Person, tasks: list[Task]
) -> None:
    host, inside = tasks[3].id, tasks[4].id
    recorded(world, officer, entry(host, S.DONE))
    with world.acting(officer):
        version = queries.state(host).version
    recorded(world, officer, entry(host, S.IN_PROGRESS, 80, version=version))
    assert _progress(world, officer)[inside] == (S.IN_PROGRESS, 80, 0)


def test_recorded_together_each_keeps_its_own_state(
    world: World, officer: Person, tasks: list[Task]
) -> None:
    host, inside = tasks[3].id, tasks[4].id
    recorded(world, officer, entry(host, S.DONE), entry(inside, S.IN_PROGRESS, 10))
    found = _progress(world, officer)
    assert (found[host][0], found[inside][:2]) == (S.DONE, (S.IN_PROGRESS, 10))


def test_a_circle_of_events_ends(world: World, given: cascade.Given, officer: Person) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        one, other, *_ = [task.id for task in plan_queries.tasks(own)]
        for task_id, host in ((one, other), (other, one)):
            db.session.execute(update(Task).where(Task.id == task_id).values(combined_with_id=host))
    cascade.sent_up(world, own, officer)
    recorded(world, officer, entry(one, S.DONE, on=ON))
    assert _progress(world, officer)[other] == (S.DONE, 100, 0)
