"""How plans come up to the acting tenant: expected, received, in time, accepted, returned.

Expected is one plan of each recipient for each delivery that asks for one by a day. It is in time
where its first sending came on the last day or before, by the calendar of Việt Nam ("chậm nhất
ngày" and "trước ngày" are both kept as a last day); a plan that was returned and sent again keeps
its first day. Accepted and returned are told of the last sending.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Subquery,
    and_,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.orm import aliased

from app.clusters.models import Cluster, ClusterMember
from app.dashboards.queries import districts
from app.dashboards.terms import SendingGroup
from app.lib import clock, numbers
from app.plans.models import Delivery, Plan
from app.plans.queries import registration
from app.plans.terms import PlanVerdict
from tenants import context
from tenants.db import db
from tenants.models import Tenant

SentPlan = aliased(Plan, name="sent_plan")
Unit = aliased(Tenant, name="unit")
District = aliased(Tenant, name="district")


@dataclass(frozen=True)
class Rates:
    """How many plans of one group were to come up, and what became of them."""

    key: int | None
    label: str
    expected: int
    received: int
    on_time: int
    overdue: int
    accepted: int
    returned: int

    @property
    def late(self) -> int:
        """How many came after their last day."""
        return self.received - self.on_time

    @property
    def waiting(self) -> int:
        """How many wait for an answer."""
        return self.received - self.accepted - self.returned

    @property
    def not_due(self) -> int:
        """How many have not come and still have time."""
        return self.expected - self.received - self.overdue

    def share(self, count: int, of: int | None = None) -> str:
        """A share of what was expected, or `of` so many, as printed: "87,5%"; a dash of none."""
        return numbers.percent(numbers.percentage(count, self.expected if of is None else of))


@dataclass(frozen=True)
class Chosen:
    """A plan by which the numbers may be narrowed."""

    plan_id: int
    year: int
    reference: str
    title: str


def years() -> list[int]:
    """The years of the plans that asked for plans in return, the latest first."""
    return list(db.session.scalars(_asked(select(Plan.year)).distinct().order_by(Plan.year.desc())))


def plans(year: int) -> list[Chosen]:
    """The plans of a year that asked for plans in return, the latest first."""
    rows = db.session.scalars(
        select(Plan)
        .where(Plan.id.in_(_asked(select(Delivery.plan_id))), Plan.year == year)
        .order_by(Plan.issued_at.desc(), Plan.id.desc())
    )
    return [Chosen(plan.id, plan.year, plan.reference, plan.title) for plan in rows]


def _asked(query: Any) -> Any:
    return query.join_from(Delivery, Plan, Plan.id == Delivery.plan_id).where(
        Delivery.tenant_id == context.acting().tenant_id, Delivery.due_on.is_not(None)
    )


def total(*, year: int | None = None, plan_id: int | None = None) -> Rates:
    """All together."""
    facts = _facts(year, plan_id)
    row = db.session.execute(select(*_counts(facts))).one()
    return Rates(None, "Tất cả", *row)


def by(
    group: SendingGroup, *, year: int | None = None, plan_id: int | None = None
) -> Sequence[Rates]:
    """The numbers of each unit, cluster, district, year, or month of receipt, by one statement.

    Units in no cluster or of no district stand last. Of a month only what came in it is counted.
    """
    facts = _facts(year, plan_id)
    key, label, order = _keys(facts, group)
    query = select(key, label, *_counts(facts)).group_by(key, label, *order).order_by(*order, key)
    if group is SendingGroup.MONTHS:
        query = query.where(facts.c.came_on.is_not(None))
    return [_named(group, Rates(*row)) for row in db.session.execute(query)]


def _keys(facts: Subquery, group: SendingGroup) -> tuple[Any, Any, Sequence[Any]]:
    """What a group is known by, its name, and the order."""
    c = facts.c
    if group is SendingGroup.UNITS:
        return c.unit_id, c.unit, [c.unit_sort]
    if group is SendingGroup.CLUSTERS:
        return c.cluster_id, c.cluster, [c.cluster_sort]
    if group is SendingGroup.DISTRICTS:
        return c.district_id, c.district, [c.district_sort]
    if group is SendingGroup.YEARS:
        return c.year, literal(""), []
    month = func.extract("year", c.came_on) * 100 + func.extract("month", c.came_on)
    return month, literal(""), []


def _named(group: SendingGroup, row: Rates) -> Rates:
    if group is SendingGroup.YEARS:
        label = f"Năm {row.key}"
    elif group is SendingGroup.MONTHS:
        year, month = divmod(int(row.key or 0), 100)
        label = f"Tháng {month:02d}/{year}"
    else:
        label = row.label or group.without
    key = None if row.key is None else int(row.key)
    return Rates(key, label, *(getattr(row, name) for name in NUMBERS))


NUMBERS = ("expected", "received", "on_time", "overdue", "accepted", "returned")


def _counts(facts: Subquery) -> list[Any]:
    c = facts.c
    came = c.came_on.is_not(None)
    return [
        func.count(),
        func.count().filter(came),
        func.count().filter(c.came_on <= c.due_on),
        func.count().filter(c.came_on.is_(None), c.due_on < clock.today()),
        func.count().filter(came, c.verdict == PlanVerdict.ACCEPTED),
        func.count().filter(came, c.verdict == PlanVerdict.RETURNED),
    ]


def _facts(year: int | None, plan_id: int | None) -> Subquery:
    """One row a delivery that asks for a plan: whose, by when, when it came, what was answered."""
    latest, district = registration.received_here(), _districts()
    came_at = func.timezone(clock.TZ.key, latest.c.first_sent_at)
    query = (
        select(
            Unit.id.label("unit_id"),
            Unit.name.label("unit"),
            Unit.sort_key.label("unit_sort"),
            Plan.year,
            Delivery.due_on,
            cast(came_at, Date).label("came_on"),
            latest.c.verdict,
            Cluster.id.label("cluster_id"),
            Cluster.name.label("cluster"),
            Cluster.sort_key.label("cluster_sort"),
            District.id.label("district_id"),
            District.name.label("district"),
            District.sort_key.label("district_sort"),
        )
        .select_from(Delivery)
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Unit, Unit.id == Delivery.recipient_id)
        .outerjoin(SentPlan, _answers_delivery())
        .outerjoin(latest, latest.c.plan_id == SentPlan.id)
        .outerjoin(ClusterMember, _has_place())
        .outerjoin(Cluster, Cluster.id == ClusterMember.cluster_id)
        .outerjoin(district, district.c.unit_id == Unit.id)
        .outerjoin(District, District.id == district.c.district_id)
        .where(Delivery.tenant_id == context.acting().tenant_id, Delivery.due_on.is_not(None))
    )
    if year is not None:
        query = query.where(Plan.year == year)
    if plan_id is not None:
        query = query.where(Plan.id == plan_id)
    return query.subquery("facts")


def _answers_delivery() -> ColumnElement[bool]:
    """The recipient's own plan out of the delivered one, once it has come up."""
    return and_(
        SentPlan.upstream_plan_id == Delivery.plan_id,
        SentPlan.tenant_id == Delivery.recipient_id,
        SentPlan.sent_at.is_not(None),
    )


def _has_place() -> ColumnElement[bool]:
    """The recipient's place in the issued clusters of the plan's year."""
    return and_(
        ClusterMember.member_id == Unit.id,
        ClusterMember.year == Plan.year,
        ClusterMember.tenant_id == context.acting().tenant_id,
        ClusterMember.issued_at.is_not(None),
    )


def _districts() -> Subquery:
    """In which district each recipient is or was."""
    return districts.of(
        select(Delivery.recipient_id).where(Delivery.tenant_id == context.acting().tenant_id)
    )


def usual_year(found: Sequence[int], today: date) -> int:
    """The year shown first: this one, where a plan asked for plans in it; else the latest."""
    return today.year if today.year in found or not found else found[0]
