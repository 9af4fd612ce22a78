"""Who led a cluster from when to when, the notice that says so, and members who came and went."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.clusters.terms import Choosing, MemberRole, MoveKind
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key, unique_per_tenant


class ClusterTerm(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member's term as lead or deputy; after the issue only its last day changes."""

    __tablename__ = "cluster_terms"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        own_key("cluster_id", "clusters", ondelete="CASCADE"),
        Index(None, "cluster_id"),
    )

    cluster_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    role: Mapped[MemberRole] = mapped_column(enum_column(MemberRole, "term_role"))
    choosing: Mapped[Choosing] = mapped_column(enum_column(Choosing, "term_choosing"))
    from_on: Mapped[date]
    to_on: Mapped[date]
    basis: Mapped[str | None]
    issued_at: Mapped[Instant | None]


class ClusterNotice(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A notice (Thông báo) of who leads the clusters of a year; `rows` is what it said."""

    __tablename__ = "cluster_notices"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "symbol", "number_year", "number"),
        Index(None, "tenant_id", "year"),
    )

    year: Mapped[int]
    number: Mapped[str]
    number_year: Mapped[int]
    symbol: Mapped[str]
    place: Mapped[str]
    basis: Mapped[str | None]
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str]
    signer_name: Mapped[str]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    issued_on: Mapped[date]
    issued_at: Mapped[Instant]

    @property
    def full_number(self) -> str:
        """ "12/TB-UBND"."""
        return f"{self.number}/{self.symbol}"


class ClusterMove(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member that joined, left or changed an issued cluster in mid-year, and by which paper.

    Of a merged unit, `successor_id` is the unit that took its place.
    """

    __tablename__ = "cluster_moves"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        own_key("from_cluster_id", "clusters"),
        own_key("to_cluster_id", "clusters"),
        Index(None, "tenant_id", "year"),
    )

    year: Mapped[int]
    kind: Mapped[MoveKind] = mapped_column(enum_column(MoveKind, "move_kind"))
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    from_cluster_id: Mapped[int | None] = mapped_column(BigInteger)
    to_cluster_id: Mapped[int | None] = mapped_column(BigInteger)
    moved_on: Mapped[date]
    reason: Mapped[str]
    basis: Mapped[str | None]
    issued_at: Mapped[Instant]
