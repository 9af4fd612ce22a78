"""The register of incoming papers."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.terms import PaperKind, Urgency
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


class IncomingPaper(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One line of the incoming register: a paper that came, its own number of arrival (số đến).

    `paper_recipient_id` and `paper_id` name the sender's rows where it came from a tenant through
    the system; otherwise the clerk or an imported envelope gave the particulars. `instruction` is
    what the leader wrote on it (bút phê); none of it is seen by the sender.
    """

    __tablename__ = "incoming_papers"
    __policies__ = (rls.OWNER, rls.inherited(rls.OWNER))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "year", "number"),
        UniqueConstraint("tenant_id", "paper_recipient_id"),
        Index(None, "tenant_id", "arrived_on"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("(assigned_to IS NULL) = (assigned_at IS NULL)", name="assigned"),
    )

    year: Mapped[int]
    number: Mapped[int]
    arrived_on: Mapped[date]
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sender_name: Mapped[str]
    paper_recipient_id: Mapped[int | None] = mapped_column(BigInteger)
    paper_id: Mapped[int | None] = mapped_column(BigInteger)
    paper_number: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[PaperKind | None] = mapped_column(enum_column(PaperKind, "kind"))
    issued_on: Mapped[date | None]
    abstract: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    urgency: Mapped[Urgency | None] = mapped_column(enum_column(Urgency, "urgency"))
    assigned_to: Mapped[int | None] = mapped_column(BigInteger)
    assigned_name: Mapped[str | None]
    instruction: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None]
    assigned_at: Mapped[Instant | None]
    assigned_by_name: Mapped[str | None]
    done_at: Mapped[Instant | None]
    done_note: Mapped[str | None] = mapped_column(Text)
    entered_by: Mapped[int | None] = mapped_column(BigInteger)


class IncomingFile(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file that came with an incoming paper from outside of the system."""

    __tablename__ = "incoming_files"
    __policies__ = (rls.OWNER, rls.inherited(rls.OWNER))
    __table_args__ = (
        own_key("paper_id", "incoming_papers"),
        own_key("file_id", "files"),
        UniqueConstraint("tenant_id", "paper_id", "file_id"),
    )

    paper_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
