"""Clusters of an emulation year and their members."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.clusters.terms import Choosing, ClusterKind, MemberRole
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Cluster(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A cluster (cụm) or bloc (khối) of one emulation year, made by the superior of its members.

    `choosing`, `basis` and the term say how the first lead and deputy came to their places; they
    become terms of office when it is issued. `previous_id` is the cluster of the year before.
    """

    __tablename__ = "clusters"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "year", "name"),
        own_key("previous_id", "clusters"),
    )

    year: Mapped[int]
    kind: Mapped[ClusterKind] = mapped_column(enum_column(ClusterKind, "cluster_kind"))
    name: Mapped[str]
    sort_key: Mapped[str]
    choosing: Mapped[Choosing] = mapped_column(
        enum_column(Choosing, "choosing"), default=Choosing.APPOINTED, server_default="appointed"
    )
    basis: Mapped[str | None]
    term_from: Mapped[date | None]
    term_to: Mapped[date | None]
    previous_id: Mapped[int | None] = mapped_column(BigInteger)
    issued_at: Mapped[Instant | None]


class ClusterMember(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A tenant's place in a cluster: at most one a year; a cluster has one lead and one deputy.

    After the issue its role changes by an act that begins a term (ClusterTerm), its place by one
    that is kept as a ClusterMove.
    """

    __tablename__ = "cluster_members"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        own_key("cluster_id", "clusters", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "year", "member_id"),
        Index(
            "uq_cluster_members_lead",
            "cluster_id",
            unique=True,
            postgresql_where="role = 'lead'",
        ),
        Index(
            "uq_cluster_members_deputy",
            "cluster_id",
            unique=True,
            postgresql_where="role = 'deputy'",
        ),
        Index(None, "member_id", "year"),
    )

    cluster_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    role: Mapped[MemberRole] = mapped_column(enum_column(MemberRole, "member_role"))
    issued_at: Mapped[Instant | None]
