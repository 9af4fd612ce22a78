"""What passes between superior and subordinate: the plan handed down, the receipt sent up."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.plans.terms import DeliveryState
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    own_key,
    unique_per_tenant,
)


class Delivery(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An issued plan handed to one recipient: a row of the issuer, read by the recipient.

    `due_on` is the last day on which the recipient's own plan may come up.
    """

    __tablename__ = "deliveries"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("recipient_id"),
        rls.inherited(rls.OWNER, rls.sent_to("recipient_id")),
    )
    __table_args__ = (
        UniqueConstraint("plan_id", "recipient_id"),
        unique_per_tenant(),
        own_key("plan_id", "plans"),
        Index(None, "recipient_id", "sent_at"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    due_on: Mapped[date | None]


class Receipt(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What a recipient has done with a delivered plan: a row of the recipient, read by the issuer.

    It says when, never what: a draft's content stays at home. `tenant_id` is the recipient,
    `addressee_id` the issuer.
    """

    __tablename__ = "receipts"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        UniqueConstraint("tenant_id", "plan_id"),
        Index(None, "plan_id", "tenant_id"),
        own_key("derived_plan_id", "plans"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    seen_at: Mapped[Instant | None]
    acknowledged_at: Mapped[Instant | None]
    acknowledged_by: Mapped[int | None] = mapped_column(BigInteger)
    derived_at: Mapped[Instant | None]
    derived_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    plan_issued_at: Mapped[Instant | None]
    plan_sent_at: Mapped[Instant | None]

    @property
    def state(self) -> DeliveryState:
        """The furthest step that the recipient has taken."""
        steps = (
            (self.plan_sent_at, DeliveryState.SENT),
            (self.plan_issued_at, DeliveryState.ISSUED),
            (self.derived_at, DeliveryState.DERIVED),
            (self.acknowledged_at, DeliveryState.ACKNOWLEDGED),
            (self.seen_at, DeliveryState.SEEN),
        )
        return next((state for at, state in steps if at is not None), DeliveryState.DELIVERED)
