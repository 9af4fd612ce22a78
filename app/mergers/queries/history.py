"""What closed units left: their plans, tasks, evidence and reports, as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from app.documents.models import File
from app.lib.errors import NotFound
from app.mergers.models import HandoverLine
from app.mergers.queries import lineage
from app.mergers.queries.lineage import Closed
from app.plans.models import Plan, Task
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from app.reports.models import ReportLine, Review, Submission
from tenants import archive
from tenants.db import db
from tenants.models import Tenant

UNKNOWN = "Không tìm thấy trong hồ sơ của các đơn vị tiền thân của đơn vị bạn."


@dataclass(frozen=True)
class Papers:
    """How much a closed unit has left."""

    unit: Closed
    plans: int
    tasks: int
    reports: int


@dataclass(frozen=True)
class TaskThen:
    """A task of a closed unit with its state, and who goes on with it."""

    number: int | None
    task: Task
    status: TaskStatus
    percent: int
    on: Any
    evidence: int
    taken_by: str | None


@dataclass(frozen=True)
class PlanThen:
    """A plan of a closed unit as it was."""

    unit: Closed
    plan: Plan
    tasks: Sequence[TaskThen]

    @property
    def done(self) -> int:
        """How many tasks were done on the last day."""
        return sum(one.status is TaskStatus.DONE for one in self.tasks)


@dataclass(frozen=True)
class Shown:
    """A file of evidence with what it shows."""

    file_id: int
    name: str
    size: int
    caption: str
    is_withdrawn: bool


@dataclass(frozen=True)
class TaskHistory:
    """A task of a closed unit with its history and evidence."""

    unit: Closed
    plan: Plan
    line: TaskThen
    entries: Sequence[ProgressEntry]
    evidence: Sequence[Shown]


@dataclass(frozen=True)
class ReportThen:
    """A report as a closed unit sent it, with the answer."""

    unit: Closed
    submission: Submission
    addressee: str
    review: Review | None
    lines: Sequence[ReportLine]


def predecessors() -> list[Papers]:
    """The closed units that the acting one succeeds, each with how much it left."""
    units = lineage.own()
    ids = [unit.id for unit in units]
    with archive.opened():
        plans = _counted(Plan, Plan.issued_at.is_not(None), Plan.tenant_id.in_(ids))
        standing = (Task.issued_at.is_not(None), Task.stands, Task.tenant_id.in_(ids))
        tasks = _counted(Task, *standing)
        reports = _counted(Submission, Submission.tenant_id.in_(ids))
    return [
        Papers(unit, plans.get(unit.id, 0), tasks.get(unit.id, 0), reports.get(unit.id, 0))
        for unit in units
    ]


def _counted(model: Any, *conditions: Any) -> dict[int, int]:
    rows = db.session.execute(
        select(model.tenant_id, func.count()).where(*conditions).group_by(model.tenant_id)
    )
    return {tenant_id: count for tenant_id, count in rows}


def predecessor(unit_id: int) -> Closed:
    """One closed unit that the acting one succeeds. Raises NotFound for any other."""
    found = next((unit for unit in lineage.own() if unit.id == unit_id), None)
    if found is None:
        raise NotFound("Đơn vị này không phải đơn vị tiền thân của đơn vị bạn.")
    return found


def plans_of(unit: Closed) -> list[tuple[Plan, int, int]]:
    """The issued plans of a closed unit, the latest first, with their tasks and how many done."""
    done = func.count(Progress.id).filter(Progress.status == TaskStatus.DONE)
    with archive.opened():
        rows = db.session.execute(
            select(Plan, func.count(Task.id), done)
            .outerjoin(Task, (Task.plan_id == Plan.id) & Task.stands)
            .outerjoin(
                Progress, (Progress.task_id == Task.id) & (Progress.tenant_id == Task.tenant_id)
            )
            .where(Plan.tenant_id == unit.id, Plan.issued_at.is_not(None))
            .group_by(Plan.id)
            .order_by(Plan.year.desc(), Plan.issued_at.desc(), Plan.id.desc())
        ).all()
    return [(plan, count, finished) for plan, count, finished in rows]


def reports_of(unit: Closed) -> list[tuple[Submission, str, Review | None]]:
    """The reports that a closed unit sent up, the latest first, with their answers."""
    with archive.opened():
        rows = db.session.execute(
            select(Submission, Tenant.name, Review)
            .join(Tenant, Tenant.id == Submission.addressee_id)
            .outerjoin(Review, Review.submission_id == Submission.id)
            .where(Submission.tenant_id == unit.id)
            .order_by(Submission.sent_at.desc(), Submission.id.desc())
        ).all()
    return [(submission, name, review) for submission, name, review in rows]


def plan(unit_id: int, plan_id: int) -> PlanThen:
    """A plan of a closed unit with its tasks as they stood on the last day. Raises NotFound."""
    unit = predecessor(unit_id)
    with archive.opened():
        found = _plan(unit, plan_id)
        rows = db.session.execute(_tasks().where(Task.plan_id == plan_id)).all()
    return PlanThen(unit, found, _numbered(rows))


def _plan(unit: Closed, plan_id: int) -> Plan:
    found = db.session.scalar(
        select(Plan).where(
            Plan.id == plan_id, Plan.tenant_id == unit.id, Plan.issued_at.is_not(None)
        )
    )
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def _tasks() -> Any:
    evidence = (
        select(func.count())
        .where(
            Evidence.task_id == Task.id,
            Evidence.tenant_id == Task.tenant_id,
            Evidence.withdrawn_at.is_(None),
        )
        .correlate(Task)
        .scalar_subquery()
    )
    return (
        select(
            Task,
            Progress.status,
            Progress.percent,
            Progress.on,
            func.coalesce(Progress.evidence_count, evidence).label("evidence"),
            Tenant.name.label("taken_by"),
        )
        .outerjoin(Progress, (Progress.task_id == Task.id) & (Progress.tenant_id == Task.tenant_id))
        .outerjoin(HandoverLine, HandoverLine.from_task_id == Task.id)
        .outerjoin(Tenant, Tenant.id == HandoverLine.tenant_id)
        .order_by(Task.quarter, Task.position, Task.id)
    )


def _numbered(rows: Sequence[Any]) -> list[TaskThen]:
    lines = []
    number = 0
    for row in rows:
        number += row.Task.stands
        lines.append(
            TaskThen(
                number if row.Task.stands else None,
                row.Task,
                row.status or TaskStatus.NOT_STARTED,
                row.percent or 0,
                row.on,
                row.evidence,
                row.taken_by,
            )
        )
    return lines


def task(unit_id: int, task_id: int) -> TaskHistory:
    """A task of a closed unit with its history and evidence. Raises NotFound."""
    unit = predecessor(unit_id)
    with archive.opened():
        plan_id = db.session.scalar(
            select(Task.plan_id).where(Task.id == task_id, Task.tenant_id == unit.id)
        )
        if plan_id is None:
            raise NotFound(UNKNOWN)
        found = _plan(unit, plan_id)
        lines = _numbered(db.session.execute(_tasks().where(Task.plan_id == plan_id)).all())
        entries = db.session.scalars(
            select(ProgressEntry)
            .where(ProgressEntry.task_id == task_id, ProgressEntry.tenant_id == unit.id)
            .order_by(ProgressEntry.id.desc())
        ).all()
        shown = db.session.execute(
            select(
                Evidence.file_id,
                File.name,
                File.size,
                Evidence.caption,
                Evidence.withdrawn_at.is_not(None),
            )
            .join(File, File.id == Evidence.file_id)
            .where(Evidence.task_id == task_id, Evidence.tenant_id == unit.id)
            .order_by(Evidence.id)
        ).all()
    line = next(one for one in lines if one.task.id == task_id)
    return TaskHistory(unit, found, line, entries, [Shown(*row) for row in shown])


def file(unit_id: int, file_id: int) -> File:
    """A file that a closed unit kept, with its content. Raises NotFound."""
    unit = predecessor(unit_id)
    with archive.opened():
        found = db.session.scalar(
            select(File)
            .where(File.id == file_id, File.tenant_id == unit.id)
            .options(undefer(File.content))
        )
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def report(unit_id: int, submission_id: int) -> ReportThen:
    """A report as a closed unit sent it. Raises NotFound."""
    unit = predecessor(unit_id)
    with archive.opened():
        row = db.session.execute(
            select(Submission, Tenant.name, Review)
            .join(Tenant, Tenant.id == Submission.addressee_id)
            .outerjoin(Review, Review.submission_id == Submission.id)
            .where(Submission.id == submission_id, Submission.tenant_id == unit.id)
        ).one_or_none()
        if row is None:
            raise NotFound(UNKNOWN)
        lines = db.session.scalars(
            select(ReportLine)
            .where(ReportLine.submission_id == submission_id)
            .order_by(ReportLine.quarter, ReportLine.position, ReportLine.id)
        ).all()
    return ReportThen(unit, row[0], row[1], row[2], lines)
