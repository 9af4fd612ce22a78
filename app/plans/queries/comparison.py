"""What differs between what a person typed and what is there: for the second of two editors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.lib import dates
from app.lib.dates import Deadline
from app.plans.models import Plan, Task
from app.plans.terms import PLAN_FIELDS, SECTIONS, TASK_FIELDS, PlanKind, PlanPeriod

DEADLINE = ("deadline_on", "deadline_inclusive", "deadline_precision", "tentative")
WRITTEN = {
    "term" if name == "deadline_on" else name: "Thời hạn" if name == "deadline_on" else label
    for name, label in TASK_FIELDS.items()
    if name not in DEADLINE[1:]
}
"""What a form of a task holds, with the names shown: its deadline is one text."""


@dataclass(frozen=True)
class Difference:
    """One field: its name in the form, its label, what I typed, what is there now."""

    name: str
    label: str
    mine: str
    current: str
    value: str = ""
    """What is there now as a control of the form holds it."""


def renamed(one: Difference, name: str) -> Difference:
    """The same difference under the name of its control."""
    return replace(one, name=name)


def of_plan(plan: Plan, typed: Mapping[str, Any]) -> list[Difference]:
    """Where `typed` differs from the plan as it is."""
    mine = {**typed, **{f"sections.{k}": v for k, v in typed.get("sections", {}).items()}}
    there: dict[str, Any] = {f"sections.{name}": plan.sections.get(name) for name in SECTIONS}
    there |= {name: getattr(plan, name) for name in PLAN_FIELDS if "." not in name}
    return list(_differences(mine, there, PLAN_FIELDS))


def of_task(task: Task, typed: Mapping[str, Any]) -> list[Difference]:
    """Where `typed`, fields of a task or of its form, differs from the task as it is."""
    mine = dict(typed)
    if "term" not in mine and any(name in mine for name in DEADLINE):
        mine["term"] = term_of(_Written(task, typed))
    return list(_differences(mine, fields_of(task), WRITTEN))


class _Written:
    """A task with what was written over it."""

    def __init__(self, task: Task, changes: Mapping[str, Any]) -> None:
        self._task, self._changes = task, changes

    def __getattr__(self, name: str) -> Any:
        return self._changes[name] if name in self._changes else getattr(self._task, name)


@dataclass(frozen=True)
class Merge:
    """A whole list of tasks after a conflict: what I typed with what came in meanwhile.

    `rows` are the fields of the tasks; `differences` name a row by its place in `rows`
    ("3.text").
    """

    rows: list[dict[str, Any]]
    differences: list[Difference]


def of_tasks(
    typed: Sequence[Mapping[str, Any]], known: Mapping[int, int], current: Sequence[Task]
) -> Merge:
    """Lay what was typed over the tasks as they are; `known` are the versions typed upon.

    Nothing typed is lost: a task that is gone is kept as a new one. Nothing of the other editor is
    lost either: a task that was added is put into the list.
    """
    there = {task.id: task for task in current}
    merged = _with_added(typed, [task for task in current if task.id not in known])
    found: list[Difference] = []
    for place, row in enumerate(merged):
        task = there.get(row["id"])
        if row["id"] is not None and task is None:
            found.append(Difference(f"{place}.text", _named(row["text"]), row["text"], GONE))
            row["id"] = None
        elif task is not None and known.get(task.id) is None:
            found.append(Difference(f"{place}.text", _named(task.text), ADDED, task.text))
        elif task is not None and known[task.id] != task.version:
            found += [
                replace(one, name=f"{place}.{one.name}", label=f"{_named(task.text)}: {one.label}")
                for one in of_task(task, row)
            ]
    kept = {row["id"] for row in merged}
    found += [
        Difference("", _named(task.text), REMOVED, task.text)
        for task in current
        if task.id not in kept and known.get(task.id) not in (None, task.version)
    ]
    return Merge(merged, found)


GONE = "(đã bị người khác xóa; lưu lại sẽ thêm thành nhiệm vụ mới)"
ADDED = "(chưa có; đã đưa vào danh sách bên dưới)"
REMOVED = "(bạn đã xóa khỏi danh sách)"


def _with_added(typed: Sequence[Mapping[str, Any]], added: Sequence[Task]) -> list[dict[str, Any]]:
    new = [{"id": task.id, **fields_of(task)} for task in added]
    return sorted([*map(dict, typed), *new], key=lambda row: int(row["quarter"]))


def fields_of(task: Any) -> dict[str, Any]:
    """What a person edits of a task, a row or one that was written, as a form holds it."""
    return {name: term_of(task) if name == "term" else getattr(task, name) for name in WRITTEN}


def term_of(task: Any) -> str:
    """The deadline as the box takes it: "trước ngày 25/01/2026"; empty at the quarter's end."""
    if task.deadline_on is None:
        return dates.due_label(None, task.quarter, True) if task.tentative else ""
    return str(
        Deadline(task.deadline_on, task.deadline_inclusive, task.deadline_precision, task.tentative)
    )


def _named(text: str) -> str:
    return f"“{text if len(text) <= 50 else text[:47] + '…'}”"


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
            yield Difference(name, label, typed, current, as_value(there[name]))


def as_text(value: Any) -> str:
    """A value of any field as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return dates.short(value)
    if isinstance(value, PlanKind | PlanPeriod):
        return value.label
    if isinstance(value, list | tuple):
        return "; ".join(_item(item) for item in value)
    return str(value)


def as_value(value: Any) -> str:
    """A value of any field as a control of a form holds it."""
    if isinstance(value, bool):
        return "1" if value else ""
    return (
        as_text(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
    )


def _item(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    purpose = item.get("purpose")
    name = str(item.get("text") or item.get("name") or "")
    return f"{name} ({purpose})" if purpose else name
