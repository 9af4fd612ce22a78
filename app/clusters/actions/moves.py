"""Members that join, leave or change an issued cluster in mid-year, and merged members.

Whether a member may still move is asked above (`scoring.actions.moves`): its score sheet goes
with it only until it is submitted.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import policies, queries
from app.clusters.actions import places
from app.clusters.models import Cluster, ClusterMember, ClusterMove
from app.clusters.policies import moves as rules
from app.clusters.queries import leading
from app.clusters.terms import Choosing, MemberRole, MoveKind
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Cause:
    """When a member comes or goes, why, by which paper, and who follows a lead or deputy."""

    moved_on: date
    reason: str
    basis: str | None = None
    lead_id: int | None = None
    deputy_id: int | None = None


def move(
    *, member_id: int, year: int, to_cluster_id: int | None, cause: Cause, by: Person
) -> ClusterMove:
    """Put a unit into an issued cluster of the year, out of the one where it is; None: into none.

    A lead or deputy leaves only where another is named. Raises NotAllowed, NotFound, Conflict for
    a draft or a cluster that would be too small, Invalid.
    """
    there, target = _there(year), None
    source_id = there.cluster_of.get(member_id)
    if to_cluster_id is not None:
        target = _cluster(to_cluster_id)
    source = _cluster(source_id) if source_id is not None else None
    if source is None and member_id not in {unit.id for unit in there.units}:
        raise NotFound("Đơn vị này không trực thuộc đơn vị bạn.")
    rules.check_move(source, target)
    _check_cause(cause, year)
    if source is not None:
        _take_out(source, member_id, cause)
    if target is not None:
        _put_in(target, member_id)
    kind = MoveKind.MOVED if source and target else MoveKind.LEFT if source else MoveKind.JOINED
    return _keep(kind, member_id, source, target, cause, year, by)


def succeed(
    *, member_id: int, year: int, successor_id: int | None, cause: Cause, by: Person
) -> ClusterMove:
    """Put the successor of a merged member in its place, with its role; or drop the member where
    no successor is named, as when each has a place already.

    Raises NotAllowed, NotFound, Conflict where the unit has not ceased, Invalid for a unit that
    is no successor of it or has a place in the year already.
    """
    _there(year)
    found = next((one for one in leading.ceased(year=year) if one.member.id == member_id), None)
    if found is None:
        raise Conflict("Đơn vị này không phải thành viên đã sắp xếp, sáp nhập của năm đang chọn.")
    _check_cause(cause, year)
    cluster = _cluster(found.cluster.id)
    if successor_id is None:
        _take_out(cluster, member_id, cause)
        return _keep(MoveKind.LEFT, member_id, cluster, None, cause, year, by)
    if successor_id not in {one.id for one in found.successors}:
        raise Invalid("Hãy chọn đơn vị kế tục chưa có trong cụm, khối nào của năm.", "successor_id")
    _replace(cluster, member_id, successor_id, cause)
    return _keep(
        MoveKind.SUCCEEDED, member_id, cluster, cluster, cause, year, by, successor_id=successor_id
    )


def _there(year: int) -> queries.Assignment:
    policies.check_arrange(queries.manages())
    return queries.assignment(year=year)


def _cluster(cluster_id: int) -> Cluster:
    return queries.for_change([cluster_id])[0]


def _check_cause(cause: Cause, year: int) -> None:
    rules.check_day(cause.moved_on, year)
    rules.check_reason(cause.reason)


def _take_out(cluster: Cluster, member_id: int, cause: Cause) -> None:
    before = queries.roles(cluster.id)
    lead, deputy = rules.heirs(before, member_id, cause.lead_id, cause.deputy_id)
    db.session.execute(
        delete(ClusterMember).where(
            ClusterMember.cluster_id == cluster.id, ClusterMember.member_id == member_id
        )
    )
    if (before.get(lead), before.get(deputy)) != (MemberRole.LEAD, MemberRole.DEPUTY):
        places.change_holders(
            cluster, before, lead_id=lead, deputy_id=deputy, choice=_choice(cause)
        )
    places.touch(cluster)


def _put_in(cluster: Cluster, member_id: int) -> None:
    db.session.execute(
        insert(ClusterMember),
        [
            {
                "tenant_id": context.acting().tenant_id,
                "cluster_id": cluster.id,
                "year": cluster.year,
                "member_id": member_id,
                "role": MemberRole.MEMBER,
                "issued_at": clock.now(),
            }
        ],
    )
    places.touch(cluster)


def _replace(cluster: Cluster, member_id: int, successor_id: int, cause: Cause) -> None:
    before = queries.roles(cluster.id)
    db.session.execute(
        update(ClusterMember)
        .where(ClusterMember.cluster_id == cluster.id, ClusterMember.member_id == member_id)
        .values(member_id=successor_id)
    )
    holders = {role: holder for holder, role in before.items()}
    if before[member_id] is not MemberRole.MEMBER:
        holders[before[member_id]] = successor_id
        places.change_holders(
            cluster,
            before,
            lead_id=holders[MemberRole.LEAD],
            deputy_id=holders[MemberRole.DEPUTY],
            choice=_choice(cause),
        )
    places.touch(cluster)


def _choice(cause: Cause) -> places.Choice:
    return places.Choice(Choosing.APPOINTED, cause.moved_on, cause.basis or cause.reason)


def _keep(
    kind: MoveKind,
    member_id: int,
    source: Cluster | None,
    target: Cluster | None,
    cause: Cause,
    year: int,
    by: Person,
    *,
    successor_id: int | None = None,
) -> ClusterMove:
    row = ClusterMove(
        tenant_id=context.acting().tenant_id,
        year=year,
        kind=kind,
        member_id=member_id,
        successor_id=successor_id,
        from_cluster_id=source.id if source else None,
        to_cluster_id=target.id if target else None,
        moved_on=cause.moved_on,
        reason=cause.reason,
        basis=cause.basis or None,
        issued_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record("cluster.member_moved", row, by=by, kind=kind.value, reason=cause.reason)
    return row
