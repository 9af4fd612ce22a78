"""The pledge of a cluster (giao ước thi đua): what all promise, what each registers, who signed."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, own_key, unique_per_tenant


class Pledge(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The contents common to a cluster; sent, members register by `register_by` and sign."""

    __tablename__ = "pledges"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "cluster_id"),
        Index(None, "cluster_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    contents: Mapped[list[str]] = mapped_column(JSONB, default=list)
    register_by: Mapped[date | None]
    sign_on: Mapped[date | None]
    place: Mapped[str | None]
    sent_at: Mapped[Instant | None]


class PledgeRegistration(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The targets that one member registers: `{text, value, unit}` each.

    Sent, it does not change; until the member signs, a later revision may take its place.
    """

    __tablename__ = "pledge_registrations"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "pledge_id", "revision"),
        Index(None, "pledge_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    revision: Mapped[int] = mapped_column(default=1)
    targets: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    sent_at: Mapped[Instant | None]


class PledgeSignature(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The signature of a member's leader: who, in which position, when, and what was signed.

    `digest` is the SHA-256 of the common contents and of the member's own targets.
    """

    __tablename__ = "pledge_signatures"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        own_key("registration_id", "pledge_registrations"),
        UniqueConstraint("tenant_id", "pledge_id"),
        Index(None, "pledge_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    registration_id: Mapped[int] = mapped_column(BigInteger)
    signer_id: Mapped[int] = mapped_column(BigInteger)
    signer_name: Mapped[str]
    signer_position: Mapped[str]
    digest: Mapped[str]
    sent_at: Mapped[Instant]
