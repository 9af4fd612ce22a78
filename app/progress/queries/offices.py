"""The work of one office, of every office, and what the offices of one task have said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.directory import queries as directory
from app.directory.models import Office
from app.lib.errors import NotFound
from app.plans.queries import assignments
from app.plans.queries.assignments import Assignment, TaskNames
from app.plans.terms import Part
from app.progress.models import OfficeReport
from app.progress.queries.own import Figures, counted, state, tasks_of_year
from app.progress.queries.states import TaskState
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class OfficeTask:
    """One task on the table of an office: its part in it, and its own last word."""

    task: TaskState
    part: Part
    word: OfficeReport | None


@dataclass(frozen=True)
class Desk:
    """Everything on the table of one office in a year, in printed order."""

    office: Office
    year: int
    tasks: Sequence[OfficeTask]

    def of_part(self, part: Part) -> list[OfficeTask]:
        """The tasks in which the office has this part."""
        return [one for one in self.tasks if one.part is part]

    @property
    def late(self) -> list[OfficeTask]:
        """What is owed after its last day, the longest overdue first."""
        found = [one for one in self.tasks if one.task.is_late]
        return sorted(found, key=lambda one: (one.task.last_day, one.task.task_id))

    @property
    def by_quarter(self) -> list[tuple[int, list[OfficeTask]]]:
        """The rest by quarter, over all plans of the year."""
        rest = sorted(
            (one for one in self.tasks if not one.task.is_late),
            key=lambda one: (one.task.quarter, one.task.last_day, one.task.task_id),
        )
        return [(quarter, list(some)) for quarter, some in groupby(rest, lambda x: x.task.quarter)]

    @property
    def figures(self) -> Figures:
        """All tasks of the office counted by the state that its lead has given."""
        return counted(one.task for one in self.tasks)


@dataclass(frozen=True)
class Workload:
    """How much one office has to do in a year: what it leads by state, what it helps with."""

    office: Office
    lead: Figures
    support: int
    requested: int
    people: Sequence[str]

    @property
    def total(self) -> int:
        """All tasks in which it has a part."""
        return self.lead.total + self.support + self.requested


@dataclass(frozen=True)
class Voice:
    """One office with a part in a task, and its last word on it."""

    office: Office
    part: Part
    word: OfficeReport | None


def desk(office_id: int, year: int) -> Desk:
    """The tasks of a year in which an office of the acting tenant has a part.

    Raises NotFound for another's office. A fixed number of statements.
    """
    office = directory.office(office_id)
    tasks = tasks_of_year(year)
    assigned = _assigned(tasks)
    words = _last_words(OfficeReport.office_id == office.id)
    parts = ((task, assigned[task.task_id].part_of(office.id)) for task in tasks)
    return Desk(
        office,
        year,
        [
            OfficeTask(task, part, words.get((task.task_id, office.id)))
            for task, part in parts
            if part is not None
        ],
    )


def workloads(year: int) -> list[Workload]:
    """The open offices of the acting tenant with their tasks of a year, in their order.

    A fixed number of statements, whatever the number of offices and tasks.
    """
    tasks = tasks_of_year(year)
    register = directory.office_register()
    assigned = _assigned(tasks, register)
    names = directory.names_by_office()
    parts: dict[int, dict[Part, list[TaskState]]] = {
        office.id: {part: [] for part in Part} for office in register.open_offices
    }
    for task in tasks:
        for office_id, part in _parts(assigned[task.task_id]).items():
            if office_id in parts:
                parts[office_id][part].append(task)
    return [
        Workload(
            office,
            counted(parts[office.id][Part.LEAD]),
            len(parts[office.id][Part.SUPPORT]),
            len(parts[office.id][Part.REQUESTED]),
            names.get(office.id, []),
        )
        for office in register.open_offices
    ]


def voices(task: TaskState) -> list[Voice]:
    """Every office with a part in a task and what it said last: the lead first."""
    register = directory.office_register()
    parts = _parts(_assigned([task], register)[task.task_id])
    words = _last_words(OfficeReport.task_id == task.task_id)
    spoken = {office_id: word.part for (_, office_id), word in words.items()}
    order = list(Part)
    return sorted(
        (
            Voice(register.by_id[office_id], part, words.get((task.task_id, office_id)))
            for office_id, part in {**spoken, **parts}.items()
        ),
        key=lambda voice: (order.index(voice.part), voice.word is None, voice.office.sort_key),
    )


def part_in(task_id: int, office_id: int) -> Part:
    """The part of an office in one of the tenant's issued tasks.

    Raises NotFound for another's task and where the office has no part in it.
    """
    task = state(task_id)
    part = _assigned([task])[task_id].part_of(office_id)
    if part is None:
        raise NotFound("Phòng, ban này không được giao việc trong nhiệm vụ.")
    return part


def _parts(assignment: Assignment) -> dict[int, Part]:
    """The weightiest part of each office in a task."""
    found: dict[int, Part] = {}
    for part in Part:
        for office in assignment.offices(part):
            found.setdefault(office.id, part)
    return found


def _assigned(
    tasks: Iterable[TaskState], register: directory.OfficeRegister | None = None
) -> dict[int, Assignment]:
    names = (
        TaskNames(task.task_id, task.lead_office, task.support_offices, task.requested_offices)
        for task in tasks
    )
    return assignments.of_tasks(names, register or directory.office_register())


def _last_words(*conditions: ColumnElement[bool]) -> dict[tuple[int, int], OfficeReport]:
    """The last report by task and office."""
    rows = db.session.scalars(
        select(OfficeReport)
        .ext(distinct_on(OfficeReport.task_id, OfficeReport.office_id))
        .where(OfficeReport.tenant_id == context.acting().tenant_id, *conditions)
        .order_by(OfficeReport.task_id, OfficeReport.office_id, OfficeReport.id.desc())
    )
    return {(row.task_id, row.office_id): row for row in rows}
