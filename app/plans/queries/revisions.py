"""The revisions of an issued plan, and what differs between two of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from app.lib import dates, differences
from app.lib.dates import Deadline, DeadlinePrecision
from app.lib.differences import Piece
from app.lib.errors import NotFound
from app.plans.models import Amendment, Plan, PlanRevision
from app.plans.terms import (
    HELD_BY_WHOLE,
    LOCKS,
    MERGED_FIELDS,
    WHOLE_TASK,
    ChangeKind,
    Disposition,
    RevisionCause,
    facts_of,
)
from tenants.db import db

Content = Mapping[str, Any]
_ASIDE = (Disposition.DECLINED, Disposition.MERGED)


@dataclass(frozen=True)
class FieldDifference:
    """One field of a task: its name, what it was and what it is now, word by word."""

    name: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """Both wordings in one: what stayed, went and came."""
        return differences.between(self.before, self.after)


@dataclass(frozen=True)
class TaskDifference:
    """One task that was changed, added or withdrawn; contents as the revisions keep them."""

    change: ChangeKind
    before: Content | None
    after: Content | None
    fields: Sequence[FieldDifference]

    @property
    def content(self) -> Content:
        """The task as it is now, or as it was before it was withdrawn."""
        found = self.after if self.after is not None else self.before
        return found or {}

    @property
    def facts(self) -> Sequence[tuple[str, str, str]]:
        """What the task says beside its text: name, label and words of each filled field."""
        told = worded(self.content)
        return [
            (name, label, told[name])
            for name, label in MERGED_FIELDS.items()
            if name not in ("text", "mandatory") and told[name]
        ]

    @property
    def text(self) -> str:
        """How the task was called before."""
        return str((self.before or self.after or {}).get("text", ""))


@dataclass(frozen=True)
class Listed:
    """One revision in the history of a plan, with the amendment that made it."""

    revision: int
    cause: RevisionCause
    issued_at: datetime
    sha256: str
    amendment: Amendment | None


def listed(plan_id: int) -> list[Listed]:
    """The revisions of a plan that may be read, the newest first."""
    rows = db.session.execute(
        select(
            PlanRevision.revision,
            PlanRevision.cause,
            PlanRevision.issued_at,
            PlanRevision.sha256,
            Amendment,
        )
        .outerjoin(
            Amendment,
            and_(
                Amendment.plan_id == PlanRevision.plan_id,
                Amendment.revision == PlanRevision.revision,
            ),
        )
        .where(PlanRevision.plan_id == plan_id)
        .order_by(PlanRevision.revision.desc())
    )
    return [Listed(*row) for row in rows]


def of(plan: Plan, revision: int) -> PlanRevision:
    """One revision of a plan. Raises NotFound."""
    found = db.session.scalar(
        select(PlanRevision).where(
            PlanRevision.plan_id == plan.id, PlanRevision.revision == revision
        )
    )
    if found is None:
        raise NotFound("Không có bản này của kế hoạch, hoặc bản này chưa gửi đến đơn vị của bạn.")
    return found


def standing(content: Content) -> list[Content]:
    """The tasks of a revision that are work of the plan, in their order."""
    return [task for task in content["tasks"] if stands(task)]


def stands(task: Content) -> bool:
    """Whether a task of a revision is neither declined, merged nor withdrawn."""
    return task.get("withdrawn_revision") is None and task["disposition"] not in _ASIDE


def between(first: Content, last: Content) -> list[TaskDifference]:
    """What differs between the tasks of two revisions, in the order of the later one."""
    old = {task["id"]: task for task in standing(first)}
    new = {task["id"]: task for task in standing(last)}
    found = [
        difference(old.get(task_id), task)
        for task_id, task in new.items()
        if task_id not in old or _told(old[task_id]) != _told(task)
    ]
    gone = [difference(task, None) for task_id, task in old.items() if task_id not in new]
    return [*found, *gone]


def _told(task: Content) -> tuple[Any, ...]:
    return facts_of(task), tuple(task.get("locked") or ())


def difference(before: Content | None, after: Content | None) -> TaskDifference:
    """What differs between a task and what it becomes; one of them may be missing."""
    if before is None or after is None:
        change = ChangeKind.ADD if before is None else ChangeKind.WITHDRAW
        return TaskDifference(change, before, after, ())
    old, new = worded(before), worded(after)
    fields = [
        FieldDifference(name, label, old[name], new[name])
        for name, label in {**MERGED_FIELDS, "locked": "Khóa đối với cấp dưới"}.items()
        if old[name] != new[name]
    ]
    return TaskDifference(ChangeKind.CHANGE, before, after, fields)


def worded(content: Content) -> dict[str, str]:
    """The facts of a task, and its locks, as people read them."""
    facts = facts_of(content)
    told = {name: value_as_text(name, facts[name]) for name in MERGED_FIELDS}
    names = [name for name in LOCKS if name in (content.get("locked") or ())]
    held = HELD_BY_WHOLE if WHOLE_TASK in names else ()
    return {**told, "locked": _named([name for name in names if name not in held])}


def _named(names: Sequence[str]) -> str:
    return ", ".join(LOCKS[name] for name in names)


def value_as_text(name: str, value: Any) -> str:
    """The value of one compared field as people read it."""
    if name == "deadline":
        return _due(value)
    if name == "quarter":
        return dates.quarter_name(value)
    if name == "mandatory":
        return "có" if value else "không"
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def _due(value: Mapping[str, Any]) -> str:
    if value["on"] is None:
        return "dự kiến" if value["tentative"] else ""
    return str(
        Deadline(
            date.fromisoformat(value["on"]),
            value["inclusive"],
            DeadlinePrecision(value["precision"]),
            value["tentative"],
        )
    )


def numbered(content: Content) -> list[tuple[int, Content, dict[str, str]]]:
    """The tasks of a revision that are work of the plan, numbered, with their facts in words."""
    return [(number, task, worded(task)) for number, task in enumerate(standing(content), start=1)]
