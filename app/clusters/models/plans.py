"""The plan of a cluster for its year (kế hoạch của cụm)."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, unique_per_tenant


class ClusterPlan(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """Drafted by the lead, read by the members and by who runs the cluster once it is sent.

    Sent, it does not change: a later revision takes its place. A task is `{text, due, who}`.
    """

    __tablename__ = "cluster_plans"
    __policies__ = (rls.OWNER, rls.fellows("cluster_id"))
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "cluster_id", "revision"),
        Index(None, "cluster_id"),
    )

    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str]
    purpose: Mapped[str]
    tasks: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    implementation: Mapped[str]
    number: Mapped[str | None]
    signer_name: Mapped[str | None]
    signer_position: Mapped[str | None]
    signed_on: Mapped[date | None]
    sent_at: Mapped[Instant | None]
