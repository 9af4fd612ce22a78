"""The half-year and the year meeting of a cluster, and their minutes."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.clusters.terms import Occasion
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


class ClusterMeeting(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """When and where a cluster meets; sent, its members are told. Closed by its minutes."""

    __tablename__ = "cluster_meetings"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "cluster_id", "occasion"),
        Index(None, "cluster_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    occasion: Mapped[Occasion] = mapped_column(enum_column(Occasion, "occasion"))
    held_on: Mapped[date]
    starts_at: Mapped[str]
    place: Mapped[str]
    chair_name: Mapped[str]
    chair_position: Mapped[str]
    agenda: Mapped[list[str]] = mapped_column(JSONB, default=list)
    sent_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]


class ClusterMinutes(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """What a meeting came to (Biên bản). An attendee is `{tenant_id, name, present, people}`.

    The year meeting may elect the lead and deputy of the next year.
    """

    __tablename__ = "cluster_minutes"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        own_key("meeting_id", "cluster_meetings", ondelete="CASCADE"),
        UniqueConstraint("meeting_id"),
        Index(None, "cluster_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    meeting_id: Mapped[int] = mapped_column(BigInteger)
    attendees: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    guests: Mapped[str | None]
    secretary_name: Mapped[str]
    ended_at: Mapped[str | None]
    discussion: Mapped[str]
    conclusions: Mapped[list[str]] = mapped_column(JSONB, default=list)
    next_lead_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    next_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    number: Mapped[str | None]
    sent_at: Mapped[Instant | None]
