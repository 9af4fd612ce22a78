"""The plan, its tasks and frozen revisions, and what passes between superior and subordinate."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.lib import dates
from app.lib.dates import Deadline
from app.plans.terms import DeliveryState, Disposition, PlanKind, PlanState
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    Tenant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)

DELIVERED_PLAN = rls.delivered("id")
DELIVERED_TASK = rls.delivered("plan_id")


class Plan(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A plan of any level. A draft is its tenant's alone; once issued it never changes.

    `upstream_plan_id` names the superior's plan from which it was derived (a row of another
    tenant). `legal_bases`: [{"text", "kind", "number", "symbol", "on", "issuer"}];
    `sections`: {"purpose", "requirements", "content", "budget", "implementation", "closing"} as
    plain text, paragraphs parted by line breaks; `recipients`: [{"name", "purpose"}] (Nơi nhận).
    """

    __tablename__ = "plans"
    __policies__ = (rls.OWNER, DELIVERED_PLAN, rls.sent_to("addressee_id"))
    __table_args__ = (
        unique_per_tenant(),
        own_key("source_file_id", "files"),
        Index(None, "tenant_id", "year"),
        Index(None, "upstream_plan_id"),
        Index(
            "uq_plans_derived_once",
            "tenant_id",
            "upstream_plan_id",
            unique=True,
            postgresql_where="upstream_plan_id IS NOT NULL",
        ),
        Index(
            "uq_plans_number_in_year",
            "tenant_id",
            "symbol",
            "number_year",
            "number",
            unique=True,
            postgresql_where="number IS NOT NULL",
        ),
        CheckConstraint("(issued_at IS NULL) = (issued_on IS NULL)", name="issued"),
        CheckConstraint("sent_at IS NULL OR issued_at IS NOT NULL", name="sent_after_issued"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
    )

    kind: Mapped[PlanKind] = mapped_column(enum_column(PlanKind, "plan_kind"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None]
    number_year: Mapped[int | None]
    symbol: Mapped[str]
    place: Mapped[str]
    issued_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    legal_bases: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    sections: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    recipients: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    upstream_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_tenant_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    upstream_revision: Mapped[int | None]
    previous_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    source_file_id: Mapped[int | None] = mapped_column(BigInteger)
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
    sent_by: Mapped[int | None] = mapped_column(BigInteger)

    tasks: Mapped[list["Task"]] = relationship(
        primaryjoin="Plan.id == foreign(Task.plan_id)",
        order_by="(Task.quarter, Task.position, Task.id)",
        lazy="raise",
        viewonly=True,
    )
    issuer: Mapped[Tenant] = relationship(
        Tenant, foreign_keys="Plan.tenant_id", lazy="raise", viewonly=True
    )

    @property
    def state(self) -> PlanState:
        """Draft or issued."""
        return PlanState.DRAFT if self.issued_at is None else PlanState.ISSUED

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "01/KH-UBND"; a draft has a gap for the number."""
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def reference(self) -> str:
        """How a sentence names the plan: "Kế hoạch số 01/KH-UBND ngày 04/01/2026"."""
        on = f" ngày {dates.short(self.issued_on)}" if self.issued_on else ""
        return f"Kế hoạch số {self.full_number}{on}"

    @property
    def last_day(self) -> date:
        """The last day of the plan's year."""
        return date(self.year, 12, 31)


class Task(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """One piece of work of a plan.

    `upstream_task_id` remembers the superior's task it came from, `disposition` what was done with
    it; a declined task stays as a row with its reason and is not printed. `deadline_on` with
    `deadline_inclusive` false means "trước ngày"; a task without one is due at the quarter's end.
    """

    __tablename__ = "tasks"
    __policies__ = (rls.OWNER, DELIVERED_TASK, rls.sent_to("addressee_id"))
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans", ondelete="CASCADE"),
        Index(None, "plan_id", "quarter", "position"),
        Index(None, "upstream_task_id", "tenant_id"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("btrim(text) <> ''", name="text"),
        CheckConstraint(
            "(disposition IN ('kept', 'adapted', 'declined')) = (upstream_task_id IS NOT NULL)",
            name="disposition_upstream",
        ),
        CheckConstraint(
            "(disposition = 'declined') = (decline_reason IS NOT NULL)", name="decline_reason"
        ),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    quarter: Mapped[int]
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    lead_office: Mapped[str | None]
    support_offices: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    deadline_on: Mapped[date | None]
    deadline_inclusive: Mapped[bool] = mapped_column(default=True, server_default="true")
    mandatory: Mapped[bool] = mapped_column(default=False, server_default="false")
    disposition: Mapped[Disposition] = mapped_column(
        enum_column(Disposition, "disposition"), default=Disposition.ADDED
    )
    decline_reason: Mapped[str | None] = mapped_column(Text)
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_revision: Mapped[int | None]
    issued_at: Mapped[Instant | None]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]

    @property
    def deadline(self) -> Deadline | None:
        """The date by which it is due, as worded; None where only the quarter is known."""
        if self.deadline_on is None:
            return None
        return Deadline(self.deadline_on, self.deadline_inclusive)

    def last_day(self, year: int) -> date:
        """The last day in time: the deadline's, or the end of its quarter of the plan's `year`."""
        deadline = self.deadline
        return deadline.last_day if deadline else dates.quarter_end(year, self.quarter)

    @property
    def is_due_outside_quarter(self) -> bool:
        """Whether its deadline lies in another quarter than the task itself."""
        return self.deadline_on is not None and dates.quarter_of(self.deadline_on) != self.quarter

    @property
    def offices(self) -> tuple[str, ...]:
        """Everybody who has a part in it, the lead first."""
        lead = (self.lead_office,) if self.lead_office else ()
        return (*lead, *self.support_offices)


class PlanRevision(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The plan as it was issued: its whole content, frozen, with its SHA-256."""

    __tablename__ = "plan_revisions"
    __policies__ = (rls.OWNER, DELIVERED_TASK, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint("plan_id", "revision"),
        own_key("plan_id", "plans"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sha256: Mapped[str]
    issued_at: Mapped[Instant]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Delivery(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An issued plan handed to one recipient: a row of the issuer, read by the recipient.

    `due_on` is the last day on which the recipient's own plan may come up.
    """

    __tablename__ = "deliveries"
    __policies__ = (rls.OWNER, rls.sent_to("recipient_id"))
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
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
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
