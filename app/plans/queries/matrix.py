"""How far an issued plan has come with each of its recipients: the issuer's matrix."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, select
from sqlalchemy.orm import aliased

from app.lib import clock
from app.lib.text import fold
from app.plans.models import Delivery, Plan, Receipt
from app.plans.queries import registration
from app.plans.terms import DeliveryState, MatrixView, PlanVerdict
from tenants.db import db
from tenants.models import Tenant, TenantKind

SentPlan = aliased(Plan, name="sent_plan")
STEPS = tuple(DeliveryState)


@dataclass(frozen=True)
class MatrixRow:
    """One recipient: when it took each step, and its own plan once that has come up."""

    recipient_id: int
    code: str
    name: str
    kind: TenantKind
    folded: str
    due_on: date | None
    delivered_at: datetime
    seen_at: datetime | None
    acknowledged_at: datetime | None
    derived_at: datetime | None
    issued_at: datetime | None
    sent_at: datetime | None
    accepted_at: datetime | None
    returned_at: datetime | None
    plan_id: int | None
    plan_number: str | None
    plan_symbol: str | None
    plan_issued_on: date | None

    def at(self, step: DeliveryState) -> datetime | None:
        """When the recipient took `step`."""
        moment: datetime | None = getattr(self, f"{step.value}_at")
        return moment

    @property
    def state(self) -> DeliveryState:
        """The furthest step taken."""
        return max((step for step in STEPS if self.at(step) is not None), key=STEPS.index)

    def is_late(self, today: date) -> bool:
        """Whether its plan should have come up before today and has not."""
        return self.sent_at is None and self.due_on is not None and self.due_on < today

    @property
    def came_late(self) -> bool:
        """Whether its plan has come up after the last day."""
        return (
            self.sent_at is not None
            and self.due_on is not None
            and clock.local(self.sent_at).date() > self.due_on
        )


@dataclass(frozen=True)
class Matrix:
    """Every recipient of one plan in the order of the Vietnamese alphabet, as of `today`."""

    rows: Sequence[MatrixRow]
    today: date

    @property
    def reached(self) -> dict[DeliveryState, int]:
        """How many recipients have taken each step."""
        return {step: sum(row.at(step) is not None for row in self.rows) for step in STEPS}

    @property
    def standing(self) -> dict[DeliveryState, int]:
        """How many recipients stand at each step, as the furthest they have come."""
        states = [row.state for row in self.rows]
        return {step: states.count(step) for step in STEPS}

    @property
    def stamp(self) -> str:
        """A word that changes with anything that the matrix shows."""
        return hashlib.sha256(repr((self.today, self.rows)).encode()).hexdigest()[:16]

    @property
    def returned(self) -> int:
        """How many plans went back to their recipients and have not come up again."""
        return sum(row.returned_at is not None for row in self.rows)

    @property
    def late(self) -> int:
        """How many recipients are late."""
        return sum(row.is_late(self.today) for row in self.rows)

    def count(self, view: MatrixView) -> int:
        """How many recipients `view` shows."""
        return sum(self._is_in(row, view) for row in self.rows)

    def shown(self, view: MatrixView, text: str | None = None) -> list[MatrixRow]:
        """The rows of `view` whose name holds `text`, with or without diacritics."""
        typed = fold(text or "")
        return [row for row in self.rows if typed in row.folded and self._is_in(row, view)]

    def _is_in(self, row: MatrixRow, view: MatrixView) -> bool:
        if view is MatrixView.ALL:
            return True
        if view is MatrixView.LATE:
            return row.is_late(self.today)
        if view is MatrixView.RETURNED:
            return row.returned_at is not None
        return row.state.value == view.value


def matrix(plan_id: int) -> Matrix:
    """The matrix of a plan that the acting tenant has issued, by one statement."""
    latest = registration.received_here()
    verdicts = (PlanVerdict.ACCEPTED, PlanVerdict.RETURNED)
    answered = [case((latest.c.verdict == one, latest.c.reviewed_at)) for one in verdicts]
    query: Select[*tuple[Any, ...]] = (
        select(
            Tenant.id,
            Tenant.code,
            Tenant.name,
            Tenant.kind,
            Tenant.folded,
            Delivery.due_on,
            Delivery.sent_at,
            Receipt.seen_at,
            Receipt.acknowledged_at,
            Receipt.derived_at,
            Receipt.plan_issued_at,
            Receipt.plan_sent_at,
            *answered,
            SentPlan.id,
            SentPlan.number,
            SentPlan.symbol,
            SentPlan.issued_on,
        )
        .select_from(Delivery)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .outerjoin(
            SentPlan,
            and_(
                SentPlan.upstream_plan_id == Delivery.plan_id,
                SentPlan.tenant_id == Delivery.recipient_id,
                SentPlan.sent_at.is_not(None),
            ),
        )
        .outerjoin(latest, latest.c.plan_id == SentPlan.id)
        .where(Delivery.plan_id == plan_id)
        .order_by(Tenant.sort_key, Tenant.id)
    )
    rows = db.session.execute(query)
    return Matrix([MatrixRow(*row) for row in rows], clock.today())
