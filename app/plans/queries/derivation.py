"""A derived plan beside the plan it came from, task by task."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.plans import policies
from app.plans.models import Plan, Task, printed_order
from app.plans.queries import plans
from app.plans.terms import Disposition
from tenants.db import db

Above = aliased(Task, name="above")


@dataclass(frozen=True)
class Pair:
    """One task of a derived plan, its number, and the superior's task behind it.

    Where the superior's task was split, this is `part` of `parts`. `into` is the task into which
    this one was merged (with its number), `absorbed` are those merged into this one.
    """

    number: int | None
    task: Task
    above: Task | None
    part: int = 1
    parts: int = 1
    into: tuple[int | None, Task] | None = None
    absorbed: Sequence[Task] = ()

    @property
    def into_number(self) -> int | None:
        """The number of the task into which this one was merged."""
        return None if self.into is None else self.into[0]

    @property
    def changed(self) -> tuple[str, ...]:
        """Which of the superior's facts the office has changed: text, quarter, deadline."""
        if self.above is None:
            return ()
        facts = {
            "text": (self.task.text, self.above.text),
            "quarter": (self.task.quarter, self.above.quarter),
            "deadline": (self.task.deadline, self.above.deadline),
        }
        return tuple(name for name, (own, given) in facts.items() if own != given)


@dataclass(frozen=True)
class Comparison:
    """A derived plan and its source; read by the office itself and by those it was sent to."""

    plan: Plan
    above: Plan
    pairs: Sequence[Pair]

    @property
    def counts(self) -> dict[Disposition, int]:
        """How many of the superior's tasks were kept, adapted, merged and declined, each once
        however it was split, and how many the office added."""
        rows: dict[int | None, list[Task]] = {}
        for pair in self.pairs:
            rows.setdefault(pair.task.upstream_task_id, []).append(pair.task)
        added = sum(task.stands for task in rows.pop(None, []))
        found = Counter(policies.answer_of(parts) for parts in rows.values())
        return {one: found[one] for one in Disposition} | {Disposition.ADDED: added}


def compare(plan: Plan) -> Comparison | None:
    """`plan` beside its source; None where it was derived from nothing that may be read."""
    if plan.upstream_plan_id is None:
        return None
    above = db.session.scalar(
        select(Plan).where(Plan.id == plan.upstream_plan_id).options(joinedload(Plan.issuer))
    )
    if above is None:
        return None
    rows = db.session.execute(
        select(Task, Above)
        .outerjoin(Above, Above.id == Task.upstream_task_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.plan_id == plan.id)
        .order_by(*printed_order())
    ).all()
    behind = {task.id: source for task, source in rows}
    numbered = plans.numbered(task for task, _ in rows)
    return Comparison(plan, above, _pairs(numbered, behind))


def _pairs(
    numbered: Sequence[tuple[int | None, Task]], behind: Mapping[int, Task | None]
) -> list[Pair]:
    places = {task.id: (number, task) for number, task in numbered}
    parts: dict[int, list[int]] = {}
    absorbed: dict[int, list[Task]] = {}
    for _, task in numbered:
        if task.upstream_task_id is not None:
            parts.setdefault(task.upstream_task_id, []).append(task.id)
        if task.merged_into_id is not None:
            absorbed.setdefault(task.merged_into_id, []).append(task)
    found = []
    for number, task in numbered:
        same = parts.get(task.upstream_task_id or 0, [task.id])
        found.append(
            Pair(
                number,
                task,
                behind[task.id],
                part=same.index(task.id) + 1,
                parts=len(same),
                into=places.get(task.merged_into_id or 0),
                absorbed=absorbed.get(task.id, ()),
            )
        )
    return found
