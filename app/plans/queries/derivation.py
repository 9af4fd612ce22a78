"""A derived plan beside the plan it came from, task by task."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.plans.models import Plan, Task
from app.plans.queries import plans
from app.plans.terms import Disposition
from tenants.db import db

Above = aliased(Task, name="above")


@dataclass(frozen=True)
class Pair:
    """One task of a derived plan, its number, and the superior's task behind it."""

    number: int | None
    task: Task
    above: Task | None

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
        """How many tasks were kept, adapted, declined and added."""
        found = Counter(pair.task.disposition for pair in self.pairs)
        return {one: found[one] for one in Disposition}


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
        .where(Task.plan_id == plan.id)
        .order_by(Task.quarter, Task.position, Task.id)
    ).all()
    behind = {task.id: source for task, source in rows}
    numbered = plans.numbered(task for task, _ in rows)
    return Comparison(
        plan, above, [Pair(number, task, behind[task.id]) for number, task in numbered]
    )
