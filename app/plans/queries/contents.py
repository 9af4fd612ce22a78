"""A plan and its tasks as plain data: what a revision keeps, and its check sum."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from app.plans.models import Plan, Task
from app.plans.terms import DeadlinePrecision, Disposition

TASK = (
    "id",
    "quarter",
    "position",
    "text",
    "lead_office",
    "support_offices",
    "requested_offices",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
    "series",
    "combined_with_id",
    "mandatory",
    "locked",
    "disposition",
    "decline_reason",
    "upstream_task_id",
    "upstream_revision",
    "merged_into_id",
    "withdrawn_revision",
)
"""What a revision keeps of a task."""


def content_of(plan: Plan, tasks: Sequence[Task]) -> dict[str, Any]:
    """The whole plan as plain data: what the revision keeps."""
    return {
        "kind": plan.kind.value,
        "year": plan.year,
        "period": plan.period.value,
        "title": plan.title,
        "number": plan.number,
        "symbol": plan.symbol,
        "place": plan.place,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "signing_capacity": plan.signing_capacity,
        "signer_position": plan.signer_position,
        "signer_name": plan.signer_name,
        "legal_bases": plan.legal_bases,
        "sections": plan.sections,
        "recipients": plan.recipients,
        "upstream_plan_id": plan.upstream_plan_id,
        "upstream_revision": plan.upstream_revision,
        "tasks": [task_content(task) for task in tasks],
    }


def task_content(task: Task) -> dict[str, Any]:
    """One task as plain data."""
    return {name: plain(getattr(task, name)) for name in TASK}


def task_of(row: Mapping[str, Any]) -> Task:
    """A task out of plain data, to be printed; it is kept nowhere."""
    kept = {name: row[name] for name in TASK if name in row}
    if kept["deadline_on"]:
        kept["deadline_on"] = date.fromisoformat(kept["deadline_on"])
    kept["deadline_precision"] = DeadlinePrecision(kept["deadline_precision"])
    kept["disposition"] = Disposition(kept["disposition"])
    return Task(**kept)


def picked(row: Mapping[str, Any]) -> dict[str, Any]:
    """One task as plain data, out of its row as the database gives it in JSON."""
    return {name: row[name] for name in TASK}


def plain(value: Any) -> Any:
    """A value of a task as JSON holds it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value


def with_tasks(
    content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], **head: Any
) -> dict[str, Any]:
    """The content of a plan with these tasks changed or added, in the order of printing."""
    tasks = {task["id"]: task for task in content["tasks"]}
    tasks |= {row["id"]: {name: row[name] for name in TASK} for row in rows}
    is_school_year = content.get("period") == "school_year"

    def place(task: Mapping[str, Any]) -> tuple[int, int, int]:
        quarter = (task["quarter"] + 1) % 4 if is_school_year else task["quarter"]
        return quarter, task["position"], task["id"]

    return {**content, **head, "tasks": sorted(tasks.values(), key=place)}


def sha256_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a plan's content, over its JSON with sorted keys."""
    return sha256_of_text(as_text(content))


def as_text(content: Mapping[str, Any]) -> str:
    """A plan's content as the JSON over which its check sum is made."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of_text(text: str) -> str:
    """The check sum of a content that is at hand as text."""
    return hashlib.sha256(text.encode()).hexdigest()
