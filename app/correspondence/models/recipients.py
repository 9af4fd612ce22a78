"""Who receives an issued paper, and the answer of a tenant that received it."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.correspondence.terms import Channel, Purpose, ReceiptOutcome
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key, unique_per_tenant


class PaperRecipient(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One recipient of an issued paper. A tenant reads the paper once `sent_at` is set."""

    __tablename__ = "paper_recipients"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        unique_per_tenant(),
        own_key("paper_id", "outgoing_papers"),
        Index(None, "paper_id"),
        Index(None, "addressee_id"),
        UniqueConstraint("tenant_id", "paper_id", "addressee_id"),
        CheckConstraint("(channel = 'tenant') = (addressee_id IS NOT NULL)", name="reach"),
    )

    paper_id: Mapped[int] = mapped_column(BigInteger)
    position: Mapped[int]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    name: Mapped[str]
    email: Mapped[str | None]
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose, "purpose"))
    channel: Mapped[Channel] = mapped_column(enum_column(Channel, "channel"))
    sent_at: Mapped[Instant | None]
    sent_by: Mapped[int | None] = mapped_column(BigInteger)


class PaperReceipt(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What a tenant answers to the sender of a paper: entered under which number, or returned."""

    __tablename__ = "paper_receipts"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("sender_id"),
        rls.inherited(rls.OWNER),
    )
    __table_args__ = (
        UniqueConstraint("tenant_id", "paper_recipient_id"),
        Index(None, "paper_id"),
        Index(None, "sender_id"),
    )

    paper_recipient_id: Mapped[int] = mapped_column(BigInteger)
    paper_id: Mapped[int] = mapped_column(BigInteger)
    sender_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    outcome: Mapped[ReceiptOutcome] = mapped_column(enum_column(ReceiptOutcome, "receipt_outcome"))
    number: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    by_name: Mapped[str]
    sent_at: Mapped[Instant]


class PaperSighting(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A tenant has opened a paper that was sent to it: its row, read by the sender."""

    __tablename__ = "paper_sightings"
    __policies__ = (rls.OWNER, rls.sent_to("sender_id"))
    __table_args__ = (
        UniqueConstraint("tenant_id", "paper_recipient_id"),
        Index(None, "paper_id"),
        Index(None, "sender_id"),
    )

    paper_recipient_id: Mapped[int] = mapped_column(BigInteger)
    paper_id: Mapped[int] = mapped_column(BigInteger)
    sender_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    by_name: Mapped[str]
    sent_at: Mapped[Instant]
