"""Who holds which place in a cluster: roles, terms of office, the count of changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, insert, update

from app.clusters.models import Cluster, ClusterMember, ClusterTerm
from app.clusters.terms import Choosing, MemberRole
from app.lib import clock
from tenants.db import db


@dataclass(frozen=True)
class Choice:
    """How lead and deputy came to their places, from which day, by which paper."""

    choosing: Choosing
    from_on: date
    basis: str | None


def touch(cluster: Cluster) -> None:
    """Count a change of the members as a change of the cluster."""
    db.session.flush()
    db.session.execute(
        update(Cluster)
        .where(Cluster.id == cluster.id)
        .values(version=Cluster.version + 1)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(cluster)


def set_roles(cluster: Cluster, lead_id: int | None, deputy_id: int | None) -> None:
    """First nobody has a role, then two have: each role has one holder at every moment."""
    members = update(ClusterMember).where(ClusterMember.cluster_id == cluster.id)
    db.session.execute(members.values(role=MemberRole.MEMBER))
    chosen = [member for member in (lead_id, deputy_id) if member is not None]
    db.session.execute(
        members.where(ClusterMember.member_id.in_(chosen)).values(
            role=case(
                (ClusterMember.member_id == lead_id, MemberRole.LEAD.value),
                else_=MemberRole.DEPUTY.value,
            )
        )
    )


def begin_terms(clusters: Sequence[tuple[Cluster, Mapping[int, MemberRole]]], at: datetime) -> None:
    """The first terms of clusters that are issued: for the year, where nothing else is said."""
    rows = [
        _term(
            cluster,
            member_id,
            role,
            Choice(cluster.choosing, cluster.term_from or date(cluster.year, 1, 1), cluster.basis),
            at,
        )
        for cluster, roles in clusters
        for member_id, role in roles.items()
        if role is not MemberRole.MEMBER
    ]
    if rows:
        db.session.execute(insert(ClusterTerm), rows)


def change_holders(
    cluster: Cluster,
    before: Mapping[int, MemberRole],
    *,
    lead_id: int,
    deputy_id: int,
    choice: Choice,
) -> None:
    """Give an issued cluster other holders: whose place changes ends its term, others go on."""
    after = {lead_id: MemberRole.LEAD, deputy_id: MemberRole.DEPUTY}
    changed = [
        role
        for role, holder in ((role, holder) for holder, role in after.items())
        if before.get(holder) is not role
    ]
    set_roles(cluster, lead_id, deputy_id)
    if not changed:
        return
    db.session.execute(
        update(ClusterTerm)
        .where(
            ClusterTerm.cluster_id == cluster.id,
            ClusterTerm.role.in_(changed),
            ClusterTerm.to_on >= choice.from_on,
        )
        .values(to_on=choice.from_on - timedelta(days=1))
    )
    now = clock.now()
    db.session.execute(
        insert(ClusterTerm),
        [
            _term(cluster, holder, role, choice, now)
            for holder, role in after.items()
            if role in changed
        ],
    )


def _term(
    cluster: Cluster, member_id: int, role: MemberRole, choice: Choice, at: datetime
) -> dict[str, Any]:
    return {
        "tenant_id": cluster.tenant_id,
        "cluster_id": cluster.id,
        "member_id": member_id,
        "role": role,
        "choosing": choice.choosing,
        "from_on": choice.from_on,
        "to_on": cluster.term_to or date(cluster.year, 12, 31),
        "basis": choice.basis,
        "issued_at": at,
    }
