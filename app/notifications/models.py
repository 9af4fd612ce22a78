"""Notices between tenants and inside one, and who has read them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned


class Notification(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One notice from a tenant to a tenant, often itself. `key` keeps it from being given twice.

    It is for everybody there, for those who have one of `roles`, or for one person (`user_id`).
    """

    __tablename__ = "notifications"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint(
            "tenant_id", "addressee_id", "key", "user_id", postgresql_nulls_not_distinct=True
        ),
        Index(None, "addressee_id", "sent_at"),
        CheckConstraint("roles IS NULL OR user_id IS NULL", name="audience"),
    )

    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
    key: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    path: Mapped[str | None]
    roles: Mapped[list[str] | None] = mapped_column(ARRAY(String(40)))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))


class NotificationReading(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A person has read a notice: a row of the reader's tenant."""

    __tablename__ = "notification_readings"
    __table_args__ = (UniqueConstraint("tenant_id", "user_id", "notification_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    notification_id: Mapped[int] = mapped_column(BigInteger, index=True)
