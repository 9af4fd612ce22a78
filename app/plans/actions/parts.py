"""One task of the superior as several of the office, and several as one."""

from collections.abc import Sequence

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import policies
from app.plans.actions import rows
from app.plans.actions.content import TaskContent
from app.plans.models import Plan, Task
from app.plans.queries import comparison, plans
from app.plans.terms import Disposition
from tenants.db import db

FEWEST_PARTS, MOST_PARTS = 2, 12


def split_task(*, task_id: int, version: int, texts: Sequence[str], by: Person) -> list[Task]:
    """Carry out one task of the superior as several: the first text words the row that is there,
    each further one a new row after it, with the same origin, quarter, deadline and offices.

    Each part is then worded and dated on its own. Undone by removing parts (`remove_task`): one of
    them stays. Returns the parts in order.

    Raises Invalid at `texts` for fewer than two parts or an empty one, Conflict for a task of the
    office's own, one set aside or locked, and for an issued plan; Stale for a changed task.
    """
    plan, task = _draft_task(task_id)
    policies.check_split(task)
    worded = _worded(texts)
    if task.version != version:
        raise Stale(changed=comparison.as_pairs(comparison.of_task(task, {"text": worded[0]})))
    listed = list(plans.tasks(plan.id))
    if len(listed) + len(worded) - 1 > policies.MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {policies.MOST_TASKS} nhiệm vụ.", "texts")
    parts = [TaskContent.of(task, text=text, merged_into_id=None) for text in worded]
    for part in parts:
        policies.check_task(part, plan.work_year)
    rows.update(task, parts[0], plans.by_id([task.upstream_task_id]))
    added = rows.insert(plan, [_as_part_of(task, part) for part in parts[1:]])
    place = listed.index(task) + 1
    rows.arrange([*listed[:place], *added, *listed[place:]])
    db.session.flush()
    audit.record("task.split", task, by=by, plan_id=plan.id, parts=len(worded))
    return [task, *added]


def _as_part_of(task: Task, part: TaskContent) -> TaskContent:
    return TaskContent(
        **{
            **vars(part),
            "upstream_task_id": task.upstream_task_id,
            "upstream_revision": task.upstream_revision,
            "disposition": Disposition.ADAPTED,
        }
    )


def _worded(texts: Sequence[str]) -> list[str]:
    worded = [text.strip() for text in texts]
    if not FEWEST_PARTS <= len(worded) <= MOST_PARTS:
        raise Invalid(
            f"Hãy ghi nội dung của {FEWEST_PARTS} đến {MOST_PARTS} phần, mỗi phần một nhiệm vụ.",
            "texts",
        )
    if not all(worded):
        raise Invalid("Mỗi phần cần ghi nội dung; bỏ dòng trống nếu không dùng.", "texts")
    return worded


def merge_tasks(
    *, task_id: int, version: int, merged_ids: Sequence[int], text: str | None = None, by: Person
) -> Task:
    """Carry out several tasks of the superior as this one: exactly `merged_ids` become part of it.

    They stay as rows with their origin, are not printed, and take this task's progress. A task
    that was merged into it and is not named is carried out on its own again, as it was worded.
    `text` words the task anew.

    Raises Conflict where a task may not be merged (`policies.check_merge`), Invalid at
    `merged_ids` for tasks of another plan and where nothing is asked for, Stale for a changed
    task.
    """
    plan, task = _draft_task(task_id)
    changes = {} if text in (None, task.text) else {"text": str(text).strip()}
    if task.version != version:
        raise Stale(changed=comparison.as_pairs(comparison.of_task(task, changes)))
    listed = {one.id: one for one in plans.tasks(plan.id)}
    if not set(merged_ids) <= listed.keys():
        raise Invalid("Có nhiệm vụ không thuộc kế hoạch này; hãy tải lại trang.", "merged_ids")
    merged = [listed[one] for one in dict.fromkeys(merged_ids)]
    released = [
        one
        for one in listed.values()
        if one.merged_into_id == task.id and one.id not in set(merged_ids)
    ]
    policies.check_merge(task, merged, listed.values())
    _check_some_change(merged, released, changes)
    content = TaskContent.of(task, **changes)
    policies.check_task(content, plan.work_year)
    upstream = plans.by_id(one.upstream_task_id for one in (task, *merged, *released))
    rows.update(task, content, upstream)
    for one in merged:
        rows.update(one, TaskContent.of(one, merged_into_id=task.id), upstream)
    for one in released:
        rows.update(one, TaskContent.of(one, merged_into_id=None), upstream)
    db.session.flush()
    audit.record(
        "task.merged",
        task,
        by=by,
        plan_id=plan.id,
        merged=[one.id for one in merged],
        released=[one.id for one in released],
    )
    return task


def _check_some_change(
    merged: Sequence[Task], released: Sequence[Task], changes: dict[str, str]
) -> None:
    if not (merged or released or changes):
        raise Invalid("Hãy chọn ít nhất một nhiệm vụ để gộp.", "merged_ids")


def _draft_task(task_id: int) -> tuple[Plan, Task]:
    """A task of a derived draft, kept from other writers. Raises Conflict for any other plan."""
    plan = plans.own_for_change(plans.own_task(task_id).plan_id)
    policies.check_edit(plan)
    if plan.upstream_plan_id is None:
        raise Conflict("Chỉ tách, gộp nhiệm vụ trong kế hoạch xây dựng từ kế hoạch cấp trên.")
    task = plans.own_task(task_id)
    db.session.refresh(task)
    return plan, task
