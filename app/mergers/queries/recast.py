"""The figures of a year before the merger: as they were, and recast to the units of today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import and_, func, select

from app.mergers.models import HandoverLine
from app.mergers.queries import lineage
from app.mergers.queries.lineage import Closed
from app.plans.models import Delivery, Plan, Task
from app.plans.terms import PlanKind
from app.progress.models import Progress
from app.progress.queries.states import last_day
from app.progress.terms import TaskStatus
from app.reports.models import Review, Submission
from app.reports.terms import Verdict
from tenants import archive
from tenants.db import db
from tenants.models import Tenant, TenantKind


@dataclass(frozen=True)
class Figures:
    """What one unit, or several together, did in a year.

    `delivered` plans came from above, `sent` went up; `done` and `open` tasks are those of the
    last day, `late` the open ones whose last day had passed by then, `taken` those that go on with
    a successor; `reports` were accepted.
    """

    delivered: int = 0
    sent: int = 0
    tasks: int = 0
    done: int = 0
    open: int = 0
    late: int = 0
    taken: int = 0
    reports: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            **{
                one.name: getattr(self, one.name) + getattr(other, one.name)
                for one in fields(Figures)
            }
        )


NOTHING = Figures()


@dataclass(frozen=True)
class Then:
    """A closed unit with its figures, and the units of today that it became."""

    unit: Closed
    above: str
    figures: Figures


@dataclass(frozen=True)
class Today:
    """A unit of today with the sum of those that passed wholly into it.

    `shared` are those that were split: their figures belong to several and are not added here.
    """

    tenant: Tenant
    whole: Sequence[Then]
    shared: Sequence[Then]

    @property
    def figures(self) -> Figures:
        """The sum over the units that passed wholly into this one."""
        return sum((one.figures for one in self.whole), NOTHING)


@dataclass(frozen=True)
class Recast:
    """One year both ways; the sums are equal."""

    year: int
    years: Sequence[int]
    then: Sequence[Then]
    today: Sequence[Today] = field(default_factory=tuple)

    @property
    def shared(self) -> list[Then]:
        """The units that were split, or have no successor in the register."""
        return [one for one in self.then if len(one.unit.successors) != 1]

    @property
    def total(self) -> Figures:
        """The sum as it was: over the units of then."""
        return sum((one.figures for one in self.then), NOTHING)

    @property
    def recast_total(self) -> Figures:
        """The sum as it is today: over the units of today, and what is shared counted once."""
        whole = sum((one.figures for one in self.today), NOTHING)
        return sum((one.figures for one in self.shared), whole)


def recast(year: int | None = None) -> Recast:
    """A year of the communes that ceased and that the acting unit, or its communes, succeed.

    Without a year, the last one that they worked.
    """
    with archive.opened() as reached:
        units = [
            one
            for one in lineage.closed(lineage.with_communes(reached))
            if one.tenant.kind is TenantKind.COMMUNE
        ]
        years = _years([unit.id for unit in units])
        chosen = year if year is not None else (years[0] if years else 2025)
        figures = _figures([unit.id for unit in units], chosen)
    names = _names(unit.tenant.parent_id for unit in units)
    then = [
        Then(unit, names.get(unit.tenant.parent_id or 0, ""), figures.get(unit.id, NOTHING))
        for unit in units
    ]
    return Recast(chosen, years, then, _today(then))


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {one for one in ids if one is not None}
    rows = db.session.execute(select(Tenant.id, Tenant.name).where(Tenant.id.in_(wanted)))
    return {tenant_id: name for tenant_id, name in rows}


def _today(then: Sequence[Then]) -> list[Today]:
    whole: dict[int, list[Then]] = {}
    shared: dict[int, list[Then]] = {}
    tenants: dict[int, Tenant] = {}
    for one in then:
        for heir in one.unit.successors:
            tenants[heir.id] = heir
            place = shared if one.unit.is_shared else whole
            place.setdefault(heir.id, []).append(one)
    ordered = sorted(tenants.values(), key=lambda tenant: (tenant.sort_key, tenant.id))
    return [
        Today(tenant, whole.get(tenant.id, []), shared.get(tenant.id, [])) for tenant in ordered
    ]


def _years(unit_ids: Sequence[int]) -> list[int]:
    return list(
        db.session.scalars(
            select(Plan.year)
            .where(Plan.tenant_id.in_(unit_ids), Plan.issued_at.is_not(None))
            .distinct()
            .order_by(Plan.year.desc())
        )
    )


def _figures(unit_ids: Sequence[int], year: int) -> dict[int, Figures]:
    """The figures of each unit; one statement for each kind of row."""
    parts: dict[int, dict[str, int]] = {}
    for counted in (
        _delivered(unit_ids, year),
        _sent(unit_ids, year),
        _tasks(unit_ids, year),
        _reports(unit_ids, year),
    ):
        for unit_id, counts in counted.items():
            parts.setdefault(unit_id, {}).update(counts)
    return {unit_id: Figures(**counts) for unit_id, counts in parts.items()}


def _by_unit(query: Any) -> dict[int, dict[str, int]]:
    found = {}
    for row in db.session.execute(query):
        counts = dict(row._mapping)
        found[counts.pop("unit_id")] = counts
    return found


def _delivered(unit_ids: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    return _by_unit(
        select(Delivery.recipient_id.label("unit_id"), func.count().label("delivered"))
        .join(Plan, Plan.id == Delivery.plan_id)
        .where(Delivery.recipient_id.in_(unit_ids), Plan.year == year)
        .group_by(Delivery.recipient_id)
    )


def _sent(unit_ids: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    return _by_unit(
        select(Plan.tenant_id.label("unit_id"), func.count().label("sent"))
        .where(
            Plan.tenant_id.in_(unit_ids),
            Plan.year == year,
            Plan.sent_at.is_not(None),
            Plan.kind == PlanKind.YEAR_PLAN,
        )
        .group_by(Plan.tenant_id)
    )


def _tasks(unit_ids: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    status = func.coalesce(Progress.status, TaskStatus.NOT_STARTED)
    is_open = status.in_([one for one in TaskStatus if one.is_open])
    late = and_(is_open, last_day() <= Tenant.valid_to)
    return _by_unit(
        select(
            Task.tenant_id.label("unit_id"),
            func.count().label("tasks"),
            func.count().filter(status == TaskStatus.DONE).label("done"),
            func.count().filter(is_open).label("open"),
            func.count().filter(late).label("late"),
            func.count(HandoverLine.id).label("taken"),
        )
        .join(Plan, Plan.id == Task.plan_id)
        .join(Tenant, Tenant.id == Task.tenant_id)
        .outerjoin(
            Progress, and_(Progress.task_id == Task.id, Progress.tenant_id == Task.tenant_id)
        )
        .outerjoin(HandoverLine, HandoverLine.from_task_id == Task.id)
        .where(
            Task.tenant_id.in_(unit_ids),
            Plan.year == year,
            Plan.issued_at.is_not(None),
            Task.stands,
        )
        .group_by(Task.tenant_id)
    )


def _reports(unit_ids: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    return _by_unit(
        select(
            Submission.tenant_id.label("unit_id"),
            func.count(func.distinct(Submission.report_id)).label("reports"),
        )
        .join(Review, Review.submission_id == Submission.id)
        .where(
            Submission.tenant_id.in_(unit_ids),
            Submission.year == year,
            Review.verdict == Verdict.ACCEPTED,
        )
        .group_by(Submission.tenant_id)
    )


def by_district(then: Sequence[Then]) -> Mapping[str, list[Then]]:
    """The units of then under the district to which they belonged."""
    found: dict[str, list[Then]] = {}
    for one in then:
        found.setdefault(one.above, []).append(one)
    return found
