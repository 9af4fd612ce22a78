"""An amendment of the province's plan, and what it meets in the communes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.lib import clock
from app.plans import actions, jobs
from app.plans.actions import LineContent, TaskContent
from app.plans.models import Merge, MergeReceipt, Task
from app.plans.queries import incoming, plans
from app.plans.terms import ChangeKind
from tenants.db import db
from tests.plans.samples import signature
from tests.world import Person, World

AMENDED_ON = date(2026, 5, 4)
REASON = "Lịch công tác của tỉnh thay đổi"


def change(task: Task, **changes: Any) -> LineContent:
    """A task as it is to be."""
    return LineContent(
        change=ChangeKind.CHANGE,
        task_id=task.id,
        content=replace(TaskContent.of(task), **changes),
    )


def withdrawal(task: Task) -> LineContent:
    """A task that falls away."""
    return LineContent(change=ChangeKind.WITHDRAW, task_id=task.id)


def addition(text: str, **facts: Any) -> LineContent:
    """A new task."""
    content = TaskContent(**{"quarter": 3, "text": text, **facts})
    return LineContent(change=ChangeKind.ADD, content=content)


def tasks_of(world: World, plan_id: int, by: Person) -> list[Task]:
    """The tasks of a plan as `by` reads them, in the order of printing."""
    with world.acting(by, read_only=True):
        return list(plans.tasks(plan_id))


def drafted(world: World, plan_id: int, by: Person, *lines: LineContent) -> int:
    """A draft of an amendment with these changes; its id."""
    with world.acting(by):
        amendment = actions.amend(plan_id=plan_id, reason=REASON, by=by)
    if lines:
        with world.acting(by):
            actions.set_lines(
                amendment_id=amendment.id, version=amendment.version, lines=lines, by=by
            )
    return amendment.id


def issued(
    world: World, plan_id: int, by: Person, *lines: LineContent, on: date = AMENDED_ON
) -> int:
    """An amendment that was issued; the worker has not worked yet."""
    amendment_id = drafted(world, plan_id, by, *lines)
    with clock.fixed(on), world.acting(by):
        jobs.issue_amendment_and_spread(
            amendment_id=amendment_id, signature=signature(issued_on=on), by=by
        )
    return amendment_id


def spread(
    world: World, plan_id: int, by: Person, *lines: LineContent, on: date = AMENDED_ON
) -> int:
    """An amendment that was issued, and merged everywhere below."""
    amendment_id = issued(world, plan_id, by, *lines, on=on)
    with clock.fixed(on):
        world.work()
    return amendment_id


def merges(world: World, by: Person) -> Sequence[Merge]:
    """Everything that was merged in the tenant of `by`."""
    with world.acting(by, read_only=True):
        return db.session.scalars(select(Merge).order_by(Merge.id)).all()


def receipts(world: World, by: Person) -> Sequence[MergeReceipt]:
    """Every receipt that `by` may read."""
    with world.acting(by, read_only=True):
        return db.session.scalars(select(MergeReceipt).order_by(MergeReceipt.id)).all()


def own_plan_of(world: World, plan_id: int, by: Person) -> int:
    """The plan that `by` made out of the superior's."""
    with world.acting(by, read_only=True):
        found = incoming.own_plan_from(plan_id)
        assert found is not None
        return found.id
