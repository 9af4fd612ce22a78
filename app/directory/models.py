"""Offices inside a tenant."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.directory.terms import OfficeKind
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column


class Office(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A bureau, village, school or body that a tenant's tasks name as lead or support."""

    __tablename__ = "offices"
    __table_args__ = (UniqueConstraint("tenant_id", "name"), UniqueConstraint("tenant_id", "id"))

    kind: Mapped[OfficeKind] = mapped_column(enum_column(OfficeKind, "office_kind"))
    name: Mapped[str]
    sort_key: Mapped[str]
    closed_at: Mapped[Instant | None]
