"""One's own tasks: what is overdue or due this month, and how the year stands."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import or_

from app.accounts.queries import Identity
from app.dashboards.queries.desk import Door, Line, door
from app.dashboards.terms import LineKind
from app.lib import clock
from app.lib.text import fold
from app.plans.models import Plan
from app.progress.queries import Figures, TaskState, counted, of_tasks
from app.progress.queries.states import as_state
from tenants.db import db
from tenants.models import TenantKind

MOST = 6
MOST_AT_AN_ISSUER = 2
"""An issuer's home is about those below; its own tasks are only named."""
FIRST_QUARTER_ENDS = 3


@dataclass(frozen=True)
class Quarter:
    """The tenant's own tasks of one quarter, counted by status."""

    number: int
    figures: Figures


@dataclass(frozen=True)
class OwnTasks:
    """The tenant's issued tasks of this year, and in the first months last year's open ones."""

    tasks: Sequence[TaskState]
    today: date

    @property
    def year(self) -> int:
        """The year that is summed up."""
        return self.today.year

    @property
    def door(self) -> Door:
        """The board of this year's tasks."""
        return door("progress.index", year=self.year)

    @property
    def figures(self) -> Figures:
        """This year's tasks counted by status."""
        return counted(self._of_this_year)

    @property
    def quarters(self) -> list[Quarter]:
        """This year's tasks by quarter."""
        ordered = sorted(self._of_this_year, key=lambda task: task.quarter)
        grouped = groupby(ordered, key=lambda task: task.quarter)
        return [Quarter(number, counted(found)) for number, found in grouped]

    @property
    def late(self) -> list[TaskState]:
        """Open tasks whose last day has passed."""
        return [task for task in self.tasks if task.is_late]

    @property
    def due_this_month(self) -> list[TaskState]:
        """Open tasks whose last day is still to come this month."""
        last = self.today.replace(day=monthrange(self.today.year, self.today.month)[1])
        return [
            task
            for task in self.tasks
            if task.status.is_open and self.today <= task.last_day <= last
        ]

    @property
    def _of_this_year(self) -> list[TaskState]:
        return [task for task in self.tasks if task.year == self.year]


def own() -> OwnTasks:
    """The acting tenant's tasks, by one statement."""
    today = clock.today()
    years = [today.year]
    if today.month <= FIRST_QUARTER_ENDS:
        years.append(today.year - 1)
    is_running = or_(Plan.year.in_(years), Plan.last_year == today.year)
    rows = db.session.execute(of_tasks(is_running))
    return OwnTasks([as_state(row) for row in rows], today)


def lines(found: OwnTasks, reader: Identity) -> Iterator[Line]:
    """Tasks to work on: those of the reader's office first, the rest of each kind as one line."""
    office = fold(reader.membership.office_name or "")
    most = MOST_AT_AN_ISSUER if reader.tenant.kind is TenantKind.PROVINCE else MOST
    yield from _listed(found.late, office, most, "quá hạn", late="1")
    yield from _listed(found.due_this_month, office, most, "đến hạn trong tháng này")


def _listed(
    tasks: Sequence[TaskState], office: str, most: int, state: str, **filters: object
) -> Iterator[Line]:
    ordered = sorted(
        tasks, key=lambda task: (not _is_of(office, task), task.last_day, task.task_id)
    )
    for task in ordered[:most]:
        here = door("progress.task", task_id=task.task_id)
        yield Line(LineKind.TASK_DO, task.text, here, _note(task), task.last_day)
    rest = ordered[most:]
    if rest:
        text = f"Và {len(rest)} nhiệm vụ khác {state}"
        nearest = min(task.last_day for task in rest)
        here = door("progress.index", year=nearest.year, **filters)
        yield Line(LineKind.TASK_OTHERS, text, here, None, nearest, len(rest))


def _is_of(office: str, task: TaskState) -> bool:
    """Whether the office leads or supports the task."""
    return bool(office) and office in (fold(name) for name in task.offices)


def _note(task: TaskState) -> str:
    said = [task.lead_office or "Chưa ghi cơ quan chủ trì", task.status.label]
    if task.percent and task.status.fixed_percent is None:
        said.append(f"{task.percent}%")
    return " · ".join(said)
