"""A task marked as done by the deed that does it: a report sent, a sheet submitted."""

from app.lib import clock
from app.progress import actions, queries
from app.progress.actions import Entry
from app.progress.terms import TaskStatus
from deploy.demo.cast import Unit
from deploy.demo.people import Person


def done(unit: Unit, place: int, note: str, by: Person) -> None:
    """The unit's task from the superior's task at `place` is done today, unless it was before."""
    task_id = unit.task_ids[place]
    before = queries.present([task_id]).get(task_id)
    if before is not None and before.status is TaskStatus.DONE:
        return
    actions.record(
        entry=Entry(
            task_id=task_id,
            version=0 if before is None else before.version,
            status=TaskStatus.DONE,
            percent=100,
            on=clock.today(),
            note=note,
        ),
        by=by,
    )
