"""Results of years as rows, for the tests of what is summed up over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import update

from app.access.permissions import Role
from app.clusters.models import Cluster, ClusterMember
from app.clusters.terms import ClusterKind, MemberRole
from app.lib import clock, text
from app.scoring.models import (
    Announcement,
    Appraisal,
    AppraisalLine,
    Confirmation,
    CriteriaSet,
    Criterion,
    ScoreSheet,
    SheetLine,
    Standing,
)
from app.scoring.terms import FormulaKind, StandingScope
from tenants.db import db
from tenants.models import Tenant
from tests.world import Person, World

BANDS = {"Xuất sắc": Decimal(90), "Khá": Decimal(70), "Yếu": Decimal(0)}
"""Names with the least percentage of the base."""
Totals = Sequence[tuple[Tenant, str]]


@dataclass
class Given:
    """An issued set with its clusters, by name."""

    set_id: int
    cluster_ids: dict[str, int]
    criterion_ids: dict[str, int]


def manager(world: World, tenant: Tenant | None = None) -> Person:
    """Who works on results for a tenant, the province where none is named."""
    return world.person(tenant or world.province, Role.OFFICER, Role.LEADER, Role.COUNCIL_MEMBER)


def issued(
    world: World,
    by: Person,
    clusters: Mapping[str, Sequence[Tenant]],
    *,
    year: int = 2026,
    base: str = "100",
    kind: ClusterKind = ClusterKind.CLUSTER,
) -> Given:
    """Issued clusters and a set of one group with two criteria of half its points each."""
    now = clock.now()
    with world.acting(by):
        owner = by.tenant.id
        found = CriteriaSet(
            tenant_id=owner,
            year=year,
            cluster_kind=kind,
            title=f"Bộ tiêu chí {kind.label.lower()} {year}",
            base_total=Decimal(base),
            bonus_cap=Decimal(5),
            bands=[
                {"name": name, "from": f"{least * Decimal(base) / 100:f}"}
                for name, least in BANDS.items()
            ],
        )
        db.session.add(found)
        db.session.flush()
        ids = _criteria(found, Decimal(base))
        made = {name: _cluster(found, name, members, now) for name, members in clusters.items()}
        db.session.flush()
        found.issued_at, found.issued_by = now, by.id
        db.session.execute(
            update(Criterion).where(Criterion.criteria_set_id == found.id).values(issued_at=now)
        )
        return Given(found.id, made, ids)


def _criteria(found: CriteriaSet, base: Decimal) -> dict[str, int]:
    ids: dict[str, int] = {}
    parts = (("I", base, None), ("I.1", base / 2, "I"), ("I.2", base / 2, "I"))
    for position, (code, most, above) in enumerate(parts):
        one = Criterion(
            tenant_id=found.tenant_id,
            criteria_set_id=found.id,
            parent_id=None if above is None else ids[above],
            position=position,
            code=code,
            text=f"Nội dung {code}",
            max_points=most,
            formula=None if above is None else FormulaKind.MANUAL,
        )
        db.session.add(one)
        db.session.flush()
        ids[code] = one.id
    return ids


def _cluster(found: CriteriaSet, name: str, members: Sequence[Tenant], now: datetime) -> int:
    cluster = Cluster(
        tenant_id=found.tenant_id,
        year=found.year,
        kind=found.cluster_kind,
        name=name,
        sort_key=text.sort_key(name),
    )
    db.session.add(cluster)
    db.session.flush()
    roles = [MemberRole.LEAD, MemberRole.DEPUTY] + [MemberRole.MEMBER] * len(members)
    for one, role in zip(members, roles, strict=False):
        db.session.add(
            ClusterMember(
                tenant_id=found.tenant_id,
                cluster_id=cluster.id,
                year=found.year,
                member_id=one.id,
                role=role,
                issued_at=now,
            )
        )
    cluster.issued_at = now
    return cluster.id


def announced(
    world: World,
    by: Person,
    given: Given,
    results: Mapping[str, Totals],
    *,
    edition: int = 1,
    scope: StandingScope = StandingScope.CLUSTER,
) -> None:
    """Announce totals, cluster by cluster or (scope province) together."""
    with world.acting(by):
        found = db.session.get_one(CriteriaSet, given.set_id)
        groups = (
            [(name, [(name, *one) for one in totals]) for name, totals in results.items()]
            if scope is StandingScope.CLUSTER
            else [(None, [(name, *one) for name, totals in results.items() for one in totals])]
        )
        for name, rows in groups:
            made = Announcement(
                tenant_id=found.tenant_id,
                criteria_set_id=found.id,
                year=found.year,
                scope=scope,
                cluster_id=None if name is None else given.cluster_ids[name],
                cluster_name=name,
                issued_on=clock.today(),
                edition=edition,
                issued_at=clock.now(),
                issued_by=by.id,
            )
            db.session.add(made)
            db.session.flush()
            for cluster, member, total in rows:
                db.session.add(_standing(found, made, given, cluster, member, total, results))


def _standing(
    found: CriteriaSet,
    made: Announcement,
    given: Given,
    cluster: str,
    member: Tenant,
    total: str,
    results: Mapping[str, Totals],
) -> Standing:
    better = [one for _, one in results[cluster] if Decimal(one) > Decimal(total)]
    everybody = [Decimal(one) for totals in results.values() for _, one in totals]
    in_all = sum(one > Decimal(total) for one in everybody) + 1
    return Standing(
        tenant_id=found.tenant_id,
        announcement_id=made.id,
        criteria_set_id=found.id,
        scope=made.scope,
        year=found.year,
        cluster_id=given.cluster_ids[cluster],
        cluster_name=cluster,
        member_id=member.id,
        member_name=member.name,
        self_total=Decimal(total),
        appraised_total=Decimal(total),
        total=Decimal(total),
        band=_band(Decimal(total) * 100 / found.base_total),
        cluster_rank=len(better) + 1,
        province_rank=in_all if made.scope is StandingScope.PROVINCE else None,
        issued_at=made.issued_at,
    )


def _band(percent: Decimal) -> str:
    return next(name for name, least in BANDS.items() if percent >= least)


def confirmed(
    world: World, by: Person, given: Given, cluster: str, points: Mapping[Tenant, tuple[str, str]]
) -> None:
    """Confirmed sheets with the points of the two criteria, as the manager itself settled them."""
    now = clock.now()
    codes = ("I.1", "I.2")
    for member, values in points.items():
        own = world.person(member)
        with world.acting(own):
            sheet = ScoreSheet(
                tenant_id=member.id,
                criteria_set_id=given.set_id,
                cluster_id=given.cluster_ids[cluster],
                year=2026,
                province_id=by.tenant.id,
                appraiser_id=by.tenant.id,
                self_total=sum(map(Decimal, values), Decimal(0)),
            )
            db.session.add(sheet)
            db.session.flush()
            for code, value in zip(codes, values, strict=True):
                db.session.add(
                    SheetLine(
                        tenant_id=member.id,
                        sheet_id=sheet.id,
                        criterion_id=given.criterion_ids[code],
                        points=Decimal(value),
                        inputs={"points": value},
                        province_id=by.tenant.id,
                        appraiser_id=by.tenant.id,
                        sent_at=now,
                    )
                )
            db.session.flush()
            sheet.sent_at = now
            sheet_id = sheet.id
        _settled(world, by, given, sheet_id, member, dict(zip(codes, values, strict=True)))


def _settled(
    world: World, by: Person, given: Given, sheet_id: int, member: Tenant, points: dict[str, str]
) -> None:
    now = clock.now()
    total = sum(map(Decimal, points.values()), Decimal(0))
    with world.acting(by):
        appraisal = Appraisal(
            tenant_id=by.tenant.id,
            sheet_id=sheet_id,
            member_id=member.id,
            province_id=by.tenant.id,
            total=total,
            settled_total=total,
            sent_at=now,
            settled_at=now,
            settled_by=by.id,
        )
        db.session.add(appraisal)
        db.session.flush()
        for code, value in points.items():
            db.session.add(
                AppraisalLine(
                    tenant_id=by.tenant.id,
                    appraisal_id=appraisal.id,
                    criterion_id=given.criterion_ids[code],
                    points=Decimal(value),
                    settled_points=Decimal(value),
                    member_id=member.id,
                    province_id=by.tenant.id,
                    sent_at=now,
                )
            )
        db.session.add(
            Confirmation(
                tenant_id=by.tenant.id,
                sheet_id=sheet_id,
                criteria_set_id=given.set_id,
                member_id=member.id,
                appraiser_id=by.tenant.id,
                total=total,
                subtotals={"I": f"{total:f}"},
                confirmed_by=by.id,
            )
        )
