"""Urging subordinates: the letter or notice, to whom it went, and who has seen it."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.lib import dates
from app.reminders.terms import IssuedAs, UrgingForm, UrgingState
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)

URGED = rls.Policy(
    "urged",
    "SELECT",
    "issued_at IS NOT NULL AND id IN (SELECT d.urging_id FROM urging_deliveries d "
    f"WHERE d.recipient_id = {rls.TENANT})",
)
"""Whoever was urged reads it, once it is issued."""


class Urging(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A superior urges a set of subordinates, by a notice or an official letter (công văn).

    A draft is its tenant's alone; issued, it is frozen. `subject` is what stands after "V/v",
    `body` plain text with paragraphs parted by line breaks, `reply_on` the last day for what is
    asked. `units` is the annex as it was issued: [{"id", "name", "items": [{"text", "last_day"}]}].
    `recipients`: [{"name", "purpose"}] (Nơi nhận).
    """

    __tablename__ = "urgings"
    __policies__ = (rls.OWNER, URGED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans"),
        Index(None, "tenant_id", "issued_at"),
        Index(
            "uq_urgings_number_in_year",
            "tenant_id",
            "symbol",
            "number_year",
            "number",
            unique=True,
            postgresql_where="number IS NOT NULL",
        ),
        CheckConstraint(
            "form = 'notice' OR issued_at IS NULL OR number IS NOT NULL", name="letter_numbered"
        ),
        CheckConstraint("btrim(subject) <> ''", name="subject"),
        CheckConstraint("btrim(body) <> ''", name="body"),
    )

    form: Mapped[UrgingForm] = mapped_column(enum_column(UrgingForm, "urging_form"))
    plan_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    reply_on: Mapped[date | None]
    issued_as: Mapped[IssuedAs] = mapped_column(enum_column(IssuedAs, "issued_as"))
    symbol: Mapped[str]
    place: Mapped[str]
    recipients: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    units: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    number: Mapped[str | None]
    number_year: Mapped[int | None]
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    issued_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def state(self) -> UrgingState:
        """Draft or issued."""
        return UrgingState.DRAFT if self.issued_at is None else UrgingState.ISSUED

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "12/UBND-NV"; a draft has a gap for the number."""
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def reference(self) -> str:
        """How a sentence names it: "Công văn số 12/UBND-NV ngày 20/11/2026", "Thông báo"."""
        if self.form is UrgingForm.NOTICE:
            return f"Thông báo{f' ngày {dates.short(self.issued_on)}' if self.issued_on else ''}"
        on = f" ngày {dates.short(self.issued_on)}" if self.issued_on else ""
        return f"Công văn số {self.full_number}{on}"


class UrgingDelivery(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An urging is for one subordinate: a row of the issuer, read by the recipient once sent."""

    __tablename__ = "urging_deliveries"
    __policies__ = (rls.OWNER, rls.sent_to("recipient_id"))
    __table_args__ = (
        UniqueConstraint("urging_id", "recipient_id"),
        own_key("urging_id", "urgings", ondelete="CASCADE"),
        Index(None, "recipient_id", "sent_at"),
    )

    urging_id: Mapped[int] = mapped_column(BigInteger)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class UrgingReceipt(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A recipient has opened an urging: a row of the recipient, read by the issuer."""

    __tablename__ = "urging_receipts"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint("tenant_id", "urging_id"),
        Index(None, "urging_id", "tenant_id"),
    )

    urging_id: Mapped[int] = mapped_column(BigInteger)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    seen_by: Mapped[int] = mapped_column(BigInteger)
    seen_by_name: Mapped[str]
