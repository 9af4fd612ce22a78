"""A commune that carries out its plan, derived from the province's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.access import Role
from app.lib import clock
from app.plans.models import Task
from app.plans.terms import Disposition
from app.progress import actions
from app.progress.actions import Entry
from app.progress.models import Progress
from app.progress.terms import TaskStatus
from tenants.db import db
from tenants.models import Tenant
from tests.plans import cascade
from tests.world import Person, World

ON = date(2026, 5, 20)


@dataclass(frozen=True)
class Site:
    """A commune with its issued plan; `task_ids` and `upstream_ids` go side by side."""

    tenant: Tenant
    officer: Person
    plan_id: int
    task_ids: list[int]
    upstream_ids: list[int | None]


def site(world: World, given: cascade.Given, commune: Tenant, *, send: bool = True) -> Site:
    """`commune` derives the province's plan, issues its own and sends it up."""
    officer = world.person(commune, Role.OFFICER, Role.LEADER)
    plan_id = cascade.derived(world, given, officer)
    if send:
        cascade.sent_up(world, plan_id, officer)
    with world.acting(officer):
        tasks = db.session.scalars(
            select(Task)
            .where(Task.plan_id == plan_id, Task.disposition != Disposition.DECLINED)
            .order_by(Task.quarter, Task.position, Task.id)
        ).all()
        return Site(
            commune,
            officer,
            plan_id,
            [task.id for task in tasks],
            [task.upstream_task_id for task in tasks],
        )


def sites(world: World, given: cascade.Given, communes: Sequence[Tenant]) -> list[Site]:
    """The same for several communes."""
    return [site(world, given, commune) for commune in communes]


def entry(task_id: int, status: TaskStatus, percent: int | None = None, **given: object) -> Entry:
    """What is recorded on a task on 20 May 2026, on which nothing was recorded before."""
    filled = status.fixed_percent if percent is None else percent
    assert filled is not None
    values = {"version": 0, "on": ON, **given}
    return Entry(task_id=task_id, status=status, percent=filled, **values)  # type: ignore[arg-type]


def recorded(world: World, by: Person, *entries: Entry) -> list[Progress]:
    """Record these entries on 20 May 2026."""
    with clock.fixed(ON), world.acting(by):
        return actions.record_all(entries=list(entries), by=by)
