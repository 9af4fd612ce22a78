"""Terms of office through the years, notices, and members who came and went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from app.clusters.models import (
    Cluster,
    ClusterMember,
    ClusterMinutes,
    ClusterMove,
    ClusterNotice,
    ClusterTerm,
)
from app.clusters.terms import MemberRole
from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import NotFound
from app.registers import queries as registers
from tenants import context
from tenants.db import db
from tenants.models import Succession, Tenant


@dataclass(frozen=True)
class Term:
    """A term of office with who held it, in which year's cluster."""

    term: ClusterTerm
    tenant: Tenant
    year: int


@dataclass(frozen=True)
class Move:
    """A change of members, with names."""

    move: ClusterMove
    member: Tenant
    successor: Tenant | None
    source: str | None
    target: str | None

    @property
    def said(self) -> str:
        """The change in a sentence: "Xã A chuyển từ Cụm 1 sang Cụm 2"."""
        if self.successor is not None:
            return f"{self.successor.name} kế tục {self.member.name} trong {self.target}"
        if self.source and self.target:
            return f"{self.member.name} chuyển từ {self.source} sang {self.target}"
        if self.target:
            return f"{self.member.name} vào {self.target}"
        return f"{self.member.name} ra khỏi {self.source}"


@dataclass(frozen=True)
class Ceased:
    """A member that was merged, and who may take its place: none where all have one already."""

    cluster: Cluster
    member: Tenant
    successors: Sequence[Tenant]
    seated: Sequence[Tenant]


def _lineage(cluster_ids: Collection[int]) -> Select[tuple[int, int]]:
    """Pairs of a cluster and itself or one from which it was copied, year by year."""
    tree = (
        select(Cluster.id.label("root_id"), Cluster.id, Cluster.previous_id)
        .where(Cluster.id.in_(cluster_ids))
        .cte("lineage", recursive=True)
    )
    before = aliased(Cluster)
    tree = tree.union_all(
        select(tree.c.root_id, before.id, before.previous_id).join(
            tree, before.id == tree.c.previous_id
        )
    )
    return select(tree.c.root_id, tree.c.id)


def terms(cluster_id: int) -> list[Term]:
    """Who led this cluster and those before it, newest first."""
    within = _lineage([cluster_id]).subquery()
    rows = db.session.execute(
        select(ClusterTerm, Tenant, Cluster.year)
        .join(within, within.c.id == ClusterTerm.cluster_id)
        .join(Cluster, Cluster.id == ClusterTerm.cluster_id)
        .join(Tenant, Tenant.id == ClusterTerm.member_id)
        .where(ClusterTerm.issued_at.is_not(None))
        .order_by(ClusterTerm.from_on.desc(), ClusterTerm.role.desc(), ClusterTerm.id.desc())
    )
    return [Term(*row) for row in rows]


def current_terms(
    cluster_ids: Collection[int], on: date
) -> dict[tuple[int, MemberRole], ClusterTerm]:
    """The term that runs on the day, or else the last begun, by cluster and role."""
    rows = db.session.scalars(
        select(ClusterTerm)
        .where(ClusterTerm.cluster_id.in_(cluster_ids))
        .order_by(ClusterTerm.to_on >= on, ClusterTerm.from_on, ClusterTerm.id)
    )
    return {(row.cluster_id, row.role): row for row in rows}


def served(cluster_ids: Collection[int]) -> dict[int, dict[int, date]]:
    """When each member last took a place, by cluster, through the clusters it was copied from."""
    within = _lineage(cluster_ids).subquery()
    rows = db.session.execute(
        select(within.c.root_id, ClusterTerm.member_id, func.max(ClusterTerm.from_on))
        .join(within, within.c.id == ClusterTerm.cluster_id)
        .group_by(within.c.root_id, ClusterTerm.member_id)
    )
    found: dict[int, dict[int, date]] = {}
    for cluster_id, member_id, on in rows:
        found.setdefault(cluster_id, {})[member_id] = on
    return found


def elected(cluster_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """The lead and deputy whom the year meetings of these clusters elected for the next year."""
    rows = db.session.execute(
        select(
            ClusterMinutes.cluster_id, ClusterMinutes.next_lead_id, ClusterMinutes.next_deputy_id
        )
        .where(
            ClusterMinutes.cluster_id.in_(cluster_ids),
            ClusterMinutes.sent_at.is_not(None),
            ClusterMinutes.next_lead_id.is_not(None),
            ClusterMinutes.next_deputy_id.is_not(None),
        )
        .order_by(ClusterMinutes.sent_at)
    )
    return {
        cluster_id: (lead, deputy)
        for cluster_id, lead, deputy in rows
        if lead is not None and deputy is not None
    }


def notices(*, year: int) -> Sequence[ClusterNotice]:
    """The notices of a year that may be read, newest first."""
    return db.session.scalars(
        select(ClusterNotice)
        .where(ClusterNotice.year == year)
        .order_by(ClusterNotice.issued_at.desc(), ClusterNotice.id.desc())
    ).all()


def notice(notice_id: int) -> ClusterNotice:
    """One notice. Raises NotFound where it may not be read."""
    found = db.session.get(ClusterNotice, notice_id)
    if found is None:
        raise NotFound("Không tìm thấy thông báo này.")
    return found


def next_number(symbol: str, year: int) -> str:
    """What a form suggests: the next number of notices in the register ("01")."""
    return registers.suggested_number(PaperKind.NOTICE, symbol, year)


def moves(*, year: int, cluster_id: int | None = None) -> list[Move]:
    """The changes of members of a year that may be read, newest first; of one cluster."""
    successor, source, target = aliased(Tenant), aliased(Cluster), aliased(Cluster)
    query = (
        select(ClusterMove, Tenant, successor, source.name, target.name)
        .join(Tenant, Tenant.id == ClusterMove.member_id)
        .outerjoin(successor, successor.id == ClusterMove.successor_id)
        .outerjoin(source, source.id == ClusterMove.from_cluster_id)
        .outerjoin(target, target.id == ClusterMove.to_cluster_id)
        .where(ClusterMove.year == year)
        .order_by(ClusterMove.moved_on.desc(), ClusterMove.id.desc())
    )
    if cluster_id is not None:
        query = query.where(
            or_(ClusterMove.from_cluster_id == cluster_id, ClusterMove.to_cluster_id == cluster_id)
        )
    return [Move(*row) for row in db.session.execute(query)]


def ceased(*, year: int) -> list[Ceased]:
    """The members of the acting tenant's issued clusters of a year that have ceased."""
    rows = db.session.execute(
        select(Cluster, Tenant)
        .join(ClusterMember, ClusterMember.cluster_id == Cluster.id)
        .join(Tenant, Tenant.id == ClusterMember.member_id)
        .where(
            Cluster.tenant_id == context.acting().tenant_id,
            Cluster.year == year,
            Cluster.issued_at.is_not(None),
            Tenant.valid_to < clock.today(),
        )
        .order_by(Cluster.sort_key, Tenant.sort_key, Tenant.id)
    ).all()
    if not rows:
        return []
    successors: dict[int, list[Tenant]] = {tenant.id: [] for _, tenant in rows}
    for closed_id, tenant in db.session.execute(
        select(Succession.predecessor_id, Tenant)
        .join(Tenant, Tenant.id == Succession.successor_id)
        .where(Succession.predecessor_id.in_(successors))
        .order_by(Tenant.sort_key, Tenant.id)
    ):
        successors[closed_id].append(tenant)
    seated = set(
        db.session.scalars(
            select(ClusterMember.member_id).where(
                ClusterMember.tenant_id == context.acting().tenant_id, ClusterMember.year == year
            )
        )
    )
    return [
        Ceased(
            cluster,
            member,
            [one for one in successors[member.id] if one.id not in seated],
            [one for one in successors[member.id] if one.id in seated],
        )
        for cluster, member in rows
    ]


def move_named(move_id: int) -> Move:
    """One change of members. Raises NotFound where it may not be read."""
    row = db.session.get(ClusterMove, move_id)
    if row is None:
        raise NotFound("Không tìm thấy thay đổi thành viên này.")
    return next(one for one in moves(year=row.year) if one.move.id == move_id)
