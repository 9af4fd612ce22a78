"""Tasks as rows of a draft: put in, brought up to date, kept in order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from app.lib.errors import Invalid
from app.plans import policies
from app.plans.actions.content import TaskContent
from app.plans.models import Pilot, Plan, Task
from app.plans.terms import Disposition
from tenants import context
from tenants.db import db
from tenants.models import Tenant

WRITTEN = (
    "quarter",
    "text",
    "lead_office",
    "deadline_on",
    "deadline_inclusive",
    "deadline_precision",
    "tentative",
    "series",
    "combined_with_id",
    "mandatory",
)
NO_PILOTS: Mapping[int, Pilot] = MappingProxyType({})
LISTED = ("support_offices", "requested_offices", "locked")


def check_locks(contents: Sequence[TaskContent], before: Mapping[int, Task]) -> None:
    """Whether the office may lock what it locks anew. Raises Invalid."""
    added: set[str] = set()
    for content in contents:
        task = before.get(content.id or 0)
        added |= set(content.locked) - set(task.locked if task else ())
    if added:
        tenant = db.session.get_one(Tenant, context.acting().tenant_id)
        policies.check_lock(tenant, sorted(added))


def insert(plan: Plan, contents: Sequence[TaskContent]) -> list[Task]:
    """New tasks of a plan, in the order given within each quarter. One statement.

    They stand alone: what one is carried out with is written once both are there.
    """
    added = [_row(plan, content) for content in contents]
    arrange(added)
    db.session.add_all(added)
    db.session.flush()
    return added


def _row(plan: Plan, content: TaskContent) -> Task:
    return Task(
        tenant_id=plan.tenant_id,
        plan_id=plan.id,
        position=0,
        **{name: list(getattr(content, name)) for name in LISTED},
        decline_reason=content.decline_reason,
        disposition=content.disposition,
        upstream_task_id=content.upstream_task_id,
        upstream_revision=content.upstream_revision,
        previous_task_id=content.previous_task_id,
        **{name: getattr(content, name) for name in WRITTEN if name != "combined_with_id"},
    )


def update(
    task: Task,
    content: TaskContent,
    upstream: Mapping[int, Task],
    pilots: Mapping[int, Pilot] = NO_PILOTS,
) -> bool:
    """Bring a row up to date; True where it changed. A superior's task keeps its origin.

    Raises Invalid or Conflict where it is declined and may not be, Invalid where a field differs
    that the superior locked. What is merged into another task stays so until `merged_into_id` is
    taken out of the content. `pilots` are those that name the acting tenant, by the superior's
    task: to do it by their deadline is to keep it.
    """
    source = upstream.get(task.upstream_task_id) if task.upstream_task_id else None
    if content.decline_reason:
        policies.check_decline(source)
    if source is not None:
        policies.check_locked(task, content, source)
    wanted = {name: getattr(content, name) for name in WRITTEN}
    wanted |= {name: list(getattr(content, name)) for name in LISTED}
    wanted["decline_reason"] = content.decline_reason or None
    wanted["merged_into_id"] = content.merged_into_id
    if source is not None:
        wanted["disposition"] = _disposition(content, source, pilots.get(source.id))
        wanted["mandatory"] = source.mandatory or content.mandatory
    elif task.upstream_task_id is None:
        wanted["disposition"] = Disposition.ADDED
    changed = {name: value for name, value in wanted.items() if getattr(task, name) != value}
    for name, value in changed.items():
        setattr(task, name, value)
    return bool(changed)


def _disposition(content: TaskContent, source: Task, pilot: Pilot | None) -> Disposition:
    if content.merged_into_id is None:
        if pilot is not None and _due(content) == _due(pilot):
            content = replace(content, quarter=source.quarter, **_due(source))
        return policies.disposition_of(content, source, content.decline_reason)
    if content.decline_reason:
        raise Invalid(
            "Nhiệm vụ này đang gộp vào nhiệm vụ khác; hãy bỏ gộp rồi chọn “không thực hiện”.",
            "decline_reason",
        )
    return Disposition.MERGED


def _due(holder: TaskContent | Task | Pilot) -> dict[str, Any]:
    deadline = {name: getattr(holder, name) for name in policies.DEADLINE if name != "tentative"}
    return {**deadline, "tentative": getattr(holder, "tentative", False)}


def arrange(tasks: Sequence[Task]) -> None:
    """Number the tasks 1, 2, 3 … within their quarters, in the order given."""
    places: dict[int, int] = {}
    for task in tasks:
        place = places[task.quarter] = places.get(task.quarter, 0) + 1
        if task.position != place:
            task.position = place
