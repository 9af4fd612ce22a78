"""The results of a year over all clusters of one manager: what was announced, and for the manager
itself what the council has confirmed so far.

Totals of different criteria sets are compared as percentages of their base. Statements: a fixed
number, and a few for each set of the manager that is not announced for all its clusters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Select, cast, func, select, union
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster, ClusterMember
from app.dashboards.queries import districts
from app.dashboards.queries.standings.places import Group, Place, Year, share
from app.lib import numbers, statistics
from app.lib.errors import NotFound
from app.lib.statistics import Spread
from app.scoring.models import Announcement, Confirmation, CriteriaSet, ScoreSheet, Standing
from app.scoring.queries import standings
from app.scoring.queries.standings import Row
from app.scoring.terms import StandingScope
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Manager:
    """Who manages clusters; the years with results that the acting tenant may read, latest first:
    what is announced and, for the manager itself, what is confirmed."""

    tenant: Tenant
    years: Sequence[int]


def managers() -> list[Manager]:
    """Who manages clusters with a criteria set that the acting tenant may read: itself first, then
    the nearest above it. Two statements."""
    acting = context.acting()
    found = db.session.scalars(
        select(Tenant)
        .where(
            Tenant.id.in_(select(CriteriaSet.tenant_id).where(CriteriaSet.issued_at.is_not(None)))
        )
        .order_by(Tenant.id != acting.tenant_id, func.cardinality(Tenant.superior_ids).desc())
    ).all()
    pairs = db.session.execute(
        union(
            select(Announcement.tenant_id, Announcement.year),
            select(CriteriaSet.tenant_id, CriteriaSet.year)
            .join(Confirmation, Confirmation.criteria_set_id == CriteriaSet.id)
            .where(CriteriaSet.tenant_id == acting.tenant_id),
        )
    )
    known: dict[int, list[int]] = {}
    for tenant_id, year in pairs:
        known.setdefault(tenant_id, []).append(year)
    return [Manager(one, sorted(known.get(one.id, ()), reverse=True)) for one in found]


def chosen(found: Sequence[Manager], owner_id: int | None) -> Manager | None:
    """The manager that is asked for; without one the first that has results, or the first.

    Raises NotFound for one of whose clusters nothing may be read; None where there is nobody.
    """
    if owner_id is None:
        return next((one for one in found if one.years), found[0] if found else None)
    wanted = next((one for one in found if one.tenant.id == owner_id), None)
    if wanted is None:
        raise NotFound("Không tìm thấy đơn vị quản lý cụm, khối thi đua này.")
    return wanted


def of_year(owner: Tenant, year: int) -> Year:
    """The results of a manager's clusters in a year."""
    sets = _sets(owner.id, year)
    known = announced(owner.id, year)
    if owner.id == context.acting().tenant_id:
        known = [*known, *_provisional(sets, {one.member_id for one in known})]
    return Year(owner, year, sets, _clusters(owner.id, year), _placed(known, sets))


def announced(owner_id: int, year: int) -> list[Place]:
    """What was announced, in the newest edition: one result a member. Of the result of a cluster
    and that of all clusters the later counts. One statement."""
    latest = (
        select(Standing.id)
        .ext(distinct_on(Standing.member_id))
        .join(Announcement, Announcement.id == Standing.announcement_id)
        .where(Standing.tenant_id == owner_id, Standing.year == year, standings.is_newest())
        .order_by(
            Standing.member_id,
            Announcement.issued_at.desc(),
            Announcement.scope == StandingScope.CLUSTER,
            Announcement.id.desc(),
        )
    )
    rows = db.session.execute(
        select(Standing, CriteriaSet.base_total, ScoreSheet.id)
        .join(CriteriaSet, CriteriaSet.id == Standing.criteria_set_id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.tenant_id == Standing.member_id)
            & (ScoreSheet.criteria_set_id == Standing.criteria_set_id)
            & ScoreSheet.sent_at.is_not(None),
        )
        .where(Standing.id.in_(latest))
    )
    return [_announced(one, base, sheet_id) for one, base, sheet_id in rows]


def _announced(one: Standing, base: Decimal, sheet_id: int | None) -> Place:
    return Place(
        set_id=one.criteria_set_id,
        cluster_id=one.cluster_id,
        cluster_name=one.cluster_name,
        member_id=one.member_id,
        sheet_id=sheet_id,
        self_total=one.self_total,
        appraised_total=one.appraised_total,
        total=one.total,
        percent=share(one.total, base) if one.percent is None else one.percent,
        band=one.band,
        band_note=one.band_note or "",
        cluster_rank=one.cluster_rank,
        province_rank=one.province_rank,
        is_announced=True,
        member_name=one.member_name,
    )


def _provisional(sets: Iterable[CriteriaSet], known: set[int]) -> list[Place]:
    """What is confirmed and not announced: as the council's page ranks it now."""
    return [
        _reckoned(one, row)
        for one in sets
        if one.replaced_at is None
        for row in standings.reckoned(one).rows
        if row.member_id not in known
    ]


def _reckoned(one: CriteriaSet, row: Row) -> Place:
    return Place(
        set_id=one.id,
        cluster_id=row.cluster_id,
        cluster_name=row.cluster_name,
        member_id=row.member_id,
        sheet_id=row.sheet_id,
        self_total=row.self_total,
        appraised_total=row.appraised_total,
        total=row.total,
        percent=share(row.total, one.base_total),
        band=row.band,
        band_note=row.band_note or "",
        cluster_rank=row.cluster_rank,
        province_rank=None,
        is_announced=False,
        member_name=row.member_name,
    )


def _sets(owner_id: int, year: int) -> list[CriteriaSet]:
    return list(
        db.session.scalars(
            select(CriteriaSet)
            .where(
                CriteriaSet.tenant_id == owner_id,
                CriteriaSet.year == year,
                CriteriaSet.issued_at.is_not(None),
            )
            .order_by(
                CriteriaSet.replaced_at.is_not(None), CriteriaSet.cluster_kind, CriteriaSet.id
            )
        )
    )


def _clusters(owner_id: int, year: int) -> list[Group]:
    rows = db.session.execute(
        select(Cluster.id, Cluster.name, Cluster.kind, func.count(ClusterMember.id))
        .outerjoin(ClusterMember, ClusterMember.cluster_id == Cluster.id)
        .where(Cluster.tenant_id == owner_id, Cluster.year == year, Cluster.issued_at.is_not(None))
        .group_by(Cluster.id)
        .order_by(Cluster.kind.desc(), Cluster.sort_key, Cluster.id)
    )
    return [Group(*row) for row in rows]


def _placed(found: Sequence[Place], sets: Iterable[CriteriaSet]) -> list[Place]:
    """The same with unit, district, rank and distance from the mean, best first."""
    kinds = {one.id: one.cluster_kind for one in sets}
    units = {row.id: row for row in db.session.execute(_units(found))}
    ranks = statistics.ranks([one.percent for one in found])
    totals: dict[int, list[Decimal]] = {}
    for one in found:
        totals.setdefault(one.cluster_id, []).append(one.total)
    spreads = {key: Spread.of(values) for key, values in totals.items()}
    placed = [
        replace(
            one,
            rank=rank,
            z=_hundredths(spreads[one.cluster_id].z(one.total)),
            cluster_kind=kinds.get(one.set_id, one.cluster_kind),
            unit_kind=units[one.member_id].kind,
            unit_order=units[one.member_id].sort_key,
            district_id=units[one.member_id].district_id,
            district_name=units[one.member_id].district,
        )
        for one, rank in zip(found, ranks, strict=True)
    ]
    return sorted(placed, key=lambda one: (one.rank, one.unit_order, one.member_id))


def _hundredths(number: Decimal | None) -> Decimal | None:
    return None if number is None else numbers.rounded(number, 2)


def _units(found: Sequence[Place]) -> Select[*tuple[Any, ...]]:
    """The units with their kinds and districts."""
    listed = cast([one.member_id for one in found], ARRAY(BigInteger))
    ids = select(func.unnest(listed))
    district, of_district = aliased(Tenant, name="district"), districts.of(ids)
    return (
        select(
            Tenant.id,
            Tenant.kind,
            Tenant.sort_key,
            district.id.label("district_id"),
            district.name.label("district"),
        )
        .outerjoin(of_district, of_district.c.unit_id == Tenant.id)
        .outerjoin(district, district.id == of_district.c.district_id)
        .where(Tenant.id.in_(ids))
    )
