"""One's own tasks: lists, the page of one task, its history and evidence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, not_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.documents.models import File
from app.lib.errors import NotFound
from app.plans.models import Plan, Task
from app.plans.queries import years as books
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.queries.states import TaskState, as_state, of_tasks
from app.progress.terms import TaskStatus
from tenants import context
from tenants.db import db
from tenants.models import Tenant

UNKNOWN_TASK = "Không tìm thấy nhiệm vụ này trong các kế hoạch của đơn vị."
UNKNOWN_PLAN = "Không tìm thấy kế hoạch đã ban hành này của đơn vị."


@dataclass(frozen=True)
class Filter:
    """Which of the tasks of a year are shown; an empty choice narrows nothing."""

    quarter: int | None = None
    status: TaskStatus | None = None
    office: str | None = None
    late: bool = False
    plan_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()

    def admits(self, task: TaskState) -> bool:
        """Whether the task is shown."""
        return (
            self.quarter in (None, task.quarter)
            and self.status in (None, task.status)
            and self.plan_id in (None, task.plan_id)
            and (self.office is None or self.office in task.offices)
            and (task.is_late or not self.late)
        )


@dataclass(frozen=True)
class Figures:
    """Tasks counted by status; `late` are those of the open ones whose last day has passed."""

    by_status: dict[TaskStatus, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(self.by_status.values())

    def count(self, status: TaskStatus) -> int:
        """Tasks with this status."""
        return self.by_status.get(status, 0)


@dataclass(frozen=True)
class EvidenceItem:
    """A file shown as evidence on a task, with who added it and when it was withdrawn."""

    id: int
    task_id: int
    file_id: int
    name: str
    media_type: str
    size: int
    caption: str
    added_by_name: str | None
    created_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by_name: str | None


@dataclass(frozen=True)
class Upstream:
    """The superior's task from which a task was derived."""

    text: str
    plan_title: str
    issuer: str


def years() -> list[int]:
    """The years for which the tenant has issued plans, latest first."""
    return list(
        db.session.scalars(
            select(Plan.year)
            .where(Plan.tenant_id == context.acting().tenant_id, Plan.issued_at.is_not(None))
            .distinct()
            .order_by(Plan.year.desc())
        )
    )


def tasks_of_year(year: int) -> list[TaskState]:
    """The tenant's issued tasks of a year with their states, plan by plan, as printed."""
    return _states(Plan.year == year)


def tasks_of_plan(plan_id: int) -> list[TaskState]:
    """The issued tasks of one of the tenant's plans. Raises NotFound where there is none."""
    own_plan(plan_id)
    return _states(Task.plan_id == plan_id)


def own_plan(plan_id: int) -> Plan:
    """An issued plan of the acting tenant. Raises NotFound for a draft and for another's plan."""
    plan = db.session.scalar(
        select(Plan).where(
            Plan.id == plan_id,
            Plan.tenant_id == context.acting().tenant_id,
            Plan.issued_at.is_not(None),
        )
    )
    if plan is None:
        raise NotFound(UNKNOWN_PLAN)
    return plan


def state(task_id: int) -> TaskState:
    """The state of one task. Raises NotFound for another's, a draft's and a declined one."""
    found = states([task_id])
    if not found:
        raise NotFound(UNKNOWN_TASK)
    return found[task_id]


def states(task_ids: Sequence[int]) -> dict[int, TaskState]:
    """The states of several tasks by id; those that have none are left out."""
    plans = select(Task.plan_id).where(Task.id.in_(task_ids))
    wanted = set(task_ids)
    return {one.task_id: one for one in _states(Task.plan_id.in_(plans)) if one.task_id in wanted}


def _states(*conditions: ColumnElement[bool]) -> list[TaskState]:
    return [as_state(row) for row in db.session.execute(of_tasks(*conditions))]


def counted(tasks: Iterable[TaskState]) -> Figures:
    """Tasks counted by status."""
    listed = list(tasks)
    counts = Counter(task.status for task in listed)
    return Figures(
        {status: counts[status] for status in TaskStatus}, sum(task.is_late for task in listed)
    )


def offices_of(tasks: Iterable[TaskState]) -> list[str]:
    """Every office that the tasks name, by name."""
    return sorted({office for task in tasks for office in task.offices})


def history(task_id: int) -> Sequence[ProgressEntry]:
    """What was recorded on a task, newest first, with the internal notes."""
    return db.session.scalars(
        select(ProgressEntry)
        .where(
            ProgressEntry.tenant_id == context.acting().tenant_id,
            ProgressEntry.task_id == task_id,
        )
        .order_by(ProgressEntry.id.desc())
    ).all()


def last_entries(task_ids: Sequence[int]) -> dict[int, ProgressEntry]:
    """The latest entry of each task."""
    rows = db.session.scalars(
        select(ProgressEntry)
        .ext(distinct_on(ProgressEntry.task_id))
        .where(
            ProgressEntry.tenant_id == context.acting().tenant_id,
            ProgressEntry.task_id.in_(task_ids),
        )
        .order_by(ProgressEntry.task_id, ProgressEntry.id.desc())
    )
    return {entry.task_id: entry for entry in rows}


def evidence_of(task_ids: Sequence[int]) -> list[EvidenceItem]:
    """The evidence on the tasks, withdrawn ones included, in the order in which it came."""
    adder, withdrawer = aliased(User), aliased(User)
    rows = db.session.execute(
        select(
            Evidence.id,
            Evidence.task_id,
            Evidence.file_id,
            File.name,
            File.media_type,
            File.size,
            Evidence.caption,
            adder.full_name.label("added_by_name"),
            Evidence.created_at,
            Evidence.withdrawn_at,
            withdrawer.full_name.label("withdrawn_by_name"),
        )
        .join_from(Evidence, File, File.id == Evidence.file_id)
        .outerjoin(adder, adder.id == Evidence.added_by)
        .outerjoin(withdrawer, withdrawer.id == Evidence.withdrawn_by)
        .where(
            Evidence.tenant_id == context.acting().tenant_id,
            Evidence.task_id.in_(task_ids),
        )
        .order_by(Evidence.id)
    )
    return [EvidenceItem(*row) for row in rows]


def evidence(evidence_id: int, *, task_id: int | None = None) -> Evidence:
    """One piece of the tenant's evidence. Raises NotFound for another's, or another task's."""
    found = db.session.scalar(
        select(Evidence).where(
            Evidence.id == evidence_id, Evidence.tenant_id == context.acting().tenant_id
        )
    )
    if found is None or task_id not in (None, found.task_id):
        raise NotFound("Không tìm thấy minh chứng này trong đơn vị của bạn.")
    return found


def upstream_of(task: TaskState) -> Upstream | None:
    """The superior's task behind a task, where there is one and it may be read."""
    if task.upstream_task_id is None:
        return None
    row = db.session.execute(
        select(Task.text, Plan.title, Tenant.name)
        .join_from(Task, Plan, Plan.id == Task.plan_id)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .where(Task.id == task.upstream_task_id)
    ).one_or_none()
    return None if row is None else Upstream(*row)


def locked(task_ids: Sequence[int]) -> dict[int, Row[Any]]:
    """One's own tasks with their plans and present states, locked until the transaction ends.

    Rows of (task_id, upstream_task_id, is_declined, merged_into_id, text, year, is_issued,
    upstream_tenant_id, closed_on), by task id. Two people who record on one task come one after
    the other; a report that is being sent up sees one state. Raises Conflict where the tenant has
    closed the year.
    """
    mine = context.acting().tenant_id
    db.session.execute(
        select(Task.id)
        .where(Task.id.in_(task_ids), Task.tenant_id == mine)
        .order_by(Task.id)
        .with_for_update(key_share=True)
    )
    rows = db.session.execute(
        select(
            Task.id.label("task_id"),
            Task.upstream_task_id,
            not_(Task.stands).label("is_declined"),
            Task.merged_into_id,
            Task.text,
            Plan.year,
            Plan.issued_at.is_not(None).label("is_issued"),
            Plan.upstream_tenant_id,
            Tenant.valid_to.label("closed_on"),
        )
        .join_from(Task, Plan, Plan.id == Task.plan_id)
        .join(Tenant, Tenant.id == Task.tenant_id)
        .where(Task.id.in_(task_ids), Task.tenant_id == mine)
    )
    found: dict[int, Any] = {row.task_id: row for row in rows}
    for year in sorted({row.year for row in found.values()}):
        books.check_open(year)
    return found


def present(task_ids: Sequence[int]) -> dict[int, Progress]:
    """The rows of the present state by task, as they are now; tasks without one are left out."""
    rows = db.session.scalars(
        select(Progress)
        .where(Progress.tenant_id == context.acting().tenant_id, Progress.task_id.in_(task_ids))
        .execution_options(populate_existing=True)
    )
    return {row.task_id: row for row in rows}
