"""Writing the tasks of a draft: one at a time, or the whole list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid, Stale
from app.plans import policies
from app.plans.actions import rows
from app.plans.actions.content import TaskContent
from app.plans.models import Plan, Task
from app.plans.queries import comparison, pilots, plans
from tenants.db import db

DECLINING = "chọn “không thực hiện”"


def add_task(
    *, plan_id: int, content: TaskContent, position: int | None = None, by: Person
) -> Task:
    """Add a task to a draft, at the end of its quarter or at `position` in it.

    Raises Conflict for an issued plan, Invalid for a fault of the task.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    policies.check_task(content, plan.work_year)
    rows.check_locks([content], {})
    before = list(plans.tasks(plan.id))
    if len(before) >= policies.MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {policies.MOST_TASKS} nhiệm vụ.", "text")
    (task,) = rows.insert(plan, [content])
    if content.combined_with_id is not None:
        policies.check_combined_with(task, content.combined_with_id, before)
        task.combined_with_id = content.combined_with_id
    _place(before, task, position or len(before) + 1)
    audit.record("task.added", task, by=by, plan_id=plan.id)
    return task


def edit_task(
    *,
    task_id: int,
    version: int,
    changes: Mapping[str, Any],
    position: int | None = None,
    by: Person,
) -> Task:
    """Change one task of a draft: only what `changes` names, and its place where given.

    Raises Conflict for an issued plan, Stale (with what differs) where somebody saved after
    `version`, Invalid for a fault.
    """
    plan, task = _own_task(task_id)
    if task.version != version:
        raise Stale(changed=comparison.as_pairs(comparison.of_task(task, changes)))
    content = replace(TaskContent.of(task), **changes)
    policies.check_task(content, plan.work_year)
    rows.check_locks([replace(content, id=task.id)], {task.id: task})
    _check_place(task, content, plan)
    moved = content.quarter != task.quarter
    above = [task.upstream_task_id]
    rows.update(task, content, plans.by_id(above), pilots.mine(above))
    if moved or position is not None:
        others = [other for other in plans.tasks(plan.id) if other.id != task.id]
        _place(others, task, position or len(others) + 1)
    db.session.flush()
    audit.record("task.edited", task, by=by, fields=sorted(changes))
    return task


def remove_task(*, task_id: int, version: int, by: Person) -> None:
    """Delete a task of a draft.

    Raises Conflict for an issued plan, for a superior's task unless it is one part of several,
    and where others are merged into it; Stale for a changed one.
    """
    plan, task = _own_task(task_id)
    policies.check_removal([task], [one for one in plans.tasks(plan.id) if one.id != task.id])
    if task.version != version:
        raise Stale("Nhiệm vụ đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi xóa.")
    audit.record("task.removed", task, by=by, plan_id=plan.id, text=task.text)
    db.session.delete(task)
    db.session.flush()


def set_tasks(
    *, plan_id: int, version: int, contents: Sequence[TaskContent], by: Person
) -> list[Task]:
    """Make `contents` the whole list of tasks of a draft, in their order within the quarters.

    A content with `id` changes that task, one without is a new task, a task that no content names
    goes. `version` is `queries.plans.tasks_version` of the list that was read.
    Raises Conflict for an issued plan or a superior's task left out, Stale where somebody changed
    the list since, Invalid at `tasks.<index>.<field>`.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    before = {task.id: task for task in plans.tasks(plan.id)}
    if plans.tasks_version(before.values()) != version:
        raise Stale()
    contents = [one.over(before[one.id]) if one.id in before else one for one in contents]
    policies.check_tasks(contents, plan.work_year)
    policies.check_combined(contents, before)
    rows.check_locks(contents, before)
    named = _named(contents, before)
    gone = [task for task_id, task in before.items() if task_id not in named]
    policies.check_removal(gone, [task for task_id, task in before.items() if task_id in named])
    _change(contents, before)
    if gone:
        db.session.execute(delete(Task).where(Task.id.in_([task.id for task in gone])))
    added = iter(rows.insert(plan, [content for content in contents if content.id is None]))
    listed = [before[content.id] if content.id else next(added) for content in contents]
    rows.arrange(listed)
    db.session.flush()
    audit.record("plan.tasks_set", plan, by=by, tasks=len(listed), removed=len(gone))
    return sorted(listed, key=lambda task: (task.quarter, task.position, task.id))


def _own_task(task_id: int) -> tuple[Plan, Task]:
    """The task as it is once its plan is kept from other writers."""
    plan = plans.own_for_change(plans.own_task(task_id).plan_id)
    policies.check_edit(plan)
    task = plans.own_task(task_id)
    db.session.refresh(task)
    return plan, task


def _check_place(task: Task, content: TaskContent, plan: Plan) -> None:
    """Whether it may be set aside, and carried out inside the task that it names."""
    declines = content.decline_reason and not task.decline_reason
    moves = content.combined_with_id != task.combined_with_id
    if not declines and not moves:
        return
    others = plans.tasks(plan.id)
    if declines:
        policies.check_nothing_merged_into(task, others, DECLINING)
    if moves:
        policies.check_combined_with(task, content.combined_with_id, others)


def _named(contents: Sequence[TaskContent], before: Mapping[int, Task]) -> set[int]:
    named: set[int] = set()
    for index, content in enumerate(contents):
        if content.id is None:
            continue
        if content.id not in before or content.id in named:
            raise Invalid("Nhiệm vụ này không thuộc kế hoạch.", f"tasks.{index}.id")
        named.add(content.id)
    return named


def _change(contents: Sequence[TaskContent], before: Mapping[int, Task]) -> None:
    above = [task.upstream_task_id for task in before.values()]
    upstream, as_pilot = plans.by_id(above), pilots.mine(above)
    for index, content in enumerate(contents):
        if content.id is None:
            continue
        task = before[content.id]
        try:
            if content.decline_reason:
                policies.check_nothing_merged_into(task, before.values(), DECLINING)
            kept = replace(content, merged_into_id=task.merged_into_id)
            rows.update(task, kept, upstream, as_pilot)
        except Invalid as error:
            raise Invalid(error.message, f"tasks.{index}.{error.field}") from error


def _place(others: Sequence[Task], task: Task, position: int) -> None:
    """Put the task at `position` (from 1) of its quarter, and the others after it in order."""
    quarter = [other for other in others if other.quarter == task.quarter]
    quarter.insert(max(position, 1) - 1, task)
    rows.arrange(quarter)
    rows.arrange([other for other in others if other.quarter != task.quarter])
    db.session.flush()
