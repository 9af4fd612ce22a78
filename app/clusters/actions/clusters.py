"""Making, filling and issuing clusters, and changing who leads them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, delete, insert, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import policies, queries
from app.clusters.actions import places
from app.clusters.models import Cluster, ClusterMember
from app.clusters.terms import Choosing, ClusterKind, MemberRole
from app.lib import clock, text
from app.lib.errors import Conflict, Invalid, Stale
from tenants import context
from tenants.db import db

STALE = "Cụm đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi thực hiện."


def create(*, year: int, kind: ClusterKind, name: str, by: Person) -> Cluster:
    """Make an empty cluster or bloc of a year. Raises Invalid, for a taken name too."""
    actor = context.acting()
    policies.check_arrange(queries.manages())
    policies.check_year(year)
    policies.check_name(name)
    _check_free(year, name)
    cluster = Cluster(
        tenant_id=actor.tenant_id, year=year, kind=kind, name=name, sort_key=text.sort_key(name)
    )
    db.session.add(cluster)
    audit.record("cluster.created", cluster, by=by, year=year, name=name)
    return cluster


def edit(
    *,
    cluster_id: int,
    version: int,
    name: str,
    member_ids: Sequence[int],
    lead_id: int | None,
    deputy_id: int | None,
    choosing: Choosing = Choosing.APPOINTED,
    basis: str | None = None,
    term_from: date | None = None,
    term_to: date | None = None,
    by: Person,
) -> Cluster:
    """Name a draft cluster, say who its members are, which two lead it, and how they were chosen.

    Their term is the year where no other is given.

    Raises Conflict once issued or where a member is in another cluster, Stale, Invalid.
    """
    cluster = _own(cluster_id, version)
    policies.check_edit(cluster)
    policies.check_name(name)
    policies.check_roles(member_ids, lead_id, deputy_id)
    policies.check_term(term_from, term_to)
    if name != cluster.name:
        _check_free(cluster.year, name)
    cluster.name, cluster.sort_key = name, text.sort_key(name)
    cluster.choosing, cluster.basis = choosing, basis or None
    cluster.term_from, cluster.term_to = term_from, term_to
    _check_places(cluster, member_ids)
    _set_members(cluster, member_ids)
    places.set_roles(cluster, lead_id, deputy_id)
    places.touch(cluster)
    audit.record("cluster.edited", cluster, by=by, name=name, members=list(member_ids))
    return cluster


def discard(*, cluster_id: int, version: int, by: Person) -> None:
    """Delete a draft cluster; its members are in none again. Raises Conflict once issued, Stale."""
    cluster = _own(cluster_id, version)
    policies.check_edit(cluster)
    audit.record("cluster.discarded", cluster, by=by, name=cluster.name, year=cluster.year)
    db.session.execute(
        update(Cluster).where(Cluster.previous_id == cluster.id).values(previous_id=None)
    )
    db.session.delete(cluster)
    db.session.flush()


def assign(*, year: int, places: Mapping[int, int | None], by: Person) -> int:
    """Put units into draft clusters (None: into none) in a few statements; how many moved.

    Raises Invalid for a unit that is not one's own or a cluster of another year, Conflict where a
    unit would leave or join an issued cluster.
    """
    policies.check_arrange(queries.manages())
    there = queries.assignment(year=year)
    moved = {
        unit: cluster for unit, cluster in places.items() if there.cluster_of.get(unit) != cluster
    }
    _check_moves(there, moved)
    if not moved:
        return 0
    db.session.execute(
        delete(ClusterMember).where(
            ClusterMember.year == year, ClusterMember.member_id.in_(moved.keys())
        )
    )
    joining = [(unit, cluster) for unit, cluster in moved.items() if cluster is not None]
    _insert_members(year, joining)
    db.session.execute(
        update(Cluster)
        .where(Cluster.id.in_({*(cluster for _, cluster in joining), *_left(there, moved)}))
        .values(version=Cluster.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    audit.record("cluster.assigned", by=by, year=year, places={str(k): v for k, v in moved.items()})
    return len(moved)


def issue(*, cluster_ids: Sequence[int], by: Person) -> list[Cluster]:
    """Announce clusters to their members: from now on these see them, and may be scored.

    Clusters that are issued already stay as they are. Raises Invalid naming each that has no lead,
    no deputy or too few members.
    """
    policies.check_arrange(queries.manages())
    clusters = queries.for_change(cluster_ids)
    fresh = [cluster for cluster in clusters if cluster.issued_at is None]
    groups = {group.cluster.id: group for group in queries.of_clusters(fresh)}
    wrong = [f"“{one.name}” {', '.join(said)}" for one in fresh if (said := groups[one.id].lacking)]
    if wrong:
        raise Invalid("Chưa ban hành được: " + "; ".join(wrong) + ".", "roles")
    now = clock.now()
    db.session.execute(
        update(ClusterMember)
        .where(ClusterMember.cluster_id.in_([cluster.id for cluster in fresh]))
        .values(issued_at=now)
    )
    for cluster in fresh:
        cluster.issued_at = now
        audit.record("cluster.issued", cluster, by=by, year=cluster.year, name=cluster.name)
    db.session.flush()
    places.begin_terms([(one, groups[one.id].roles) for one in fresh], now)
    return fresh


def change_roles(
    *,
    cluster_id: int,
    version: int,
    lead_id: int,
    deputy_id: int,
    reason: str,
    choosing: Choosing = Choosing.APPOINTED,
    from_on: date | None = None,
    by: Person,
) -> Cluster:
    """Give an issued cluster another lead or deputy, for a stated reason (a notice, a vote).

    The terms of those whose place changes end the day before `from_on` (today, where it is not
    given). Sheets that were submitted before stay with the appraiser to whom they were sent.
    Raises Conflict for a draft (edit it instead), Stale, Invalid.
    """
    cluster = _own(cluster_id, version)
    if policies.can_edit(cluster):
        raise Conflict("Cụm chưa ban hành: hãy chọn cụm trưởng, cụm phó ngay trong dự thảo.")
    before = queries.roles(cluster.id)
    policies.check_roles(before, lead_id, deputy_id, both=True)
    if not reason.strip():
        raise Invalid("Cần ghi căn cứ, lý do (ví dụ: Thông báo số 12/TB-HĐTĐKT).", "reason")
    choice = places.Choice(choosing, from_on or clock.today(), reason)
    places.change_holders(cluster, before, lead_id=lead_id, deputy_id=deputy_id, choice=choice)
    places.touch(cluster)
    held = {role.value: member for member, role in before.items() if role is not MemberRole.MEMBER}
    audit.record(
        "cluster.roles_changed",
        cluster,
        by=by,
        reason=reason,
        before=held,
        after={"lead": lead_id, "deputy": deputy_id},
    )
    return cluster


def _own(cluster_id: int, version: int) -> Cluster:
    policies.check_arrange(queries.manages())
    [cluster] = queries.for_change([cluster_id])
    if cluster.version != version:
        raise Stale(STALE)
    return cluster


def _check_free(year: int, name: str) -> None:
    if db.session.scalar(select(_names(year).where(Cluster.name == name).exists())):
        raise Invalid(f"Năm {year} đã có cụm, khối tên “{name}”.", "name")


def _names(year: int) -> Select[str]:
    return select(Cluster.name).where(
        Cluster.tenant_id == context.acting().tenant_id, Cluster.year == year
    )


def _check_places(cluster: Cluster, member_ids: Sequence[int]) -> None:
    there = queries.assignment(year=cluster.year)
    own = {unit.id: unit for unit in there.units}
    if set(member_ids) - own.keys() - queries.roles(cluster.id).keys():
        raise Invalid("Có đơn vị không trực thuộc đơn vị bạn.", "member_ids")
    names = {group.cluster.id: group.cluster.name for group in there.groups}
    said = [
        f"{own[member].name} đã ở “{names[there.cluster_of[member]]}”"
        for member in member_ids
        if there.cluster_of.get(member, cluster.id) != cluster.id
    ]
    if said:
        raise Invalid("; ".join(said) + ".", "member_ids")


def _check_moves(there: queries.Assignment, moved: Mapping[int, int | None]) -> None:
    own = {unit.id for unit in there.units}
    clusters = {group.cluster.id: group.cluster for group in there.groups}
    for unit, cluster_id in moved.items():
        if unit not in own and unit not in there.cluster_of:
            raise Invalid("Có đơn vị không trực thuộc đơn vị bạn.", f"places.{unit}")
        if cluster_id is not None and cluster_id not in clusters:
            raise Invalid("Cụm này không có trong năm đang chọn.", f"places.{unit}")
        for touched in (cluster_id, there.cluster_of.get(unit)):
            if touched is not None:
                policies.check_edit(clusters[touched])


def _left(there: queries.Assignment, moved: Iterable[int]) -> set[int]:
    return {there.cluster_of[unit] for unit in moved if unit in there.cluster_of}


def _set_members(cluster: Cluster, member_ids: Sequence[int]) -> None:
    before = queries.roles(cluster.id).keys()
    db.session.execute(
        delete(ClusterMember).where(
            ClusterMember.cluster_id == cluster.id, ClusterMember.member_id.not_in(member_ids)
        )
    )
    _insert_members(cluster.year, [(one, cluster.id) for one in member_ids if one not in before])


def _insert_members(year: int, places: Sequence[tuple[int, int]]) -> None:
    if places:
        db.session.execute(
            insert(ClusterMember),
            [
                {
                    "tenant_id": context.acting().tenant_id,
                    "cluster_id": cluster_id,
                    "year": year,
                    "member_id": member_id,
                    "role": MemberRole.MEMBER,
                }
                for member_id, cluster_id in places
            ],
        )
