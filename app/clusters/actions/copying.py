"""Last year's clusters made again, with a proposal of who leads them next."""

from collections.abc import Sequence

from sqlalchemy import Integer, Select, String, case, insert, literal, select, update
from sqlalchemy.orm import aliased

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import policies, queries
from app.clusters.models import Cluster, ClusterMember
from app.clusters.policies import rotation
from app.clusters.queries import leading
from app.clusters.terms import Choosing, MemberRole
from app.lib.errors import Conflict
from tenants import context
from tenants.db import db

ELECTED = "Theo kết quả bầu tại hội nghị tổng kết năm {year} của cụm"
ROTATED = "Đề xuất luân phiên từ năm {year}"


def copy(*, from_year: int, to_year: int, by: Person) -> int:
    """Make last year's clusters again as drafts of `to_year`, with members that still exist, and
    propose who leads them; how many were made.

    Whom a cluster's year meeting elected leads it; elsewhere the lead goes round: the deputy moves
    up, the member that has waited longest follows. Clusters whose name is there already, and
    members who have a place already, are left out. Raises Conflict where nothing is to be copied.
    """
    actor = context.acting()
    policies.check_arrange(queries.manages())
    policies.check_year(to_year)
    made = db.session.scalars(
        insert(Cluster)
        .from_select(
            [
                *("tenant_id", "year", "kind", "name", "sort_key", "version"),
                *("choosing", "previous_id"),
            ],
            select(
                Cluster.tenant_id,
                literal(to_year, Integer),
                Cluster.kind,
                Cluster.name,
                Cluster.sort_key,
                literal(1, Integer),
                literal(Choosing.ROTATED.value, String),
                Cluster.id,
            ).where(
                Cluster.tenant_id == actor.tenant_id,
                Cluster.year == from_year,
                Cluster.name.not_in(_names(to_year)),
            ),
        )
        .returning(Cluster.id)
    ).all()
    if not made:
        raise Conflict(f"Năm {from_year} không có cụm nào để sao chép vào năm {to_year}.")
    _copy_members(from_year, to_year, made)
    _propose(from_year, made)
    audit.record("cluster.copied", by=by, from_year=from_year, to_year=to_year, clusters=len(made))
    return len(made)


def _names(year: int) -> Select[str]:
    return select(Cluster.name).where(
        Cluster.tenant_id == context.acting().tenant_id, Cluster.year == year
    )


def _copy_members(from_year: int, to_year: int, made: Sequence[int]) -> None:
    old, placed = aliased(Cluster), aliased(ClusterMember)
    open_units = [unit.id for unit in queries.units()]
    taken = select(placed.member_id).where(
        placed.year == to_year, placed.tenant_id == context.acting().tenant_id
    )
    db.session.execute(
        insert(ClusterMember).from_select(
            ["tenant_id", "cluster_id", "year", "member_id", "role"],
            select(
                ClusterMember.tenant_id,
                Cluster.id,
                literal(to_year, Integer),
                ClusterMember.member_id,
                ClusterMember.role,
            )
            .join(old, old.id == ClusterMember.cluster_id)
            .join(Cluster, (Cluster.previous_id == old.id) & Cluster.id.in_(made))
            .where(
                ClusterMember.year == from_year,
                ClusterMember.member_id.in_(open_units),
                ClusterMember.member_id.not_in(taken),
            ),
        )
    )


def _propose(from_year: int, made: Sequence[int]) -> None:
    """Who leads each copied cluster, set in one statement; and how it came to that."""
    clusters = db.session.scalars(
        select(Cluster).where(Cluster.id.in_(made)).order_by(Cluster.id)
    ).all()
    before = [one.previous_id for one in clusters if one.previous_id is not None]
    elected, served = leading.elected(before), leading.served(made)
    leads, deputies, chosen = set(), set(), set()
    for group in queries.of_clusters(clusters):
        cluster, members = group.cluster, [one.tenant.id for one in group.by_name]
        pair = elected.get(cluster.previous_id or 0)
        if pair is not None and set(pair) <= set(members):
            chosen.add(cluster.id)
        else:
            pair = rotation.propose(
                members,
                lead_id=group.lead.id if group.lead else None,
                deputy_id=group.deputy.id if group.deputy else None,
                served=served.get(cluster.id, {}),
            )
        if pair is not None:
            leads.add(pair[0])
            deputies.add(pair[1])
    _give_places(made, leads, deputies)
    _say_how(from_year, made, chosen)


def _give_places(made: Sequence[int], leads: set[int], deputies: set[int]) -> None:
    """First nobody has a role, then two in each have: never two holders of one place."""
    members = update(ClusterMember).where(ClusterMember.cluster_id.in_(made))
    db.session.execute(members.values(role=MemberRole.MEMBER))
    db.session.execute(
        members.where(ClusterMember.member_id.in_(leads | deputies)).values(
            role=case(
                (ClusterMember.member_id.in_(leads), MemberRole.LEAD.value),
                else_=MemberRole.DEPUTY.value,
            )
        )
    )


def _say_how(from_year: int, made: Sequence[int], elected: set[int]) -> None:
    was_elected = Cluster.id.in_(elected)
    db.session.execute(
        update(Cluster)
        .where(Cluster.id.in_(made))
        .values(
            choosing=case((was_elected, Choosing.ELECTED.value), else_=Choosing.ROTATED.value),
            basis=case(
                (was_elected, ELECTED.format(year=from_year)),
                else_=ROTATED.format(year=from_year),
            ),
        )
        .execution_options(synchronize_session="fetch")
    )
