"""What stands at the head of the papers of clusters: who runs them, where."""

from dataclasses import dataclass

from app.clusters.queries.clusters import Group, group
from app.plans.queries import plans
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Letterhead:
    """The issuer of a notice, whom its papers name above it, and where it sits."""

    issuer: Tenant
    superior: Tenant | None


@dataclass(frozen=True)
class ClusterHead:
    """A cluster with who runs it, and the place of its lead."""

    group: Group
    manager: Tenant
    place: str


def acting_tenant() -> Tenant:
    """The tenant that acts."""
    return db.session.get_one(Tenant, context.acting().tenant_id)


def letterhead(tenant_id: int) -> Letterhead:
    """The head of a tenant's own papers."""
    issuer = db.session.get_one(Tenant, tenant_id)
    return Letterhead(issuer, plans.superior_named_on_papers(issuer))


def cluster_head(cluster_id: int) -> ClusterHead:
    """The head of a cluster's papers, which are written where its lead sits."""
    found = group(cluster_id)
    manager = db.session.get_one(Tenant, found.cluster.tenant_id)
    return ClusterHead(found, manager, _place(found.lead or manager))


def _place(tenant: Tenant) -> str:
    while not tenant.kind.has_committee and tenant.parent_id is not None:
        tenant = db.session.get_one(Tenant, tenant.parent_id)
    return tenant.short_name
