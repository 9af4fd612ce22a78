"""What was taken over: by the acting unit, or below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text

from app.documents.models import File
from app.mergers.models import Handover, HandoverLine
from app.plans.models import Plan, Task
from app.progress.models import Evidence, Progress, ProgressEntry
from app.progress.terms import TaskStatus
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Taken:
    """One task taken over: as it was on the last day of the closed unit, and as it stands now."""

    from_task_id: int
    task_id: int
    plan_id: int
    predecessor_id: int
    predecessor_name: str
    year: int
    quarter: int
    text: str
    status_then: TaskStatus
    percent_then: int
    evidence_then: int
    status: TaskStatus
    percent: int


def handover(predecessor_id: int, year: int) -> Handover | None:
    """The list in which the acting unit carries the tasks of a closed one."""
    return db.session.scalar(
        select(Handover).where(
            Handover.tenant_id == context.acting().tenant_id,
            Handover.predecessor_id == predecessor_id,
            Handover.year == year,
        )
    )


def taken() -> list[Taken]:
    """Everything that the acting unit took over, unit by unit, as printed."""
    rows = db.session.execute(
        select(
            HandoverLine.from_task_id,
            HandoverLine.task_id,
            Task.plan_id,
            HandoverLine.predecessor_id,
            Tenant.name.label("predecessor_name"),
            Plan.year,
            Task.quarter,
            Task.text,
            HandoverLine.status.label("status_then"),
            HandoverLine.percent.label("percent_then"),
            HandoverLine.evidence_count.label("evidence_then"),
            func.coalesce(Progress.status, TaskStatus.NOT_STARTED).label("status"),
            func.coalesce(Progress.percent, 0).label("percent"),
        )
        .join(Task, Task.id == HandoverLine.task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .join(Tenant, Tenant.id == HandoverLine.predecessor_id)
        .outerjoin(
            Progress,
            (Progress.task_id == Task.id) & (Progress.tenant_id == HandoverLine.tenant_id),
        )
        .where(HandoverLine.tenant_id == context.acting().tenant_id)
        .order_by(Tenant.sort_key, Task.plan_id, Task.quarter, Task.position, Task.id)
    )
    return [Taken(**row._mapping) for row in rows]


def wait_for_others(unit_ids: Sequence[int]) -> None:
    """Let nobody else take over from these closed units until the end of the transaction."""
    for unit_id in sorted(set(unit_ids)):
        db.session.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"handover:{unit_id}"}
        )


def last_entries(task_ids: Sequence[int]) -> dict[int, ProgressEntry]:
    """The latest entry in the history of each task of closed units, where it may be read."""
    newest = (
        select(func.max(ProgressEntry.id))
        .where(ProgressEntry.task_id.in_(task_ids))
        .group_by(ProgressEntry.task_id)
    )
    found = db.session.scalars(select(ProgressEntry).where(ProgressEntry.id.in_(newest)))
    return {entry.task_id: entry for entry in found}


def evidence(task_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The evidence on tasks of closed units that was not withdrawn, with the files' contents."""
    rows = db.session.execute(
        select(Evidence.task_id, Evidence.caption, File.name, File.content)
        .join(File, File.id == Evidence.file_id)
        .where(Evidence.task_id.in_(task_ids), Evidence.withdrawn_at.is_(None))
        .order_by(Evidence.id)
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found
