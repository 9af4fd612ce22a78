"""Deliveries of the acting tenant whose recipients have not sent their own plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from app.plans.models import Delivery, Plan, Receipt
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Unsent:
    """One plan, one last day, and how many recipients have not sent their plan by it."""

    plan: Plan
    due_on: date
    recipients: int


def _unsent(today: date, until: date) -> Select[int]:
    """Recipients of today that are due by `until` and have not sent; only plans of this year on.

    A plan whose year is over, or a recipient that has closed, is history and is not reminded.
    """
    return (
        select(Delivery.recipient_id)
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .where(
            Delivery.tenant_id == context.acting().tenant_id,
            Delivery.due_on <= until,
            Receipt.plan_sent_at.is_(None),
            Plan.year >= today.year,
            or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today),
        )
    )


def unsent(today: date, until: date) -> Sequence[Unsent]:
    """What is overdue or due by `until`, by plan and last day, the most urgent first."""
    query: Select[*tuple[Any, ...]] = (
        _unsent(today, until)
        .with_only_columns(Plan, Delivery.due_on, func.count(), maintain_column_froms=True)
        .group_by(Plan.id, Delivery.due_on)
        .order_by(Delivery.due_on, Plan.id)
    )
    return [Unsent(*row) for row in db.session.execute(query)]


def recipients_of(one: Unsent, today: date) -> Select[int]:
    """Those to remind of one plan and one last day, as a query of tenant ids."""
    return _unsent(today, one.due_on).where(
        Delivery.plan_id == one.plan.id, Delivery.due_on == one.due_on
    )
