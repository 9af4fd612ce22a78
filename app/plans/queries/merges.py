"""What superiors' amendments did to the own plans, and what the own amendments met below."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from app.lib.errors import NotFound
from app.plans.models import Delivery, Merge, MergeReceipt, Plan, Receipt, Task
from app.plans.queries.revisions import FieldDifference, value_as_text
from app.plans.terms import (
    MERGED_FIELDS,
    OPEN_STATES,
    MergeKind,
    MergeState,
)
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Above = aliased(Task, name="above")
MISSING = "Không tìm thấy mục điều chỉnh này, hoặc mục không thuộc đơn vị của bạn."


def own(merge_id: int) -> Merge:
    """A merge of the acting tenant. Raises NotFound."""
    found = db.session.scalar(_own(merge_id))
    if found is None:
        raise NotFound(MISSING)
    return found


def own_for_change(merge_id: int) -> Merge:
    """A merge of the acting tenant, kept from other writers. Raises NotFound."""
    found = db.session.scalar(
        _own(merge_id).with_for_update().execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(MISSING)
    return found


def _own(merge_id: int) -> Any:
    return select(Merge).where(Merge.id == merge_id, Merge.tenant_id == context.acting().tenant_id)


@dataclass(frozen=True)
class FieldShown:
    """One field of a merge as people read it: what it was, theirs, ours; and what became of it."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    outcome: str
    choice: str | None
    value: Any

    @property
    def is_conflict(self) -> bool:
        """Whether both sides changed it, differently."""
        return self.outcome == "conflict"

    @property
    def by_them(self) -> FieldDifference:
        """What the superior changed, word by word."""
        return FieldDifference(self.name, self.label, self.base, self.theirs)

    @property
    def brought(self) -> FieldDifference:
        """What the merge changed here: a lock puts the superior's words over the office's own."""
        before = self.mine if self.outcome == "forced" else self.base
        return FieldDifference(self.name, self.label, before, self.theirs)

    @property
    def by_us(self) -> FieldDifference:
        """What the office had changed, word by word."""
        return FieldDifference(self.name, self.label, self.base, self.mine)


@dataclass(frozen=True)
class Shown:
    """One task of a superior's amendment, with the own task and the superior's."""

    merge: Merge
    task: Task | None
    above: Task | None

    @property
    def text(self) -> str:
        """How the task is called here, or above where it is not taken yet."""
        found = self.task or self.above
        return found.text if found else "Nhiệm vụ không còn trong kế hoạch"

    @property
    def fields(self) -> list[FieldShown]:
        """The fields that moved, in the order in which a task is read."""
        return [
            FieldShown(
                name,
                label,
                value_as_text(name, one["base"]),
                value_as_text(name, one["theirs"]),
                value_as_text(name, one["mine"]),
                one["outcome"],
                one.get("choice"),
                one["mine"],
            )
            for name, label in MERGED_FIELDS.items()
            if (one := self.merge.fields.get(name)) is not None
        ]

    @property
    def conflicts(self) -> list[FieldShown]:
        """The fields that a person decides."""
        return [one for one in self.fields if one.is_conflict]


def of_plan(plan_id: int, revision: int | None = None) -> list[Shown]:
    """What was merged into an own plan: what waits first, then the superior's latest revision.

    `revision` narrows it to one revision of the superior's plan.
    """
    query = _shown().where(Merge.plan_id == plan_id, Merge.tenant_id == context.acting().tenant_id)
    if revision is not None:
        query = query.where(Merge.revision == revision)
    rows = db.session.execute(
        query.order_by(
            Merge.state.in_(OPEN_STATES).desc(),
            Merge.revision.desc(),
            Task.quarter,
            Task.position,
            Merge.id,
        )
    )
    return [Shown(*row) for row in rows]


def shown(merge_id: int) -> Shown:
    """One merge of the acting tenant with its tasks. Raises NotFound."""
    row = db.session.execute(
        _shown().where(Merge.id == merge_id, Merge.tenant_id == context.acting().tenant_id)
    ).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return Shown(*row)


def _shown() -> Any:
    return (
        select(Merge, Task, Above)
        .outerjoin(Task, Task.id == Merge.task_id)
        .outerjoin(Above, Above.id == Merge.upstream_task_id)
    )


def waiting(plan_id: int) -> int:
    """How many tasks of an own plan wait for a decision."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Merge.plan_id == plan_id,
                Merge.tenant_id == context.acting().tenant_id,
                Merge.state.in_(OPEN_STATES),
            )
        )
        or 0
    )


@dataclass(frozen=True)
class Recipient:
    """One recipient of the amended plan: what became of the amendment there, in numbers.

    `derived_at` is when it made its own plan; without one there is nothing to merge.
    """

    tenant_id: int
    name: str
    derived_at: datetime | None
    states: Mapping[MergeState, int]

    @property
    def open(self) -> int:
        """How many tasks wait for its decision."""
        return sum(count for state, count in self.states.items() if state.is_open)

    @property
    def answered(self) -> int:
        """How many it has decided."""
        return sum(count for state, count in self.states.items() if state.is_answer)

    @property
    def done(self) -> int:
        """How many needed no decision."""
        return sum(self.states.values()) - self.open - self.answered

    @property
    def is_waited_for(self) -> bool:
        """Whether the worker has still to bring the amendment into its plan."""
        return self.derived_at is not None and not self.states


@dataclass(frozen=True)
class Answers:
    """A revision of an own plan with all its recipients, by one statement."""

    recipients: Sequence[Recipient]

    @property
    def states(self) -> Counter[MergeState]:
        """How many tasks ended how, over all recipients."""
        found: Counter[MergeState] = Counter()
        for one in self.recipients:
            found.update(one.states)
        return found

    def total(self, name: str) -> int:
        """The sum of one of the numbers: open, answered, done."""
        return sum(getattr(one, name) for one in self.recipients)


def answers(plan_id: int, revision: int) -> Answers:
    """What became of a revision of a plan that the acting tenant has issued, by recipient."""
    counted = (
        select(MergeReceipt.tenant_id, MergeReceipt.state, func.count().label("count"))
        .where(MergeReceipt.plan_id == plan_id, MergeReceipt.revision == revision)
        .group_by(MergeReceipt.tenant_id, MergeReceipt.state)
        .subquery()
    )
    per_tenant = (
        select(
            counted.c.tenant_id,
            func.jsonb_object_agg(counted.c.state, counted.c.count).label("states"),
        )
        .group_by(counted.c.tenant_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Tenant.id, Tenant.name, Receipt.derived_at, per_tenant.c.states)
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .outerjoin(per_tenant, per_tenant.c.tenant_id == Delivery.recipient_id)
        .where(Delivery.plan_id == plan_id)
        .order_by(Tenant.sort_key, Tenant.id)
    )
    return Answers(
        [
            Recipient(
                tenant_id,
                name,
                derived_at,
                {MergeState(state): count for state, count in (states or {}).items()},
            )
            for tenant_id, name, derived_at, states in rows
        ]
    )


@dataclass(frozen=True)
class AnswerLine:
    """What one recipient did with one task, with its reason and the day."""

    receipt: MergeReceipt
    tenant: Tenant
    task: Task | None

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The fields concerned, by label, with what became of each."""
        return [
            (label, self.receipt.fields[name])
            for name, label in MERGED_FIELDS.items()
            if name in self.receipt.fields
        ]

    @property
    def kind(self) -> MergeKind:
        """What the superior did with the task."""
        return self.receipt.kind


@dataclass(frozen=True)
class AnswerPage:
    """One page of answers, and how many there are."""

    items: Sequence[AnswerLine]
    total: int


def answer_lines(
    plan_id: int,
    revision: int,
    *,
    states: Sequence[MergeState] | None = None,
    tenant_id: int | None = None,
    page: int = 1,
    page_size: int = 50,
) -> AnswerPage:
    """Task by task what recipients did with a revision: those of `states`, of one recipient."""
    conditions = [MergeReceipt.plan_id == plan_id, MergeReceipt.revision == revision]
    if states is not None:
        conditions.append(MergeReceipt.state.in_(states))
    if tenant_id is not None:
        conditions.append(MergeReceipt.tenant_id == tenant_id)
    total = db.session.scalar(select(func.count(MergeReceipt.id)).where(*conditions)) or 0
    rows = db.session.execute(
        select(MergeReceipt, Tenant, Task)
        .join(Tenant, Tenant.id == MergeReceipt.tenant_id)
        .outerjoin(Task, Task.id == MergeReceipt.upstream_task_id)
        .where(*conditions)
        .order_by(
            MergeReceipt.answered_at.desc().nulls_first(),
            Tenant.sort_key,
            Tenant.id,
            MergeReceipt.id,
        )
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return AnswerPage([AnswerLine(*row) for row in rows], total)


def plans_waiting() -> list[tuple[Plan, int]]:
    """The own plans in which something waits for a decision, with how much."""
    rows = db.session.execute(
        select(Plan, func.count(Merge.id))
        .join(Merge, and_(Merge.plan_id == Plan.id, Merge.tenant_id == Plan.tenant_id))
        .where(Plan.tenant_id == context.acting().tenant_id, Merge.state.in_(OPEN_STATES))
        .group_by(Plan.id)
        .order_by(Plan.year.desc(), Plan.id)
    )
    return [(plan, count) for plan, count in rows]
