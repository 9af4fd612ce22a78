"""What a closed unit had not finished on its last day. Asked while the archive is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from app.mergers import policies
from app.mergers.models import HandoverChoice, HandoverLine
from app.mergers.queries import lineage
from app.mergers.queries.lineage import Closed
from app.mergers.terms import Fate
from app.plans.models import Plan, Task
from app.plans.terms import DeadlinePrecision, Disposition, PlanPeriod
from app.progress.models import Evidence, Progress
from app.progress.terms import TaskStatus
from tenants.db import db

CONTENT = (
    "quarter",
    "text",
    "lead_office",
    "support_offices",
    "requested_offices",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
    "series",
    "mandatory",
    "locked",
)
MOST_LEVELS = 5


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """One task that a closed unit left open, with all that a successor needs to go on with it.

    `root_task_id` is the superior's task from which it comes, above every unit that has ceased;
    `merged` are tasks that had been merged into this one.
    """

    task_id: int
    predecessor_id: int
    plan_reference: str
    plan_title: str
    year: int
    period: PlanPeriod
    content: Mapping[str, Any]
    disposition: Disposition
    root_task_id: int | None = None
    root_revision: int | None = None
    status: TaskStatus = TaskStatus.NOT_STARTED
    percent: int = 0
    on: date | None = None
    evidence_count: int = 0
    merged: tuple["OpenTask", ...] = ()

    @property
    def text(self) -> str:
        """What is to be done."""
        return str(self.content["text"])

    def as_json(self) -> dict[str, Any]:
        """The task as a choice keeps it."""
        plain = {**vars(self), "content": _plain(self.content)}
        plain |= {"period": self.period.value, "disposition": self.disposition.value}
        plain |= {"status": self.status.value, "on": self.on and self.on.isoformat()}
        return plain | {"merged": [one.as_json() for one in self.merged]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "OpenTask":
        """The task as a choice kept it."""
        content = dict(kept["content"])
        content["deadline_on"] = _day(content["deadline_on"])
        content["deadline_precision"] = DeadlinePrecision(content["deadline_precision"])
        return cls(
            **{
                **kept,
                "content": content,
                "period": PlanPeriod(kept["period"]),
                "disposition": Disposition(kept["disposition"]),
                "status": TaskStatus(kept["status"]),
                "on": _day(kept["on"]),
                "merged": tuple(cls.from_json(one) for one in kept["merged"]),
            }
        )


def _plain(content: Mapping[str, Any]) -> dict[str, Any]:
    due = content["deadline_on"]
    precision = content["deadline_precision"].value
    return {**content, "deadline_on": due and due.isoformat(), "deadline_precision": precision}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@dataclass(frozen=True)
class Case:
    """An open task, the unit that left it, and what has become of it."""

    task: OpenTask
    unit: Closed
    fate: Fate
    taken_by: int | None = None
    chosen: int | None = None
    reason: str = ""


def open_tasks(units: Sequence[Closed], *, task_ids: Iterable[int] | None = None) -> list[OpenTask]:
    """What these units left open in the plans that were running on their last day, as printed.

    Tasks merged into others come with those. With `task_ids`, only these.
    """
    if not units:
        return []
    last = {unit.id: unit.closed_on for unit in units}
    chosen = [] if task_ids is None else [Task.id.in_(list(task_ids))]
    status = func.coalesce(Progress.status, TaskStatus.NOT_STARTED)
    is_open = status.in_([one for one in TaskStatus if one.is_open])
    found = [
        _read(row)
        for row in db.session.execute(_rows(last, Task.stands, is_open, *chosen))
        if row.Plan.work_year.end >= last[row.Plan.tenant_id]
    ]
    merged = _merged(last, [one.task_id for one in found])
    roots = _roots([*found, *(one for group in merged.values() for one in group)])
    return [
        replace(
            _rooted(one, roots),
            merged=tuple(_rooted(each, roots) for each in merged.get(one.task_id, ())),
        )
        for one in found
    ]


def _rows(last: Mapping[int, date], *conditions: Any) -> Any:
    evidence = (
        select(func.count())
        .where(
            Evidence.tenant_id == Task.tenant_id,
            Evidence.task_id == Task.id,
            Evidence.withdrawn_at.is_(None),
        )
        .correlate(Task)
        .scalar_subquery()
    )
    return (
        select(
            Task,
            Plan,
            Progress.status,
            Progress.percent,
            Progress.on,
            evidence.label("evidence_count"),
        )
        .join(Plan, Plan.id == Task.plan_id)
        .outerjoin(Progress, (Progress.task_id == Task.id) & (Progress.tenant_id == Task.tenant_id))
        .where(
            Task.tenant_id.in_(last),
            Plan.issued_at.is_not(None),
            Plan.year >= min(last.values()).year - 1,
            *conditions,
        )
        .order_by(Task.tenant_id, Plan.id, Task.quarter, Task.position, Task.id)
    )


def _read(row: Row[Any]) -> OpenTask:
    task, plan = row.Task, row.Plan
    content = {name: getattr(task, name) for name in CONTENT}
    return OpenTask(
        task_id=task.id,
        predecessor_id=task.tenant_id,
        plan_reference=plan.reference,
        plan_title=plan.title,
        year=plan.year,
        period=plan.period,
        content=content,
        disposition=task.disposition,
        root_task_id=task.upstream_task_id,
        root_revision=task.upstream_revision,
        status=row.status or TaskStatus.NOT_STARTED,
        percent=row.percent or 0,
        on=row.on,
        evidence_count=row.evidence_count,
    )


def _merged(last: Mapping[int, date], hosts: Sequence[int]) -> dict[int, list[OpenTask]]:
    if not hosts:
        return {}
    found: dict[int, list[OpenTask]] = {}
    merged = (Task.merged_into_id.in_(hosts), Task.withdrawn_revision.is_(None))
    for row in db.session.execute(_rows(last, *merged)):
        found.setdefault(row.Task.merged_into_id, []).append(_read(row))
    return found


Root = tuple[int | None, int | None]


def _roots(tasks: Sequence[OpenTask]) -> dict[int, Root]:
    """For each superior's task that is named: the one from which it comes, and its revision,
    above every unit that has ceased. None where a closed unit had added it of its own."""
    roots: dict[int, Root] = {}
    below: dict[int, set[int]] = {}
    for one in tasks:
        if one.root_task_id is not None:
            below.setdefault(one.root_task_id, set()).add(one.root_task_id)
            roots[one.root_task_id] = one.root_task_id, one.root_revision
    for _ in range(MOST_LEVELS):
        further: dict[int, set[int]] = {}
        for task_id, above_id, revision in _above(list(below)):
            for start in below[task_id]:
                roots[start] = above_id, revision
                if above_id is not None:
                    further.setdefault(above_id, set()).add(start)
        below = further
    return roots


def _above(task_ids: Sequence[int]) -> list[tuple[int, int | None, int | None]]:
    """Of these tasks those whose owner has ceased, each with the task above it."""
    if not task_ids:
        return []
    rows = db.session.execute(
        select(Task.id, Task.tenant_id, Task.upstream_task_id, Task.upstream_revision).where(
            Task.id.in_(task_ids)
        )
    ).all()
    gone = lineage.ceased(row.tenant_id for row in rows)
    return [
        (row.id, row.upstream_task_id, row.upstream_revision)
        for row in rows
        if row.tenant_id in gone
    ]


def _rooted(one: OpenTask, roots: Mapping[int, Root]) -> OpenTask:
    if one.root_task_id is None:
        return one
    root, revision = roots[one.root_task_id]
    disposition = one.disposition if root is not None else Disposition.ADDED
    return replace(one, root_task_id=root, root_revision=revision, disposition=disposition)


def cases(units: Sequence[Closed], *, task_ids: Iterable[int] | None = None) -> list[Case]:
    """What these units left open, and what has become of each."""
    by_id = {unit.id: unit for unit in units}
    tasks = open_tasks(units, task_ids=task_ids)
    ids = [task.task_id for task in tasks]
    taken, chosen = taken_by(ids), choices(ids)
    return [
        _case(task, by_id[task.predecessor_id], taken, chosen.get(task.task_id)) for task in tasks
    ]


def _case(
    task: OpenTask, unit: Closed, taken: Mapping[int, int], choice: HandoverChoice | None
) -> Case:
    fate = policies.fate_of(
        is_taken=task.task_id in taken,
        is_chosen=choice is not None,
        is_ended=choice is not None and choice.successor_id is None,
        successors=unit.successor_ids,
    )
    return Case(
        task,
        unit,
        fate,
        taken_by=taken.get(task.task_id),
        chosen=None if choice is None else choice.successor_id,
        reason="" if choice is None else choice.reason,
    )


def taken_by(task_ids: Sequence[int]) -> dict[int, int]:
    """Who has taken over each of these tasks of closed units."""
    rows = db.session.execute(
        select(HandoverLine.from_task_id, HandoverLine.tenant_id).where(
            HandoverLine.from_task_id.in_(task_ids)
        )
    )
    return {task_id: tenant_id for task_id, tenant_id in rows}


def choices(task_ids: Sequence[int]) -> dict[int, HandoverChoice]:
    """What the province has decided on these tasks of closed units."""
    found = db.session.scalars(
        select(HandoverChoice).where(HandoverChoice.from_task_id.in_(task_ids))
    )
    return {choice.from_task_id: choice for choice in found}


def chosen_for(tenant_id: int) -> list[OpenTask]:
    """The tasks that the province has given to a unit and that it has not taken over yet."""
    taken = select(HandoverLine.id).where(
        HandoverLine.tenant_id == tenant_id,
        HandoverLine.from_task_id == HandoverChoice.from_task_id,
    )
    kept = db.session.scalars(
        select(HandoverChoice.content)
        .where(HandoverChoice.successor_id == tenant_id, ~taken.exists())
        .order_by(HandoverChoice.id)
    )
    return [OpenTask.from_json(content) for content in kept]
