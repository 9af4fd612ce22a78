"""Clusters of a year, their members, and who is in none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.clusters import policies
from app.clusters.models import Cluster, ClusterMember
from app.clusters.terms import ClusterKind, MemberRole
from app.lib import clock
from app.lib.errors import NotFound
from tenants import context
from tenants.db import db
from tenants.models import Tenant

ROLE_ORDER = {MemberRole.LEAD: 0, MemberRole.DEPUTY: 1, MemberRole.MEMBER: 2}


@dataclass(frozen=True)
class Member:
    """A tenant with its role in a cluster."""

    tenant: Tenant
    role: MemberRole


@dataclass(frozen=True)
class Group:
    """A cluster with its members, the lead first."""

    cluster: Cluster
    members: tuple[Member, ...]

    @property
    def roles(self) -> dict[int, MemberRole]:
        """The role of each member by tenant id."""
        return {member.tenant.id: member.role for member in self.members}

    @property
    def by_name(self) -> list[Member]:
        """The members in the order of their names, whoever leads."""
        return sorted(self.members, key=lambda one: (one.tenant.sort_key, one.tenant.id))

    @property
    def lead(self) -> Tenant | None:
        """The tenant that leads."""
        return self._holder(MemberRole.LEAD)

    @property
    def deputy(self) -> Tenant | None:
        """The tenant that stands in, and appraises the lead."""
        return self._holder(MemberRole.DEPUTY)

    @property
    def lacking(self) -> list[str]:
        """What keeps it from being issued."""
        return policies.lacking(self.roles)

    def _holder(self, role: MemberRole) -> Tenant | None:
        return next((member.tenant for member in self.members if member.role is role), None)


@dataclass(frozen=True)
class Assignment:
    """Every unit that may be in a cluster of the year, with the cluster in which it is."""

    units: Sequence[Tenant]
    cluster_of: Mapping[int, int]
    groups: Sequence[Group]

    @property
    def unassigned(self) -> list[Tenant]:
        """The units in no cluster."""
        return [unit for unit in self.units if unit.id not in self.cluster_of]

    @property
    def assigned_count(self) -> int:
        """How many units are in a cluster."""
        return len(self.units) - len(self.unassigned)


@dataclass(frozen=True)
class Seat:
    """A tenant's place in an issued cluster: with whom it is scored and who appraises whom."""

    cluster_id: int
    cluster_name: str
    kind: ClusterKind
    manager_id: int
    year: int
    role: MemberRole
    lead_id: int
    deputy_id: int

    def appraiser_of(self, member_id: int) -> int:
        """The lead appraises every sheet but its own, which the deputy appraises."""
        return self.deputy_id if member_id == self.lead_id else self.lead_id


def manages() -> bool:
    """Whether the acting tenant arranges clusters: a province does, and whoever has units below.

    Having once made clusters it still does, though its units be gone.
    """
    actor = context.acting()
    if actor.tenant_id is None or actor.tenant_id == actor.province_id:
        return actor.tenant_id is not None
    below = select(Tenant.id).where(Tenant.parent_id == actor.tenant_id, Tenant.valid_to.is_(None))
    made = select(Cluster.id).where(Cluster.tenant_id == actor.tenant_id)
    return bool(db.session.scalar(select(or_(below.exists(), made.exists()))))


def years() -> list[int]:
    """The years for which there are clusters, newest first."""
    return list(db.session.scalars(select(Cluster.year).distinct().order_by(Cluster.year.desc())))


def groups(*, year: int, kind: ClusterKind | None = None, issued_only: bool = False) -> list[Group]:
    """The clusters of a year that the acting tenant runs, with their members, by name."""
    query = select(Cluster).where(
        Cluster.year == year, Cluster.tenant_id == context.acting().tenant_id
    )
    if kind is not None:
        query = query.where(Cluster.kind == kind)
    if issued_only:
        query = query.where(Cluster.issued_at.is_not(None))
    found = db.session.scalars(query.order_by(Cluster.kind, Cluster.sort_key, Cluster.id)).all()
    return of_clusters(found)


def readable(*, year: int) -> list[Group]:
    """The clusters of a year that the acting tenant may read: its own, and those issued above."""
    return of_clusters(
        db.session.scalars(
            select(Cluster)
            .where(Cluster.year == year)
            .order_by(Cluster.kind, Cluster.sort_key, Cluster.id)
        ).all()
    )


def own_groups(*, year: int) -> list[Group]:
    """The issued clusters of a year in which the acting tenant is."""
    mine = select(ClusterMember.cluster_id).where(
        ClusterMember.member_id == context.acting().tenant_id, ClusterMember.year == year
    )
    return of_clusters(
        db.session.scalars(
            select(Cluster)
            .where(Cluster.id.in_(mine), Cluster.issued_at.is_not(None))
            .order_by(Cluster.sort_key, Cluster.id)
        ).all()
    )


def group(cluster_id: int) -> Group:
    """One cluster with its members. Raises NotFound where it may not be read."""
    return of_clusters([cluster(cluster_id)])[0]


def of_ids(cluster_ids: Collection[int]) -> list[Group]:
    """Some clusters with their members, by name."""
    return of_clusters(
        db.session.scalars(
            select(Cluster)
            .where(Cluster.id.in_(cluster_ids))
            .order_by(Cluster.sort_key, Cluster.id)
        ).all()
    )


def cluster(cluster_id: int) -> Cluster:
    """One cluster. Raises NotFound where it may not be read."""
    found = db.session.get(Cluster, cluster_id)
    if found is None:
        raise NotFound("Không tìm thấy cụm, khối thi đua này.")
    return found


def for_change(cluster_ids: Collection[int]) -> Sequence[Cluster]:
    """The acting tenant's clusters, locked until the end of the transaction.

    Raises NotFound where one of them is not there.
    """
    found = db.session.scalars(
        select(Cluster)
        .where(Cluster.id.in_(cluster_ids), Cluster.tenant_id == context.acting().tenant_id)
        .order_by(Cluster.sort_key, Cluster.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if len(found) != len(set(cluster_ids)):
        raise NotFound("Không tìm thấy cụm, khối thi đua này.")
    return found


def roles(cluster_id: int) -> dict[int, MemberRole]:
    """The role of each member of a cluster by tenant id."""
    rows = db.session.execute(
        select(ClusterMember.member_id, ClusterMember.role)
        .where(ClusterMember.cluster_id == cluster_id)
        .order_by(ClusterMember.id)
    )
    return {member: value for member, value in rows}


def units() -> Sequence[Tenant]:
    """The units directly below the acting tenant that exist today."""
    today = clock.today()
    return db.session.scalars(
        select(Tenant)
        .where(
            Tenant.parent_id == context.acting().tenant_id,
            func.coalesce(Tenant.valid_from, today) <= today,
            func.coalesce(Tenant.valid_to, today) >= today,
        )
        .order_by(Tenant.kind, Tenant.sort_key, Tenant.id)
    ).all()


def assignment(*, year: int) -> Assignment:
    """Who is where in a year, and who is nowhere."""
    rows = db.session.execute(
        select(ClusterMember.member_id, ClusterMember.cluster_id).where(
            ClusterMember.year == year,
            ClusterMember.tenant_id == context.acting().tenant_id,
        )
    )
    return Assignment(units(), {member: value for member, value in rows}, groups(year=year))


def seats(*, year: int, member_ids: Collection[int]) -> dict[int, Seat]:
    """The places of some tenants in the issued clusters of a year, by tenant id."""
    theirs = select(ClusterMember.cluster_id).where(ClusterMember.member_id.in_(member_ids))
    rows = db.session.execute(
        select(Cluster, ClusterMember.member_id, ClusterMember.role)
        .join(ClusterMember, ClusterMember.cluster_id == Cluster.id)
        .where(
            Cluster.year == year,
            Cluster.issued_at.is_not(None),
            Cluster.id.in_(theirs),
        )
        .order_by(Cluster.id, ClusterMember.id)
    ).all()
    holders: dict[int, dict[int, MemberRole]] = {}
    for one, member_id, role in rows:
        holders.setdefault(one.id, {})[member_id] = role
    clusters = {one.id: one for one, _, _ in rows}
    return {
        member_id: _seat(clusters[cluster_id], held, member_id)
        for cluster_id, held in holders.items()
        for member_id in held.keys() & set(member_ids)
    }


def _seat(cluster: Cluster, roles: Mapping[int, MemberRole], member_id: int) -> Seat:
    by_role = {role: holder for holder, role in roles.items()}
    return Seat(
        cluster_id=cluster.id,
        cluster_name=cluster.name,
        kind=cluster.kind,
        manager_id=cluster.tenant_id,
        year=cluster.year,
        role=roles[member_id],
        lead_id=by_role[MemberRole.LEAD],
        deputy_id=by_role[MemberRole.DEPUTY],
    )


def seat(*, year: int, member_id: int) -> Seat | None:
    """A tenant's place in the issued clusters of a year; None where it has none."""
    return seats(year=year, member_ids=[member_id]).get(member_id)


def of_clusters(clusters: Sequence[Cluster]) -> list[Group]:
    """These clusters with their members."""
    members: dict[int, list[Member]] = {one.id: [] for one in clusters}
    if members:
        rows = db.session.execute(
            select(ClusterMember, Tenant)
            .join(Tenant, Tenant.id == ClusterMember.member_id)
            .where(ClusterMember.cluster_id.in_(members))
            .order_by(Tenant.sort_key, Tenant.id)
        )
        for link, tenant in rows:
            members[link.cluster_id].append(Member(tenant, link.role))
    return [
        Group(one, tuple(sorted(members[one.id], key=lambda member: ROLE_ORDER[member.role])))
        for one in clusters
    ]
