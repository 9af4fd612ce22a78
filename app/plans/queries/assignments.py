"""Who does it: the printed names of offices on tasks, as the offices that they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import select

from app.directory import queries as directory
from app.directory.models import Office
from app.directory.queries import Named, OfficeRegister
from app.plans.models import Plan, Task
from app.plans.queries import plans
from app.plans.terms import Part
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Assignment:
    """Who leads, supports and is requested for one task, each wording with what it means."""

    task_id: int
    lead: Named | None
    support: tuple[Named, ...]
    requested: tuple[Named, ...]

    def named(self, part: Part) -> tuple[Named, ...]:
        """The wordings of one part."""
        if part is Part.LEAD:
            return () if self.lead is None else (self.lead,)
        return self.support if part is Part.SUPPORT else self.requested

    def offices(self, part: Part) -> tuple[Office, ...]:
        """The offices that have this part, each once; a group stands for its members."""
        found = chain.from_iterable(one.offices for one in self.named(part))
        return tuple({office.id: office for office in found}.values())

    def part_of(self, office_id: int) -> Part | None:
        """The weightiest part that an office has in the task; None where it has none."""
        return next(
            (part for part in Part if any(office_id in one.office_ids for one in self.named(part))),
            None,
        )

    @property
    def unknown(self) -> tuple[str, ...]:
        """The wordings, or what is left of them, that the directory does not know."""
        every = chain.from_iterable(self.named(part) for part in Part)
        return tuple(one.unknown for one in every if one.unknown)


def of_task(task: "TaskNames", register: OfficeRegister) -> Assignment:
    """The assignment of one task, by the offices of the register. No statement."""
    return Assignment(
        task.id,
        register.named(task.lead_office) if task.lead_office else None,
        tuple(register.named(name) for name in task.support_offices),
        tuple(register.named(name) for name in task.requested_offices),
    )


@dataclass(frozen=True)
class TaskNames:
    """A task with nothing but the names printed on it."""

    id: int
    lead_office: str | None
    support_offices: Sequence[str]
    requested_offices: Sequence[str]


def of_tasks(tasks: Iterable[Task | TaskNames], register: OfficeRegister) -> dict[int, Assignment]:
    """The assignments of tasks by id. No statement."""
    return {task.id: of_task(_names(task), register) for task in tasks}


def _names(task: Task | TaskNames) -> TaskNames:
    if isinstance(task, TaskNames):
        return task
    return TaskNames(task.id, task.lead_office, task.support_offices, task.requested_offices)


def of_plan(plan_id: int) -> dict[int, Assignment]:
    """The assignments of the standing tasks of an own plan, by task. A fixed number of statements.

    Raises NotFound for another's plan.
    """
    plan = plans.own(plan_id)
    standing = [task for task in plans.tasks(plan.id) if task.stands]
    return of_tasks(standing, directory.office_register())


def of_year(year: int) -> dict[int, Assignment]:
    """The assignments of the tenant's issued tasks of a year. A fixed number of statements."""
    tasks = db.session.scalars(
        select(Task)
        .join(Plan, Plan.id == Task.plan_id)
        .where(
            Task.tenant_id == context.acting().tenant_id,
            Plan.year == year,
            Plan.issued_at.is_not(None),
            Task.stands,
        )
        .order_by(Task.plan_id, Task.quarter, Task.position, Task.id)
    ).all()
    return of_tasks(tasks, directory.office_register())


def people_of(task_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The users of the office that leads each task: those who must hear about it first.

    Every task asked for is there; one without a lead, with a lead that the directory does not
    know, or in whose office nobody works has no users. Tasks of another tenant have none.
    A fixed number of statements.
    """
    wanted = list(task_ids)
    rows = db.session.execute(
        select(Task.id, Task.lead_office).where(
            Task.id.in_(wanted), Task.tenant_id == context.acting().tenant_id
        )
    ).all()
    register, people = directory.office_register(), directory.people_by_office()
    found: dict[int, tuple[int, ...]] = dict.fromkeys(wanted, ())
    for task_id, lead in rows:
        offices = register.named(lead).offices if lead else ()
        users = chain.from_iterable(people.get(office.id, ()) for office in offices)
        found[task_id] = tuple(dict.fromkeys(users))
    return found
