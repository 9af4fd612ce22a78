"""One line of the audit trail."""

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants.db import db
from tenants.models import TenantOwned


class AuditEntry(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Who did what to what, when. Never changed, never deleted; the database refuses both."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "tenant_id", "id"),
        Index(None, "tenant_id", "subject_kind", "subject_id"),
    )

    user_id: Mapped[int | None] = mapped_column(BigInteger)
    by_name: Mapped[str | None]
    verb: Mapped[str]
    subject_kind: Mapped[str | None]
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    address: Mapped[str | None]
