"""The plans that subordinates have sent up to the acting tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.lib import clock
from app.lib.text import fold
from app.plans.models import Delivery, Plan
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Source = aliased(Plan, name="source")


@dataclass(frozen=True)
class Received:
    """One plan that came up, from whom, and the own plan that it answers."""

    plan: Plan
    sender: Tenant
    source: Plan | None
    due_on: date | None

    @property
    def came_late(self) -> bool:
        """Whether it came up after the last day."""
        sent_at = self.plan.sent_at
        return (
            sent_at is not None
            and self.due_on is not None
            and clock.local(sent_at).date() > self.due_on
        )


@dataclass(frozen=True)
class ReceivedPage:
    """One page of what came up, and how many there are in all."""

    items: Sequence[Received]
    total: int


def _conditions(
    year: int | None, text: str | None, plan_id: int | None
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Plan.addressee_id == context.acting().tenant_id,
        Plan.sent_at.is_not(None),
    ]
    if year is not None:
        found.append(Plan.year == year)
    if plan_id is not None:
        found.append(Plan.upstream_plan_id == plan_id)
    if text:
        found.append(
            or_(
                Tenant.folded.contains(fold(text), autoescape=True),
                Plan.title.icontains(text.strip(), autoescape=True),
            )
        )
    return found


def received(
    *,
    year: int | None = None,
    text: str | None = None,
    plan_id: int | None = None,
    page: int = 1,
    page_size: int = 50,
) -> ReceivedPage:
    """What came up, the newest first; `plan_id` narrows it to the answers to one own plan."""
    conditions = _conditions(year, text, plan_id)
    total = db.session.scalar(
        select(func.count(Plan.id)).join(Tenant, Tenant.id == Plan.tenant_id).where(*conditions)
    )
    rows = db.session.execute(
        select(Plan, Tenant, Source, Delivery.due_on)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .outerjoin(
            Source,
            and_(
                Source.id == Plan.upstream_plan_id,
                Source.tenant_id == context.acting().tenant_id,
            ),
        )
        .outerjoin(
            Delivery,
            and_(Delivery.plan_id == Source.id, Delivery.recipient_id == Plan.tenant_id),
        )
        .where(*conditions)
        .order_by(Plan.sent_at.desc(), Plan.id.desc())
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return ReceivedPage([Received(*row) for row in rows], total or 0)


def years() -> list[int]:
    """The years of the plans that came up, the latest first."""
    return list(
        db.session.scalars(
            select(Plan.year)
            .where(Plan.addressee_id == context.acting().tenant_id, Plan.sent_at.is_not(None))
            .distinct()
            .order_by(Plan.year.desc())
        )
    )
