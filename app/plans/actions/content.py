"""What a person writes into a plan, before it is a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.plans.models import Task
from app.plans.terms import DeadlinePrecision, Disposition, PlanKind, PlanPeriod


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """The head and the prose of a plan; the fields are those of `Plan`.

    Without `symbol` or `place` the plan takes those of its tenant.
    """

    kind: PlanKind = PlanKind.YEAR_PLAN
    year: int
    period: PlanPeriod = PlanPeriod.CALENDAR_YEAR
    title: str
    symbol: str | None = None
    place: str | None = None
    legal_bases: Sequence[Mapping[str, Any]] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    recipients: Sequence[Mapping[str, Any]] = ()
    signing_capacity: str | None = None
    signer_position: str | None = None
    signer_name: str | None = None


@dataclass(frozen=True, kw_only=True)
class TaskContent:
    """One task as written. `id` names the row that it changes; without one it is a new task.

    `given` names the fields that were written, where the others of the row stay as they are.
    `upstream_task_id` and `upstream_revision` are set only where a plan is derived.
    """

    quarter: int
    text: str
    lead_office: str | None = None
    support_offices: Sequence[str] = ()
    requested_offices: Sequence[str] = ()
    deadline_on: date | None = None
    deadline_inclusive: bool = True
    deadline_precision: DeadlinePrecision = DeadlinePrecision.DAY
    tentative: bool = False
    series: str | None = None
    combined_with_id: int | None = None
    mandatory: bool = False
    locked: Sequence[str] = ()
    decline_reason: str | None = None
    merged_into_id: int | None = None
    id: int | None = None
    disposition: Disposition = Disposition.ADDED
    upstream_task_id: int | None = None
    upstream_revision: int | None = None
    previous_task_id: int | None = None
    given: frozenset[str] | None = None

    @classmethod
    def of(cls, task: Task, **changes: Any) -> "TaskContent":
        """The content of a task, with `changes`; it stands for no row and no superior's task."""
        given = {
            "quarter": task.quarter,
            "text": task.text,
            "lead_office": task.lead_office,
            "support_offices": tuple(task.support_offices),
            "requested_offices": tuple(task.requested_offices),
            "deadline_on": task.deadline_on,
            "deadline_inclusive": task.deadline_inclusive,
            "deadline_precision": task.deadline_precision,
            "tentative": task.tentative,
            "series": task.series,
            "combined_with_id": task.combined_with_id,
            "mandatory": task.mandatory,
            "locked": tuple(task.locked),
            "decline_reason": task.decline_reason,
            "merged_into_id": task.merged_into_id,
        }
        return cls(**{**given, **changes})

    def over(self, task: Task) -> "TaskContent":
        """The content of `task` with what was written of it."""
        if self.given is None:
            return self
        written = {name: getattr(self, name) for name in self.given}
        return TaskContent.of(task, **{"id": task.id, **written})


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a draft comes from: a file that was read, last year's plan, the superior's plan."""

    source_file_id: int | None = None
    reading: dict[str, Any] | None = None
    previous_plan_id: int | None = None
    upstream_plan_id: int | None = None
    upstream_tenant_id: int | None = None
    upstream_revision: int | None = None


BY_HAND = Origin()
