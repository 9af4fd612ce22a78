"""Putting the members of a cluster on the list of those who receive a paper."""

from app.audit.actions import Person
from app.clusters import queries
from app.correspondence.actions import addressing
from app.correspondence.terms import Purpose
from tenants import context


def address(*, paper_id: int, cluster_id: int, purpose: Purpose, by: Person) -> int:
    """Add every member of a cluster to the recipients of an own paper; how many are new.

    Raises NotFound for a cluster or a paper that may not be read, Invalid for a cluster without
    members.
    """
    members = [member.tenant.id for member in queries.group(cluster_id).members]
    others = [one for one in members if one != context.acting().tenant_id]
    return addressing.add_tenants(paper_id=paper_id, tenant_ids=others, purpose=purpose, by=by)
