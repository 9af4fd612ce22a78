"""The plans that subordinates have sent up to the acting tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.lib import clock
from app.lib.text import fold
from app.plans.models import Delivery, Plan
from app.plans.queries import registration
from app.plans.terms import PlanVerdict, RoundState
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
    first_sent_at: datetime | None
    rounds: int | None
    verdict: PlanVerdict | None

    @property
    def state(self) -> RoundState:
        """Where it stands with the acting tenant."""
        return RoundState.after(self.verdict)

    @property
    def came_late(self) -> bool:
        """Whether it came up, for the first time, after the last day."""
        sent_at = self.first_sent_at
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
    counts: dict[RoundState, int]

    @property
    def everything(self) -> int:
        """How many there are in whatever state."""
        return sum(self.counts.values())


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
    state: RoundState | None = None,
    page: int = 1,
    page_size: int = 50,
) -> ReceivedPage:
    """What came up, the newest first; `plan_id` narrows it to the answers to one own plan.

    `state` narrows it to what waits, was accepted or was returned; the counts are over all states.
    """
    conditions = _conditions(year, text, plan_id)
    latest = registration.received_here()
    states = _states(latest)
    counted = db.session.execute(
        select(*(func.count().filter(one).label(each.value) for each, one in states.items()))
        .select_from(Plan)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .outerjoin(latest, latest.c.plan_id == Plan.id)
        .where(*conditions)
    ).one()
    counts = {each: getattr(counted, each.value) for each in states}
    total = sum(counts.values()) if state is None else counts[state]
    if state is not None:
        conditions.append(states[state])
    rows = db.session.execute(
        _whole(latest)
        .where(*conditions)
        .order_by(Plan.sent_at.desc(), Plan.id.desc())
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return ReceivedPage([Received(*row) for row in rows], total, counts)


def _whole(latest: Subquery) -> Select[*tuple[Any, ...]]:
    """A plan that came up with its sender, what it answers, and its last round."""
    mine = Source.tenant_id == context.acting().tenant_id
    answered = and_(Delivery.plan_id == Source.id, Delivery.recipient_id == Plan.tenant_id)
    last = (latest.c.first_sent_at, latest.c.rounds, latest.c.verdict)
    return (
        select(Plan, Tenant, Source, Delivery.due_on, *last)
        .join(Tenant, Tenant.id == Plan.tenant_id)
        .outerjoin(latest, latest.c.plan_id == Plan.id)
        .outerjoin(Source, and_(Source.id == Plan.upstream_plan_id, mine))
        .outerjoin(Delivery, answered)
    )


def _states(latest: Subquery) -> dict[RoundState, ColumnElement[bool]]:
    return {
        RoundState.WAITING: latest.c.verdict.is_(None),
        RoundState.ACCEPTED: latest.c.verdict == PlanVerdict.ACCEPTED,
        RoundState.RETURNED: latest.c.verdict == PlanVerdict.RETURNED,
    }


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
