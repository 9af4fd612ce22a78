"""Telling members about their cluster; deeds together with what follows from them."""

from collections.abc import Sequence

from app.audit.actions import Person
from app.clusters import actions, queries
from app.clusters.models import Cluster
from app.notifications import actions as notifications
from tenants import jobs


def issue(*, cluster_ids: Sequence[int], by: Person) -> list[Cluster]:
    """Announce clusters, and have their members told."""
    issued = actions.issue(cluster_ids=cluster_ids, by=by)
    for cluster in issued:
        jobs.enqueue(tell_issued, cluster_id=cluster.id, key=f"cluster.issued:{cluster.id}")
    return issued


def change_roles(
    *, cluster_id: int, version: int, lead_id: int, deputy_id: int, reason: str, by: Person
) -> Cluster:
    """Give a cluster another lead or deputy, and have its members told."""
    cluster = actions.change_roles(
        cluster_id=cluster_id,
        version=version,
        lead_id=lead_id,
        deputy_id=deputy_id,
        reason=reason,
        by=by,
    )
    jobs.enqueue(tell_roles, cluster_id=cluster.id, version=cluster.version)
    return cluster


@jobs.job("clusters.tell_issued")
def tell_issued(*, cluster_id: int) -> None:
    """Tell every member in which cluster it is and who leads it."""
    _tell(cluster_id, "cluster.issued", f"cluster.issued:{cluster_id}", "được phân vào")


@jobs.job("clusters.tell_roles")
def tell_roles(*, cluster_id: int, version: int) -> None:
    """Tell every member who leads its cluster now."""
    _tell(cluster_id, "cluster.roles", f"cluster.roles:{cluster_id}:{version}", "thuộc")


def _tell(cluster_id: int, kind: str, key: str, word: str) -> None:
    group = queries.group(cluster_id)
    lead, deputy = group.lead, group.deputy
    if lead is None or deputy is None:
        return
    notifications.tell(
        addressee_ids=list(group.roles),
        kind=kind,
        text=(
            f"Đơn vị {word} {group.cluster.name} năm {group.cluster.year}; "
            f"cụm trưởng: {lead.name}, cụm phó: {deputy.name}."
        ),
        path=f"/clusters/{cluster_id}",
        key=key,
    )
