"""Who acts in a cluster: the lead, a member; and rows that wait for the change."""

from typing import TypeVar

from sqlalchemy import select

from app.clusters import queries
from app.clusters.models import (
    Cluster,
    ClusterMeeting,
    ClusterMinutes,
    ClusterPlan,
    Pledge,
    PledgeRegistration,
)
from app.clusters.policies import year as policies
from app.clusters.terms import MemberRole
from app.lib.errors import NotFound, Stale
from tenants import context
from tenants.db import db

STALE = "Nội dung đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi thực hiện."
Row = TypeVar("Row", ClusterPlan, Pledge, PledgeRegistration, ClusterMeeting, ClusterMinutes)


def as_lead(cluster_id: int) -> tuple[Cluster, dict[int, MemberRole]]:
    """The cluster that the acting tenant leads, with its roles. Raises NotFound, NotAllowed."""
    cluster, roles = queries.cluster(cluster_id), queries.roles(cluster_id)
    policies.check_lead(cluster, roles, context.acting().tenant_id)
    return cluster, roles


def as_member(cluster_id: int) -> tuple[Cluster, dict[int, MemberRole]]:
    """The cluster of which the acting tenant is a member, with its roles."""
    cluster, roles = queries.cluster(cluster_id), queries.roles(cluster_id)
    policies.check_member(cluster, roles, context.acting().tenant_id)
    return cluster, roles


def for_change(model: type[Row], row_id: int | None, version: int | None) -> Row:
    """The acting tenant's row, locked; `version` of None does not compare.

    Raises NotFound, Stale where it was changed since it was read.
    """
    found = db.session.scalars(
        select(model)
        .where(model.id == (row_id or 0), model.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound("Không tìm thấy văn bản này của đơn vị bạn.")
    if version is not None and found.version != version:
        raise Stale(STALE)
    return found
