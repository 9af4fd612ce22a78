"""The instances of a task that comes again, and what is carried out in one event with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.plans.models import Task
from app.progress.queries.states import TaskState, as_state, of_tasks
from tenants.db import db


@dataclass(frozen=True)
class Kin:
    """Tasks of the same plan that belong to one: its series, itself among them, and its event."""

    instances: Sequence[TaskState] = ()
    combined: Sequence[TaskState] = ()


def kin(task: TaskState) -> Kin:
    """What belongs to an own task, in the order of the plan. Two statements."""
    marks = {
        row.id: row
        for row in db.session.execute(
            select(Task.id, Task.series, Task.combined_with_id).where(Task.plan_id == task.plan_id)
        )
    }
    own = marks[task.task_id]
    event = own.combined_with_id or own.id
    series = {one.id for one in marks.values() if own.series and one.series == own.series}
    shared = {one.id for one in marks.values() if event in (one.id, one.combined_with_id)}
    wanted = (series | shared) - ({own.id} if len(series) < 2 else set())
    if not wanted:
        return Kin()
    rows = db.session.execute(of_tasks(Task.plan_id == task.plan_id))
    listed = [state for state in map(as_state, rows) if state.task_id in wanted]
    return Kin(
        [one for one in listed if one.task_id in series] if len(series) > 1 else [],
        [one for one in listed if one.task_id in shared - {own.id}],
    )
