"""Plan years: what was done in each, and which of them the tenant has closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.lib import clock
from app.plans.models import Plan, Task, YearClosing
from app.plans.queries import plans, years
from app.progress.queries import own
from app.progress.queries.own import Figures
from app.progress.queries.states import TaskState, of_tasks
from app.progress.terms import TaskStatus
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class PlanYear:
    """One plan year of the acting tenant: its plans, where its tasks stand, its closing."""

    year: int
    plans: int
    drafts: int
    figures: Figures
    closing: YearClosing | None

    @property
    def open_tasks(self) -> int:
        """Tasks on which work is still owed."""
        return sum(self.figures.count(status) for status in TaskStatus if status.is_open)

    @property
    def closed_at(self) -> datetime | None:
        """When the year was closed; None while it is open."""
        return None if self.closing is None else self.closing.closed_at

    @property
    def is_over(self) -> bool:
        """Whether the year has ended, so that it may be closed."""
        return clock.today().year > self.year


@dataclass(frozen=True)
class Successor:
    """A task of the year before, where it ended, and the task of the new plan made out of it."""

    before: TaskState
    text: str | None
    task_id: int | None


def plan_years() -> list[PlanYear]:
    """Every year for which the tenant has plans, the latest first; four statements."""
    states = of_tasks().order_by(None).subquery()
    counted: dict[int, dict[TaskStatus, int]] = {}
    late: dict[int, int] = {}
    rows = db.session.execute(
        select(
            states.c.year,
            states.c.status,
            func.count(),
            func.count().filter(states.c.is_late),
        ).group_by(states.c.year, states.c.status)
    )
    for year, status, tasks, are_late in rows:
        counted.setdefault(year, {})[TaskStatus(status)] = tasks
        late[year] = late.get(year, 0) + are_late
    closings = {one.year: one for one in years.closings() if one.reopened_at is None}
    found = db.session.execute(
        select(
            Plan.year,
            func.count().filter(Plan.issued_at.is_not(None)),
            func.count().filter(Plan.issued_at.is_(None)),
        )
        .where(Plan.tenant_id == context.acting().tenant_id)
        .group_by(Plan.year)
        .order_by(Plan.year.desc())
    )
    return [
        PlanYear(
            year,
            issued,
            drafts,
            Figures(counted.get(year, {}), late.get(year, 0)),
            closings.get(year),
        )
        for year, issued, drafts in found
    ]


def plan_year(year: int) -> PlanYear:
    """One plan year; an empty one where the tenant has no plan of it."""
    found = next((one for one in plan_years() if one.year == year), None)
    return found or PlanYear(year, 0, 0, Figures(), years.closing(year))


def undone(year: int) -> list[TaskState]:
    """The tasks of a year on which work is still owed, as printed."""
    return [task for task in own.tasks_of_year(year) if task.status.is_open]


def successors(plan_id: int) -> list[Successor]:
    """Last year's tasks with the tasks of this plan made out of them.

    Raises NotFound for another tenant's plan, and for one that was not made from an earlier one.
    """
    plan = plans.own(plan_id)
    before = own.tasks_of_plan(plan.previous_plan_id or 0)
    rows = db.session.execute(
        select(Task.previous_task_id, Task.id, Task.text).where(
            Task.plan_id == plan.id,
            Task.tenant_id == context.acting().tenant_id,
            Task.previous_task_id.is_not(None),
        )
    )
    made = {row[0]: (row[2], row[1]) for row in rows}
    return [Successor(task, *made.get(task.task_id, (None, None))) for task in before]


def history() -> Sequence[YearClosing]:
    """Every closing and reopening, the latest first."""
    return years.closings()
