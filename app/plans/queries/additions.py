"""Work that subordinates added of their own, and one's own work that no superior asked for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from app.lib import likeness
from app.plans.models import Delivery, Plan, Task
from app.plans.queries import plans
from app.plans.queries.coverage import Answer, SentPlan, is_sent
from app.plans.terms import Disposition
from tenants.db import db
from tenants.models import Tenant

MOST_ITEMS = 300
"""So many tasks are shown on one page of groups; a group is never torn apart."""


@dataclass(frozen=True)
class Addition:
    """One task that a recipient added to its plan."""

    recipient_id: int
    recipient_name: str
    task: Task


@dataclass(frozen=True)
class AdditionGroup:
    """Tasks of several recipients that say the same; `text` is the wording most of them use."""

    items: Sequence[Addition]

    @cached_property
    def text(self) -> str:
        """The most common wording, of equals the first."""
        return Counter(item.task.text for item in self.items).most_common(1)[0][0]

    @property
    def units(self) -> int:
        """How many recipients added it."""
        return len({item.recipient_id for item in self.items})

    @property
    def wordings(self) -> int:
        """In how many different wordings."""
        return len({item.task.text for item in self.items})


@dataclass(frozen=True)
class Additions:
    """What the recipients of a plan added, grouped by likeness, the most widespread first."""

    groups: Sequence[AdditionGroup]

    @property
    def tasks(self) -> int:
        """All added tasks."""
        return sum(len(group.items) for group in self.groups)

    @property
    def units(self) -> int:
        """How many recipients added something."""
        return len({item.recipient_id for group in self.groups for item in group.items})

    @cached_property
    def pages(self) -> list[list[AdditionGroup]]:
        """The groups by pages of at most about `MOST_ITEMS` tasks."""
        return list(_pages(self.groups))

    def page(self, number: int) -> list[AdditionGroup]:
        """One page, from 1; empty beyond the last."""
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else []


def additions(plan_id: int) -> Additions:
    """What the recipients of an own plan added in the plans that came up, by one statement."""
    rows = db.session.execute(
        select(Tenant, Answer)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .join(SentPlan, is_sent())
        .join(Answer, Answer.plan_id == SentPlan.id)
        .where(
            Delivery.plan_id == plan_id,
            Answer.disposition == Disposition.ADDED,
            Answer.stands,
        )
        .order_by(Tenant.sort_key, Tenant.id, Answer.quarter, Answer.position, Answer.id)
    ).all()
    items = [Addition(tenant.id, tenant.name, task) for tenant, task in rows]
    bared = [likeness.bare(task.text, tenant.name, tenant.short_name) for tenant, task in rows]
    found = [AdditionGroup([items[place] for place in places]) for places in likeness.groups(bared)]
    return Additions(sorted(found, key=lambda group: -group.units))


def own_additions(plan: Plan) -> list[tuple[int, Task]]:
    """The tasks of an own derived plan that no superior asked for, with their numbers."""
    return [
        (number, task)
        for number, task in plans.numbered(plans.tasks(plan.id))
        if number is not None and task.disposition is Disposition.ADDED
    ]


def _pages(groups: Sequence[AdditionGroup]) -> Iterator[list[AdditionGroup]]:
    page: list[AdditionGroup] = []
    for group in groups:
        if page and sum(len(one.items) for one in page) + len(group.items) > MOST_ITEMS:
            yield page
            page = []
        page.append(group)
    if page:
        yield page
