"""How a superior's plan is carried out below it: per task, per subordinate, and one by one.

Counted by the database in one statement each, whatever the number of subordinates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)

from app.lib import clock
from app.lib.errors import NotFound
from app.plans.models import Delivery, Pilot, Plan, Task, printed_order
from app.progress.models import Progress
from app.progress.queries.states import last_day
from app.progress.terms import CascadeState, TaskStatus
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Tally:
    """Tasks or subordinates counted by state; `late` are open ones whose last day has passed."""

    by_state: dict[CascadeState, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        """Everything counted."""
        return sum(self.by_state.values())

    @property
    def owed(self) -> int:
        """What is to be done: all but what was declined or given up."""
        return self.total - self.count(CascadeState.DECLINED) - self.count(CascadeState.CANCELLED)

    def count(self, state: CascadeState) -> int:
        """How many are in this state."""
        return self.by_state.get(state, 0)


@dataclass(frozen=True)
class TaskLine:
    """A task of the superior's plan with how its subordinates stand."""

    task_id: int
    number: int
    quarter: int
    text: str
    mandatory: bool
    last_day: date
    tally: Tally


@dataclass(frozen=True)
class TenantLine:
    """A subordinate with how the tasks of the plan stand there."""

    tenant_id: int
    name: str
    tally: Tally


@dataclass(frozen=True)
class Cell:
    """One task with one subordinate."""

    tenant_id: int
    tenant_name: str
    task_id: int
    number: int
    quarter: int
    text: str
    last_day: date
    state: CascadeState
    percent: int
    on: date | None
    is_late: bool


def _tasks(plan_id: int) -> CTE:
    order = printed_order()
    return (
        select(
            Task.id,
            func.row_number().over(order_by=order).label("number"),
            Task.quarter,
            Task.text,
            Task.mandatory,
            last_day().label("last_day"),
        )
        .join_from(Task, Plan, Plan.id == Task.plan_id)
        .where(
            Task.plan_id == plan_id,
            Task.tenant_id == context.acting().tenant_id,
            Task.stands,
        )
        .cte("asked")
    )


def state_of_parts(status: Any) -> ColumnElement[str]:
    """The state of a task out of those of its parts, to be grouped by the caller: done when all
    are, obstructed when one is, begun when one is."""
    every, some = func.bool_and, func.bool_or
    settled = status.in_([TaskStatus.DONE, TaskStatus.CANCELLED])
    begun = status.in_([TaskStatus.DONE, TaskStatus.IN_PROGRESS])
    state = case(
        (every(status == TaskStatus.CANCELLED), CascadeState.CANCELLED.value),
        (every(settled), CascadeState.DONE.value),
        (some(status == TaskStatus.OBSTRUCTED), CascadeState.OBSTRUCTED.value),
        (some(begun), CascadeState.IN_PROGRESS.value),
        else_=CascadeState.NOT_STARTED.value,
    )
    return cast(state, Text)


def _answers(asked: CTE) -> CTE:
    """What each subordinate says of each task: one row even where it split the task in parts."""
    return (
        select(
            Progress.upstream_task_id.label("task_id"),
            Progress.tenant_id,
            state_of_parts(Progress.status).label("state"),
            func.count().label("parts"),
            func.sum(Progress.percent).label("percents"),
            func.max(Progress.on).label("on"),
        )
        .where(
            Progress.addressee_id == context.acting().tenant_id,
            Progress.upstream_task_id.in_(select(asked.c.id)),
        )
        .group_by(Progress.upstream_task_id, Progress.tenant_id)
        .cte("answers")
    )


def _derived(asked: CTE) -> CTE:
    """How many parts each subordinate's own plan, as sent up, makes of each task.

    A part that was merged into another task counts: it has that task's progress.
    """
    merged = and_(Task.merged_into_id.is_not(None), Task.withdrawn_revision.is_(None))
    kept = or_(Task.stands, merged)
    return (
        select(
            Task.upstream_task_id.label("task_id"),
            Task.tenant_id,
            func.count().filter(kept).label("parts"),
        )
        .where(Task.upstream_task_id.in_(select(asked.c.id)), Task.sent_at.is_not(None))
        .group_by(Task.upstream_task_id, Task.tenant_id)
        .cte("derived")
    )


def cells(plan_id: int, *, tenant_ids: Iterable[int] | None = None) -> CTE:
    """Every task of the plan × every subordinate to which it was delivered, with its state.

    The last day of a pilot unit is its own, earlier one.
    """
    asked = _tasks(plan_id)
    answers, derived = _answers(asked), _derived(asked)
    unfinished = and_(answers.c.state == CascadeState.DONE.value, answers.c.parts < derived.c.parts)
    state = case(
        (and_(answers.c.state.is_(None), derived.c.parts == 0), CascadeState.DECLINED.value),
        (unfinished, CascadeState.IN_PROGRESS.value),
        else_=func.coalesce(answers.c.state, CascadeState.NOT_STARTED.value),
    )
    parts = func.greatest(answers.c.parts, func.coalesce(derived.c.parts, 0))
    chosen = [] if tenant_ids is None else [Delivery.recipient_id.in_(list(tenant_ids))]
    same = (asked.c.id, Delivery.recipient_id)
    return (
        select(
            asked.c.id.label("task_id"),
            asked.c.number,
            asked.c.quarter,
            asked.c.text,
            asked.c.mandatory,
            asked.c.last_day.label("common_last_day"),
            func.coalesce(Pilot.last_day(), asked.c.last_day).label("last_day"),
            Delivery.recipient_id.label("tenant_id"),
            cast(state, Text).label("state"),
            func.coalesce(answers.c.percents / parts, 0).label("percent"),
            answers.c.on,
        )
        .select_from(asked)
        .join(Delivery, and_(Delivery.plan_id == plan_id, *chosen))
        .outerjoin(
            Pilot,
            and_(Pilot.task_id == same[0], Pilot.recipient_id == same[1], Pilot.holds()),
        )
        .outerjoin(answers, and_(answers.c.task_id == same[0], answers.c.tenant_id == same[1]))
        .outerjoin(derived, and_(derived.c.task_id == same[0], derived.c.tenant_id == same[1]))
        .cte("cells")
    )


def late(table: CTE) -> ColumnElement[bool]:
    """Whether a cell is owed after its last day."""
    owed = table.c.state.in_([one.value for one in CascadeState if one.is_open])
    return and_(owed, table.c.last_day < clock.today())


def counts_of(table: CTE) -> list[ColumnElement[int]]:
    """Cells counted by state, and those that are late, to be grouped by the caller."""
    counts: list[ColumnElement[int]] = [
        func.count().filter(table.c.state == one.value).label(one.value) for one in CascadeState
    ]
    return [*counts, func.count().filter(late(table)).label("late")]


def tally(row: Any) -> Tally:
    """A row with the columns of `counts_of`."""
    return Tally({one: getattr(row, one.value) for one in CascadeState}, row.late)


def by_task(plan_id: int) -> list[TaskLine]:
    """The tasks of the plan, each with its subordinates counted by state."""
    table = cells(plan_id)
    facts = (
        table.c.task_id,
        table.c.number,
        table.c.quarter,
        table.c.text,
        table.c.mandatory,
        table.c.common_last_day.label("last_day"),
    )
    rows = db.session.execute(
        select(*facts, *counts_of(table)).group_by(*facts).order_by(table.c.number)
    )
    return [TaskLine(tally=tally(row), **_named(row, facts)) for row in rows]


def by_tenant(plan_id: int, *, page: int = 1, page_size: int = 100) -> list[TenantLine]:
    """The subordinates by name, each with the tasks of the plan counted by state."""
    table = cells(plan_id)
    rows = db.session.execute(
        select(Tenant.id, Tenant.name, *counts_of(table))
        .join_from(table, Tenant, Tenant.id == table.c.tenant_id)
        .group_by(Tenant.id, Tenant.name, Tenant.sort_key)
        .order_by(Tenant.sort_key, Tenant.id)
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return [TenantLine(row.id, row.name, tally(row)) for row in rows]


def recipient_count(plan_id: int) -> int:
    """To how many subordinates the plan was delivered."""
    return (
        db.session.scalar(
            select(func.count()).select_from(Delivery).where(Delivery.plan_id == plan_id)
        )
        or 0
    )


def of_task(plan_id: int, task_id: int, *, page: int = 1, page_size: int = 100) -> list[Cell]:
    """One task with every subordinate, by name. Raises NotFound for a task of another plan."""
    table = cells(plan_id)
    found = _cells(
        _listed(table)
        .where(table.c.task_id == task_id)
        .order_by(Tenant.sort_key, Tenant.id)
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    if not found and page == 1:
        raise NotFound(
            "Nhiệm vụ này không có trong kế hoạch, hoặc kế hoạch chưa giao cho đơn vị nào."
        )
    return found


def of_tenant(plan_id: int, tenant_id: int) -> list[Cell]:
    """One subordinate with every task. Raises NotFound where the plan was not delivered to it."""
    table = cells(plan_id, tenant_ids=[tenant_id])
    found = _cells(_listed(table).order_by(table.c.number))
    if not found:
        raise NotFound("Kế hoạch này không giao cho đơn vị đó.")
    return found


def _listed(table: CTE) -> Select[Any]:
    return select(
        Tenant.id.label("tenant_id"),
        Tenant.name.label("tenant_name"),
        table.c.task_id,
        table.c.number,
        table.c.quarter,
        table.c.text,
        table.c.last_day,
        table.c.state,
        table.c.percent,
        table.c.on,
        late(table).label("is_late"),
    ).join_from(table, Tenant, Tenant.id == table.c.tenant_id)


def _cells(query: Select[Any]) -> list[Cell]:
    return [
        Cell(**{**row._mapping, "state": CascadeState(row.state), "percent": int(row.percent)})
        for row in db.session.execute(query)
    ]


def _named(row: Row[Any], columns: Iterable[ColumnElement[Any]]) -> dict[str, Any]:
    return {column.key or "": getattr(row, column.key or "") for column in columns}


def totals(lines: Iterable[TaskLine] | Iterable[TenantLine]) -> Tally:
    """The sums of all lines."""
    tallies = [line.tally for line in lines]
    return Tally(
        {one: sum(tally.count(one) for tally in tallies) for one in CascadeState},
        sum(tally.late for tally in tallies),
    )
