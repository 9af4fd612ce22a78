"""A task that comes again each quarter or month: one row each time, with its own evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import dates
from app.lib.dates import DeadlinePrecision
from app.lib.errors import Invalid, Stale
from app.lib.years import WorkYear
from app.plans import policies
from app.plans.actions import rows
from app.plans.actions.content import TaskContent
from app.plans.actions.tasks import edit_task
from app.plans.models import Task
from app.plans.queries import plans
from app.plans.terms import Rhythm
from tenants.db import db

SHARED = ("text", "lead_office", "support_offices", "requested_offices", "mandatory", "locked")
"""What the instances of a task have in common; when each is due is its own."""

MONTHS = range(1, 13)


def repeat_task(*, task_id: int, version: int, rhythm: Rhythm, by: Person) -> list[Task]:
    """Make a task of a draft come again in every other quarter, or month, of the plan's year.

    Each instance is due as far into its quarter or month as the first; the words "quý I" or
    "tháng 3" in the text follow. Returns the new instances.

    Raises Conflict for an issued plan and a superior's task, Invalid for one that comes again
    already, Stale for a changed one.
    """
    task = plans.own_task(task_id)
    plan = plans.own_for_change(task.plan_id)
    policies.check_edit(plan)
    db.session.refresh(task)
    policies.check_repeat(task)
    if task.version != version:
        raise Stale("Nhiệm vụ đã được người khác sửa sau khi bạn mở trang; hãy xem lại.")
    before = plans.tasks(plan.id)
    first = TaskContent.of(task, series=f"n{task.id}")
    if rhythm is Rhythm.MONTH and first.deadline_on is None:
        first = _in_month(first, 3 * task.quarter, plan.work_year)
    again = _instances(first, rhythm, plan.work_year)
    if len(before) + len(again) > policies.MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {policies.MOST_TASKS} nhiệm vụ.", "rhythm")
    policies.check_tasks(again, plan.work_year)
    rows.update(task, first, {})
    added = rows.insert(plan, again)
    rows.arrange([*before, *added])
    db.session.flush()
    audit.record("task.repeated", task, by=by, rhythm=rhythm.value, instances=len(added))
    return added


def edit_series(*, task_id: int, version: int, changes: Mapping[str, Any], by: Person) -> Task:
    """Change one instance of a task as `edit_task` does, and the wording of all others with it.

    Text and offices are shared; quarter and deadline stay each instance's own. Raises what
    `edit_task` raises.
    """
    task = edit_task(task_id=task_id, version=version, changes=changes, by=by)
    shared = {name: changes[name] for name in SHARED if name in changes}
    others = [one for one in plans.tasks(task.plan_id) if _is_other(task, one)]
    above = plans.by_id(one.upstream_task_id for one in others)
    for one in others:
        wanted = {**shared, "text": _worded(task.text, task, one)}
        rows.update(one, TaskContent.of(one, **wanted), above)
    db.session.flush()
    audit.record("task.series_edited", task, by=by, instances=len(others), fields=sorted(shared))
    return task


def _is_other(task: Task, one: Task) -> bool:
    return one.id != task.id and task.series is not None and one.series == task.series


def _instances(first: TaskContent, rhythm: Rhythm, year: WorkYear) -> list[TaskContent]:
    if rhythm is Rhythm.MONTH:
        here = first.deadline_on.month if first.deadline_on else 0
        return [_in_month(first, month, year) for month in _months(year) if month != here]
    others = [quarter for quarter in year.quarters if quarter != first.quarter]
    return [_in_quarter(first, quarter, year) for quarter in others]


def _months(year: WorkYear) -> Sequence[int]:
    return sorted(MONTHS, key=lambda month: (year.year_of(month), month))


def _in_quarter(first: TaskContent, quarter: int, year: WorkYear) -> TaskContent:
    """The same task in another quarter, due as many months into it."""
    on = None
    if first.deadline_on is not None:
        month = (first.deadline_on.month - 3 * first.quarter + 3 * quarter - 1) % 12 + 1
        on = _moved(first, month, year)
    at = {"quarter": quarter, "deadline_on": on if on and year.holds(on) else None}
    again = replace(first, **at, combined_with_id=None)  # type: ignore[arg-type]
    if again.deadline_on is None:
        again = replace(again, deadline_inclusive=True, deadline_precision=DeadlinePrecision.DAY)
    return replace(again, text=_worded(first.text, first, again))


def _in_month(first: TaskContent, month: int, year: WorkYear) -> TaskContent:
    """The same task in another month: on its day, or within the month."""
    if first.deadline_on is None:
        on, precision = date(year.year_of(month), month, 1), DeadlinePrecision.MONTH
        on = dates.month_end(on)
    else:
        on, precision = _moved(first, month, year), first.deadline_precision
    again = replace(
        first,
        deadline_on=on,
        deadline_precision=precision,
        quarter=year.quarter_of(on),
        combined_with_id=None,
    )
    return replace(again, text=_worded(first.text, first, again))


def _moved(first: TaskContent, month: int, year: WorkYear) -> date:
    """The day of the first in another month of the year, the last one where there is none such."""
    given = first.deadline_on or year.end
    end = dates.month_end(date(year.year_of(month), month, 1))
    is_whole = first.deadline_precision is not DeadlinePrecision.DAY
    is_last = given == dates.month_end(given)
    return end if is_whole or is_last or given.day > end.day else end.replace(day=given.day)


def _worded(text: str, of: Task | TaskContent, to: Task | TaskContent) -> str:
    """The text of one instance as another says it: "quý I" becomes "quý II"."""
    said, wanted = dates.roman(of.quarter), dates.roman(to.quarter)
    text = re.sub(rf"\b([Qq]uý) {said}\b", rf"\1 {wanted}", text)
    if of.deadline_on is None or to.deadline_on is None:
        return text
    month, other = of.deadline_on.month, to.deadline_on.month
    return re.sub(rf"\b([Tt]háng) 0?{month}\b(?!/)", rf"\1 {other}", text)
