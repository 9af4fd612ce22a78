"""What differs between what a person typed and what is there: for the second of two editors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.lib import dates
from app.plans.models import Plan, Task
from app.plans.terms import PLAN_FIELDS, SECTIONS, TASK_FIELDS, PlanKind


@dataclass(frozen=True)
class Difference:
    """One field: its name in the form, its label, what I typed, what is there now."""

    name: str
    label: str
    mine: str
    current: str


def of_plan(plan: Plan, typed: Mapping[str, Any]) -> list[Difference]:
    """Where `typed` differs from the plan as it is."""
    mine = {**typed, **{f"sections.{k}": v for k, v in typed.get("sections", {}).items()}}
    there: dict[str, Any] = {f"sections.{name}": plan.sections.get(name) for name in SECTIONS}
    there |= {name: getattr(plan, name) for name in PLAN_FIELDS if "." not in name}
    return list(_differences(mine, there, PLAN_FIELDS))


def of_task(task: Task, typed: Mapping[str, Any]) -> list[Difference]:
    """Where `typed` differs from the task as it is."""
    there = {name: getattr(task, name) for name in TASK_FIELDS}
    return list(_differences(typed, there, TASK_FIELDS))


def as_pairs(differences: Iterable[Difference]) -> dict[str, tuple[str, str]]:
    """For `Stale`: label → (mine, current)."""
    return {one.label: (one.mine, one.current) for one in differences}


def _differences(
    mine: Mapping[str, Any], there: Mapping[str, Any], labels: Mapping[str, str]
) -> Iterable[Difference]:
    for name, label in labels.items():
        if name not in mine:
            continue
        typed, current = as_text(mine[name]), as_text(there[name])
        if typed != current:
            yield Difference(name, label, typed, current)


def as_text(value: Any) -> str:
    """A value of any field as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return dates.short(value)
    if isinstance(value, PlanKind):
        return value.label
    if isinstance(value, list | tuple):
        return "; ".join(_item(item) for item in value)
    return str(value)


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    purpose = item.get("purpose")
    name = str(item.get("text") or item.get("name") or "")
    return f"{name} ({purpose})" if purpose else name
