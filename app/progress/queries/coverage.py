"""The coverage of an issued plan: task × subordinate in one word.

Read by one or two statements, whatever the number of tasks and subordinates.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import and_, func, select

from app.lib.text import fold
from app.plans.queries import coverage as plans
from app.plans.terms import Disposition
from app.progress import policies
from app.progress.queries import cascade
from app.progress.terms import CascadeState, CoverageState
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class CoverageFilter:
    """Which part of the matrix is asked for; an empty choice narrows nothing."""

    state: CoverageState | None = None
    quarter: int | None = None
    mandatory: bool = False
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == CoverageFilter()

    def as_arguments(self) -> dict[str, str | int]:
        """The same as the arguments of an address."""
        given = {
            "state": self.state and self.state.value,
            "quarter": self.quarter,
            "mandatory": 1 if self.mandatory else None,
            "q": self.text or None,
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class AskedTask:
    """One task of the superior's plan, with its number."""

    task_id: int
    number: int
    quarter: int
    text: str
    mandatory: bool


@dataclass(frozen=True)
class Found:
    """One cell: the word, and what lies under it."""

    state: CoverageState
    progress: CascadeState
    answer: Disposition | None
    percent: int
    is_late: bool


@dataclass(frozen=True)
class UnitRow:
    """One subordinate with its cells by the task's id."""

    tenant_id: int
    name: str
    folded: str
    plan_id: int | None
    cells: dict[int, Found]

    def has(self, state: CoverageState, tasks: Sequence[AskedTask]) -> bool:
        """Whether one of these tasks is in `state` here."""
        return any(self.cells[task.task_id].state is state for task in tasks)


@dataclass(frozen=True)
class CoverageMatrix:
    """Tasks × subordinates, in the order of the plan and of the Vietnamese alphabet."""

    tasks: Sequence[AskedTask]
    units: Sequence[UnitRow]

    @cached_property
    def counts(self) -> dict[CoverageState, int]:
        """How many cells are in each state."""
        found = Counter(cell.state for unit in self.units for cell in unit.cells.values())
        return {state: found[state] for state in CoverageState}

    @cached_property
    def mandatory_unanswered(self) -> int:
        """Cells of mandatory tasks of which no plan says anything and that are not done."""
        return sum(
            is_open_question(task, unit.cells[task.task_id])
            for unit in self.units
            for task in self.tasks
        )

    def narrowed(self, chosen: CoverageFilter) -> "CoverageMatrix":
        """The part that is asked for: with a state, only tasks and units in which it occurs."""
        typed = fold(chosen.text)
        tasks = [
            task
            for task in self.tasks
            if chosen.quarter in (None, task.quarter) and (task.mandatory or not chosen.mandatory)
        ]
        units = [unit for unit in self.units if typed in unit.folded]
        if chosen.state is not None:
            state = chosen.state
            units = [unit for unit in units if unit.has(state, tasks)]
            tasks = [
                task
                for task in tasks
                if any(unit.cells[task.task_id].state is state for unit in units)
            ]
        return CoverageMatrix(tasks, units)

    def count(self, task: AskedTask, state: CoverageState) -> int:
        """In how many units a task is in `state`."""
        return sum(unit.cells[task.task_id].state is state for unit in self.units)


def is_open_question(task: AskedTask, cell: Found) -> bool:
    """Whether a task that no one may leave out was not answered, nor done."""
    return task.mandatory and cell.answer is None and cell.state is not CoverageState.DONE


def matrix(plan_id: int) -> CoverageMatrix:
    """The coverage matrix of a plan that the acting tenant has issued, in two statements."""
    cells, answers = cascade.cells(plan_id), plans.answers(plan_id)
    facts = func.jsonb_build_array(
        cells.c.task_id,
        cells.c.state,
        cells.c.percent,
        cascade.late(cells),
        answers.c.disposition,
    )
    rows = db.session.execute(
        select(
            Tenant.id,
            Tenant.name,
            Tenant.folded,
            func.max(answers.c.plan_id),
            func.jsonb_agg(facts),
        )
        .select_from(cells)
        .join(Tenant, Tenant.id == cells.c.tenant_id)
        .outerjoin(
            answers,
            and_(answers.c.task_id == cells.c.task_id, answers.c.tenant_id == cells.c.tenant_id),
        )
        .group_by(Tenant.id, Tenant.name, Tenant.folded, Tenant.sort_key)
        .order_by(Tenant.sort_key, Tenant.id)
    )
    units = [
        UnitRow(tenant_id, name, folded, sent, {fact[0]: _found(fact) for fact in found})
        for tenant_id, name, folded, sent, found in rows
    ]
    return CoverageMatrix(_tasks(plan_id), units)


def _found(fact: Sequence[Any]) -> Found:
    progress, said, is_late = CascadeState(fact[1]), fact[4], bool(fact[3])
    answer = None if said is None else Disposition(said)
    state = policies.coverage_state(progress, answer, is_late=is_late)
    return Found(state, progress, answer, int(fact[2]), is_late)


def _tasks(plan_id: int) -> list[AskedTask]:
    return [
        AskedTask(task.id, number, task.quarter, task.text, task.mandatory)
        for number, task in enumerate(plans.given_tasks(plan_id), start=1)
    ]
