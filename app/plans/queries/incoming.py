"""The superiors' plans that came to the acting tenant, and how far it is with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, not_, or_, select
from sqlalchemy.orm import aliased

from app.lib import clock
from app.lib.errors import NotFound
from app.lib.text import fold
from app.plans.models import Delivery, Plan, Receipt
from app.plans.queries import registration
from app.plans.terms import DeliveryState, IncomingView, PlanVerdict
from tenants import context
from tenants.db import db
from tenants.models import Tenant

OwnPlan = aliased(Plan, name="own_plan")
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Incoming:
    """One superior's plan on this office's desk, with what the office has done about it."""

    delivery: Delivery
    plan: Plan
    issuer: Tenant
    receipt: Receipt | None
    own_plan: Plan | None
    verdict: PlanVerdict | None
    remarks: str | None
    reviewed_at: datetime | None

    @property
    def state(self) -> DeliveryState:
        """The furthest step taken, here or by the superior's answer."""
        if self.verdict is PlanVerdict.ACCEPTED:
            return DeliveryState.ACCEPTED
        return DeliveryState.DELIVERED if self.receipt is None else self.receipt.state

    @property
    def due_on(self) -> date | None:
        """The last day on which the own plan may go up."""
        return self.delivery.due_on

    @property
    def own_plan_id(self) -> int | None:
        """The own plan out of this one, once it is begun."""
        return None if self.own_plan is None else self.own_plan.id

    @property
    def is_sent(self) -> bool:
        """Whether the own plan has gone up."""
        return self.state in (DeliveryState.SENT, DeliveryState.ACCEPTED)

    @property
    def is_returned(self) -> bool:
        """Whether the superior returned the own plan and it has not gone up again."""
        return self.verdict is PlanVerdict.RETURNED

    def is_late(self, today: date) -> bool:
        """Whether the own plan should have gone up before today and has not."""
        return not self.is_sent and self.due_on is not None and self.due_on < today

    def is_due_soon(self, today: date) -> bool:
        """Whether the own plan is due within a week and has not gone up."""
        return not self.is_sent and self.due_on is not None and today <= self.due_on <= today + SOON


@dataclass(frozen=True)
class IncomingPage:
    """One page of deliveries, and how many there are in every view."""

    items: Sequence[Incoming]
    counts: dict[IncomingView, int]
    total: int


def _answered(latest: Subquery) -> ColumnElement[bool]:
    """Taken in and, where an own plan is asked for by a day, sent up and not returned."""
    done = and_(
        Receipt.acknowledged_at.is_not(None),
        or_(Delivery.due_on.is_(None), Receipt.plan_sent_at.is_not(None)),
        latest.c.verdict.is_distinct_from(PlanVerdict.RETURNED),
    )
    return func.coalesce(done, False)


def _views(latest: Subquery) -> dict[IncomingView, ColumnElement[bool]]:
    answered = _answered(latest)
    return {
        IncomingView.WAITING: not_(answered),
        IncomingView.LATE: and_(Delivery.due_on < clock.today(), Receipt.plan_sent_at.is_(None)),
        IncomingView.ANSWERED: answered,
        IncomingView.ALL: Delivery.id.is_not(None),
    }


def _delivered_here(latest: Subquery) -> Select[*tuple[Any, ...]]:
    answer = (latest.c.verdict, latest.c.remarks, latest.c.reviewed_at)
    return (
        select(Delivery, Plan, Tenant, Receipt, OwnPlan, *answer)
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Tenant, Tenant.id == Delivery.tenant_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .outerjoin(
            OwnPlan,
            and_(
                OwnPlan.upstream_plan_id == Delivery.plan_id,
                OwnPlan.tenant_id == Delivery.recipient_id,
            ),
        )
        .outerjoin(latest, latest.c.plan_id == OwnPlan.id)
        .where(Delivery.recipient_id == context.acting().tenant_id)
    )


def _matching(text: str | None, year: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if year is not None:
        conditions.append(Plan.year == year)
    if text:
        conditions.append(
            or_(
                Plan.title.icontains(text.strip(), autoescape=True),
                Plan.number.icontains(text.strip(), autoescape=True),
                Tenant.folded.contains(fold(text), autoescape=True),
            )
        )
    return conditions


def incoming(
    *,
    view: IncomingView = IncomingView.ALL,
    text: str | None = None,
    year: int | None = None,
    page: int = 1,
    page_size: int = 50,
) -> IncomingPage:
    """What was delivered to the acting tenant: what is due first, then the newest first."""
    conditions = _matching(text, year)
    latest = registration.sent_from_here()
    views = _views(latest)
    counted = db.session.execute(
        _delivered_here(latest)
        .where(*conditions)
        .with_only_columns(
            *(func.count().filter(condition).label(one.value) for one, condition in views.items()),
            maintain_column_froms=True,
        )
    ).one()
    counts = {one: getattr(counted, one.value) for one in views}
    rows = db.session.execute(
        _delivered_here(latest)
        .where(*conditions, views[view])
        .order_by(
            _answered(latest),
            Delivery.due_on.asc().nulls_last(),
            Delivery.sent_at.desc(),
            Delivery.id.desc(),
        )
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return IncomingPage([Incoming(*row) for row in rows], counts, counts[view])


def delivery_of(plan_id: int) -> Incoming:
    """The delivery of this plan to the acting tenant. Raises NotFound where there is none."""
    found = find_delivery_of(plan_id)
    if found is None:
        raise NotFound("Kế hoạch này không được giao cho đơn vị của bạn.")
    return found


def find_delivery_of(plan_id: int) -> Incoming | None:
    """The delivery of this plan to the acting tenant; None where there is none."""
    here = _delivered_here(registration.sent_from_here())
    row = db.session.execute(here.where(Delivery.plan_id == plan_id)).one_or_none()
    return None if row is None else Incoming(*row)


def own_plan_from(plan_id: int) -> Plan | None:
    """The acting tenant's own plan out of this superior's plan; None where it has made none."""
    return db.session.scalar(
        select(Plan).where(
            Plan.upstream_plan_id == plan_id, Plan.tenant_id == context.acting().tenant_id
        )
    )
