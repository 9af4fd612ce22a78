"""The state of one's own tasks: one row per task, as every page, report and paper shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, and_, case, cast, func, select
from sqlalchemy.sql import literal_column

from app.lib import clock, dates
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.years import SCHOOL_START
from app.plans.models import Plan, Task, printed_order
from app.plans.terms import PlanPeriod
from app.progress.models import Evidence, Progress
from app.progress.terms import TaskStatus
from tenants import context


@dataclass(frozen=True)
class TaskState:
    """A task with where it stands. Without a record it is not begun, at `version` 0."""

    task_id: int
    plan_id: int
    plan_title: str
    plan_number: str | None
    plan_symbol: str
    year: int
    number: int
    quarter: int
    position: int
    text: str
    lead_office: str | None
    support_offices: tuple[str, ...]
    requested_offices: tuple[str, ...]
    deadline_on: date | None
    deadline_inclusive: bool
    deadline_precision: DeadlinePrecision
    tentative: bool
    mandatory: bool
    upstream_task_id: int | None
    last_day: date
    status: TaskStatus
    percent: int
    on: date | None
    version: int
    recorded_at: datetime | None
    evidence_count: int
    is_late: bool

    @property
    def deadline(self) -> Deadline | None:
        """The date by which it is due, as worded; None where only the quarter is known."""
        if self.deadline_on is None:
            return None
        return Deadline(
            self.deadline_on, self.deadline_inclusive, self.deadline_precision, self.tentative
        )

    @property
    def due_label(self) -> str:
        """The deadline as the plan words it; the quarter's end where it names none."""
        return dates.due_label(self.deadline, self.quarter, self.tentative)

    @property
    def was_late(self) -> bool:
        """Whether it was done, but after its last day."""
        return self.status is TaskStatus.DONE and self.on is not None and self.on > self.last_day

    @property
    def offices(self) -> tuple[str, ...]:
        """Everybody named on the task, the lead first."""
        lead = (self.lead_office,) if self.lead_office else ()
        return (*lead, *self.support_offices)


def last_day() -> ColumnElement[date]:
    """The last day that is still in time: of the deadline, or of the quarter without one."""
    stated = case((Task.deadline_inclusive, Task.deadline_on), else_=Task.deadline_on - 1)
    last_month = Task.quarter * 3
    of_next_year = and_(Plan.period == PlanPeriod.SCHOOL_YEAR, last_month < SCHOOL_START)
    quarter_end = cast(
        func.make_date(Plan.year + case((of_next_year, 1), else_=0), last_month, 1)
        + literal_column("interval '1 month -1 day'"),
        Date,
    )
    return func.coalesce(stated, quarter_end)


def is_late(status: Any, on: date) -> ColumnElement[bool]:
    """Whether a task with this status is owed on the day `on` after its last day."""
    return and_(status.in_([one for one in TaskStatus if one.is_open]), last_day() < on)


def evidence_count() -> Any:
    """How much evidence the task has that was not withdrawn."""
    return (
        select(func.count())
        .select_from(Evidence)
        .where(
            Evidence.tenant_id == Task.tenant_id,
            Evidence.task_id == Task.id,
            Evidence.withdrawn_at.is_(None),
        )
        .correlate(Task)
        .scalar_subquery()
    )


def of_tasks(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The state of the acting tenant's issued tasks that meet the conditions, in printed order.

    Tasks that were declined have no state. `number` counts the tasks of a plan as it is printed.
    """
    status = func.coalesce(Progress.status, TaskStatus.NOT_STARTED)
    order = printed_order()
    return (
        select(
            Task.id.label("task_id"),
            Task.plan_id,
            Plan.title.label("plan_title"),
            Plan.number.label("plan_number"),
            Plan.symbol.label("plan_symbol"),
            Plan.year,
            func.row_number().over(partition_by=Task.plan_id, order_by=order).label("number"),
            Task.quarter,
            Task.position,
            Task.text,
            Task.lead_office,
            Task.support_offices,
            Task.requested_offices,
            Task.deadline_on,
            Task.deadline_inclusive,
            Task.deadline_precision,
            Task.tentative,
            Task.mandatory,
            Task.upstream_task_id,
            last_day().label("last_day"),
            status.label("status"),
            func.coalesce(Progress.percent, 0).label("percent"),
            Progress.on,
            func.coalesce(Progress.version, 0).label("version"),
            Progress.sent_at.label("recorded_at"),
            evidence_count().label("evidence_count"),
            is_late(status, clock.today()).label("is_late"),
        )
        .join_from(Task, Plan, Plan.id == Task.plan_id)
        .outerjoin(
            Progress, and_(Progress.tenant_id == Task.tenant_id, Progress.task_id == Task.id)
        )
        .where(
            Task.tenant_id == context.acting().tenant_id,
            Plan.issued_at.is_not(None),
            Task.stands,
            *conditions,
        )
        .order_by(Task.plan_id, *order)
    )


def as_state(row: Row[Any]) -> TaskState:
    """A row of `of_tasks` as it is read."""
    values = dict(row._mapping)
    lists = {name: tuple(values[name]) for name in ("support_offices", "requested_offices")}
    return TaskState(**{**values, **lists})
