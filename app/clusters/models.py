"""Clusters of an emulation year and their members."""

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.clusters.terms import ClusterKind, MemberRole
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Cluster(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A cluster (cụm) or bloc (khối) of one emulation year, made by the province."""

    __tablename__ = "clusters"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (unique_per_tenant(), UniqueConstraint("tenant_id", "year", "name"))

    year: Mapped[int]
    kind: Mapped[ClusterKind] = mapped_column(enum_column(ClusterKind, "cluster_kind"))
    name: Mapped[str]
    sort_key: Mapped[str]
    issued_at: Mapped[Instant | None]


class ClusterMember(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A tenant's place in a cluster: at most one a year; a cluster has one lead and one deputy.

    After the issue only `role` changes, by an act of its own that the audit trail keeps.
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
