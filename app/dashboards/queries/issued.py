"""How the plans that an issuer gave to its subordinates are coming on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, and_, func, select

from app.dashboards.queries.desk import Door, Line, door
from app.dashboards.terms import LineKind
from app.lib import clock
from app.plans.models import Delivery, Plan, Receipt
from app.plans.terms import DeliveryState, PlanKind
from app.progress.queries import cascade
from app.progress.queries.cascade import Tally
from tenants import context
from tenants.db import db
from tenants.models import Tenant

MOST_PLANS = 3
MOST_LATE = 8

STEPS: dict[DeliveryState, Any] = {
    DeliveryState.DELIVERED: Delivery.sent_at,
    DeliveryState.SEEN: Receipt.seen_at,
    DeliveryState.ACKNOWLEDGED: Receipt.acknowledged_at,
    DeliveryState.DERIVED: Receipt.derived_at,
    DeliveryState.ISSUED: Receipt.plan_issued_at,
    DeliveryState.SENT: Receipt.plan_sent_at,
}


@dataclass(frozen=True)
class IssuedPlan:
    """An issued plan: how many recipients have taken each step, how many are late or at work.

    `late`, `working` and `untouched` part those that have not sent theirs: late, taken in, not
    yet taken in.
    """

    plan_id: int
    year: int
    title: str
    reference: str
    kind: PlanKind
    due_on: date | None
    reached: dict[DeliveryState, int]
    late: int
    working: int

    @property
    def recipients(self) -> int:
        """To how many it was delivered."""
        return self.reached[DeliveryState.DELIVERED]

    @property
    def sent(self) -> int:
        """How many sent their own plan up."""
        return self.reached[DeliveryState.SENT]

    @property
    def untouched(self) -> int:
        """How many have not taken it in and still have time."""
        return self.recipients - self.sent - self.late - self.working

    def door(self, view: str | None = None) -> Door:
        """Its matrix, narrowed to one view."""
        values = {"view": view} if view else {}
        return door("plans.matrix", plan_id=self.plan_id, **values)

    @property
    def rollup_door(self) -> Door:
        """How its tasks stand below."""
        return door("progress.rollup", plan_id=self.plan_id)


@dataclass(frozen=True)
class LateRecipient:
    """A subordinate whose own plan is overdue, and the step at which it stands."""

    plan_id: int
    plan_reference: str
    tenant_id: int
    name: str
    due_on: date
    state: DeliveryState

    def days(self, today: date) -> int:
        """How many days late."""
        return (today - self.due_on).days


@dataclass(frozen=True)
class Quarter:
    """How the tasks of a quarter stand with all the recipients together."""

    number: int
    tasks: int
    tally: Tally


def _is_late() -> ColumnElement[bool]:
    return and_(Delivery.due_on < clock.today(), Receipt.plan_sent_at.is_(None))


def _deliveries(*columns: Any) -> Select[Any]:
    """The acting tenant's deliveries with what their recipients have done."""
    return (
        select(*columns)
        .select_from(Delivery)
        .join(Plan, Plan.id == Delivery.plan_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .where(
            Delivery.tenant_id == context.acting().tenant_id,
            Plan.kind != PlanKind.GUIDANCE,
            Plan.year >= clock.today().year - 1,
        )
    )


def plans() -> list[IssuedPlan]:
    """The latest plans that went to subordinates, last year's at the earliest."""
    working = and_(
        Receipt.acknowledged_at.is_not(None),
        Receipt.plan_sent_at.is_(None),
        ~func.coalesce(_is_late(), False),
    )
    reached: list[Label[int]] = [
        func.count(column).label(step.value) for step, column in STEPS.items()
    ]
    rows = db.session.execute(
        _deliveries(
            Plan,
            func.min(Delivery.due_on).label("due_on"),
            func.count().filter(_is_late()).label("late"),
            func.count().filter(working).label("working"),
            *reached,
        )
        .group_by(Plan.id)
        .order_by(Plan.year.desc(), Plan.issued_at.desc(), Plan.id.desc())
        .limit(MOST_PLANS)
    )
    return [
        IssuedPlan(
            plan_id=row.Plan.id,
            year=row.Plan.year,
            title=row.Plan.title,
            reference=row.Plan.reference,
            kind=row.Plan.kind,
            due_on=row.due_on,
            reached={step: getattr(row, step.value) for step in STEPS},
            late=row.late,
            working=row.working,
        )
        for row in rows
    ]


def late_recipients() -> list[LateRecipient]:
    """Those whose own plan is the longest overdue; a plan whose year is over is history."""
    rows = db.session.execute(
        _deliveries(Plan, Receipt, Tenant.id, Tenant.name, Delivery.due_on)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .where(_is_late(), Plan.last_year >= clock.today().year)
        .order_by(Delivery.due_on, Tenant.sort_key, Tenant.id)
        .limit(MOST_LATE)
    )
    return [
        LateRecipient(
            plan.id,
            plan.reference,
            tenant_id,
            name,
            due_on,
            DeliveryState.DELIVERED if receipt is None else receipt.state,
        )
        for plan, receipt, tenant_id, name, due_on in rows
    ]


def quarters(plan_id: int) -> list[Quarter]:
    """How the tasks of one issued plan stand below, quarter by quarter."""
    tasks = groupby(cascade.by_task(plan_id), key=lambda task: task.quarter)
    found = [(number, list(listed)) for number, listed in tasks]
    return [Quarter(number, len(listed), cascade.totals(listed)) for number, listed in found]


def lines(shown: Sequence[IssuedPlan]) -> Iterator[Line]:
    """Plans whose recipients are late: to be chased."""
    for plan in shown:
        if plan.late and plan.year >= clock.today().year and plan.due_on is not None:
            text = f"Đôn đốc {plan.late} đơn vị quá hạn gửi kế hoạch"
            here = plan.door("late")
            yield Line(LineKind.PLAN_CHASE, text, here, plan.reference, plan.due_on, plan.late)
