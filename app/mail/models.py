"""Outgoing mails as rows, and what each person wants by mail."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.mail.terms import MailState
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column


class Mail(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One mail to one address. The worker claims it (`claimed_at`) in a transaction of its own
    before it opens its mouth to the mail server, so that a crash never sends it twice.

    `path` is the page to which it leads and `attachment` the PDF that it carries, until it is sent;
    `error` what the server answered last.
    """

    __tablename__ = "mails"
    __policies__ = (rls.OWNER, rls.PLATFORM_ONLY)
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        Index("ix_mails_due", "due_at", postgresql_where="state IN ('queued', 'sending')"),
        Index(None, "tenant_id", "state", "created_at"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    )

    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    key: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    path: Mapped[str | None]
    attachment_name: Mapped[str | None]
    attachment: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[MailState] = mapped_column(enum_column(MailState, "mail_state"))
    due_at: Mapped[Instant]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    claimed_at: Mapped[Instant | None]
    sent_at: Mapped[Instant | None]
    error: Mapped[str | None] = mapped_column(Text)


class MailChoice(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What a person of the tenant wants by mail; without a row, both."""

    __tablename__ = "mail_choices"
    __table_args__ = (UniqueConstraint("tenant_id", "user_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    digest: Mapped[bool] = mapped_column(default=True, server_default="true")
    reminders: Mapped[bool] = mapped_column(default=True, server_default="true")
