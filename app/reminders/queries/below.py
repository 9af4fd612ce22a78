"""What is late below the acting tenant, by unit and by task of one plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.lib import clock
from app.lib.errors import NotFound
from app.plans.models import Delivery, Plan, Receipt
from app.plans.terms import PlanKind, PlanPeriod
from app.progress.queries import cascade
from app.progress.terms import CascadeState
from app.reminders.models import Urging, UrgingDelivery
from app.reports import queries as reports
from app.reports.terms import ReportKind, ReportState
from tenants import context
from tenants.db import db
from tenants.models import Tenant

OPEN = [one.value for one in CascadeState if one.is_open]
BELOW_KINDS = {
    "plan": "Chưa gửi kế hoạch",
    "task": "Nhiệm vụ quá hạn",
    "report": "Chưa gửi báo cáo",
}
"""By what the list is narrowed."""

REPORTS = {
    ReportKind.HALF_YEAR_REVIEW: "báo cáo 6 tháng",
    ReportKind.YEAR_REVIEW: "báo cáo năm",
}


@dataclass(frozen=True)
class LateUnit:
    """A subordinate with what is late there, and how often it was urged about this plan.

    `reports` have not come; `returned` came, were given back and have not come again.
    """

    tenant_id: int
    name: str
    tasks: int
    earliest: date | None
    plan_due_on: date | None
    reports: tuple[str, ...]
    returned: tuple[str, ...]
    urgings: int
    last_urged_on: date | None

    @property
    def kinds(self) -> frozenset[str]:
        """What is late there, by `BELOW_KINDS`."""
        found = {"task": self.tasks, "plan": self.plan_due_on, "report": self.owes_report}
        return frozenset(kind for kind, value in found.items() if value)

    @property
    def owes_report(self) -> bool:
        """Whether a report is still to come, for the first time or again."""
        return bool(self.reports or self.returned)


@dataclass(frozen=True)
class Owed:
    """The reports that one subordinate owes: those that never came, those that were returned."""

    unsent: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)

    @property
    def by_state(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Both as they are listed."""
        return tuple(self.unsent), tuple(self.returned)


@dataclass(frozen=True)
class LateTask:
    """A task with how many subordinates are late with it."""

    task_id: int
    number: int
    text: str
    last_day: date
    units: int


@dataclass(frozen=True)
class Item:
    """One late thing of one subordinate, as an annex lists it."""

    unit_id: int
    text: str
    last_day: date


def plans_followed(today: date) -> Sequence[Plan]:
    """The issued plans of this year and the last that were given to subordinates, newest first."""
    given = select(Delivery.id).where(Delivery.plan_id == Plan.id).exists()
    return db.session.scalars(
        select(Plan)
        .where(
            Plan.tenant_id == context.acting().tenant_id,
            Plan.issued_at.is_not(None),
            Plan.kind != PlanKind.GUIDANCE,
            Plan.year >= today.year - 1,
            Plan.year <= today.year,
            given,
        )
        .order_by(Plan.year.desc(), Plan.issued_at.desc(), Plan.id.desc())
    ).all()


def plan_followed(plan_id: int | None, today: date) -> Plan | None:
    """The plan that is meant; where none is named, the newest plan of a calendar year.

    Raises NotFound for one that is not followed.
    """
    found = plans_followed(today)
    if plan_id is None:
        return next((one for one in found if _calls_for_reports(one)), next(iter(found), None))
    plan = next((one for one in found if one.id == plan_id), None)
    if plan is None:
        raise NotFound("Không tìm thấy kế hoạch này trong các kế hoạch đã giao cho cấp dưới.")
    return plan


def late_tasks(plan_id: int, latest: date) -> Select[*tuple[Any, ...]]:
    """Tasks × subordinates that are owed with a last day up to `latest`."""
    table = cascade.cells(plan_id)
    return (
        select(
            table.c.tenant_id.label("unit_id"),
            table.c.task_id,
            table.c.number,
            table.c.text,
            table.c.last_day,
        )
        .join_from(table, Tenant, Tenant.id == table.c.tenant_id)
        .where(table.c.state.in_(OPEN), table.c.last_day <= latest, _is_open(clock.today()))
    )


def late_plans(plan_id: int, latest: date) -> Select[*tuple[Any, ...]]:
    """Subordinates whose own plan should have come up by `latest` and has not."""
    return (
        select(Delivery.recipient_id.label("unit_id"), Delivery.plan_id, Delivery.due_on)
        .join(Tenant, Tenant.id == Delivery.recipient_id)
        .outerjoin(
            Receipt,
            and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == Delivery.recipient_id),
        )
        .where(
            Delivery.plan_id == plan_id,
            Delivery.tenant_id == context.acting().tenant_id,
            Delivery.due_on <= latest,
            Receipt.plan_sent_at.is_(None),
            _is_open(clock.today()),
        )
    )


def _is_open(today: date) -> ColumnElement[bool]:
    return or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today)


def units(plan: Plan, latest: date, *, kind: str | None = None) -> list[LateUnit]:
    """The subordinates with something late, those with most first. A fixed number of statements."""
    found = late_tasks(plan.id, latest).subquery()
    tasks = {
        unit_id: (count, earliest)
        for unit_id, count, earliest in db.session.execute(
            select(found.c.unit_id, func.count(), func.min(found.c.last_day)).group_by(
                found.c.unit_id
            )
        )
    }
    plans = {row.unit_id: row.due_on for row in db.session.execute(late_plans(plan.id, latest))}
    owed = _reports(plan, latest)
    urged = _urged(plan.id)
    names = _names({*tasks, *plans, *owed})
    rows = [
        LateUnit(
            unit_id,
            name,
            *tasks.get(unit_id, (0, None)),
            plans.get(unit_id),
            *owed.get(unit_id, Owed()).by_state,
            *urged.get(unit_id, (0, None)),
        )
        for unit_id, name in names
    ]
    shown = [one for one in rows if kind is None or kind in one.kinds]
    return sorted(shown, key=lambda one: (-one.tasks, one.earliest or date.max))


def _names(unit_ids: Iterable[int]) -> list[tuple[int, str]]:
    rows = db.session.execute(
        select(Tenant.id, Tenant.name)
        .where(Tenant.id.in_(unit_ids))
        .order_by(Tenant.sort_key, Tenant.id)
    )
    return [(unit_id, name) for unit_id, name in rows]


def _calls_for_reports(plan: Plan) -> bool:
    """Half-year and year reviews are owed on the plan of a calendar year."""
    return plan.kind is PlanKind.YEAR_PLAN and plan.period is PlanPeriod.CALENDAR_YEAR


def _reports(plan: Plan, latest: date) -> dict[int, Owed]:
    found: dict[int, Owed] = {}
    if not _calls_for_reports(plan):
        return found
    for kind in ReportKind:
        if kind.due_on(plan.year) > latest:
            continue
        for one in reports.received.expected(kind, plan.year):
            if one.due_on > latest or one.state not in (None, ReportState.RETURNED):
                continue
            owed = found.setdefault(one.tenant_id, Owed())
            (owed.unsent if one.state is None else owed.returned).append(REPORTS[kind])
    return found


def _urged(plan_id: int) -> dict[int, tuple[int, date]]:
    rows: Any = db.session.execute(
        select(UrgingDelivery.recipient_id, func.count(), func.max(Urging.issued_on))
        .join(Urging, Urging.id == UrgingDelivery.urging_id)
        .where(
            Urging.tenant_id == context.acting().tenant_id,
            Urging.plan_id == plan_id,
            Urging.issued_at.is_not(None),
        )
        .group_by(UrgingDelivery.recipient_id)
    )
    return {unit_id: (count, last) for unit_id, count, last in rows}


def tasks(plan: Plan, latest: date) -> list[LateTask]:
    """The tasks with which some subordinate is late, in printed order."""
    found = late_tasks(plan.id, latest).subquery()
    facts = (found.c.task_id, found.c.number, found.c.text, found.c.last_day)
    rows = db.session.execute(
        select(*facts, func.count().label("units"))
        .group_by(*facts)
        .order_by(found.c.number, found.c.last_day)
    )
    return [LateTask(**row._mapping) for row in rows]


def units_late_with(plan_id: int, task_id: int, latest: date) -> list[int]:
    """The subordinates that are late with one task."""
    found = late_tasks(plan_id, latest).subquery()
    return list(
        db.session.scalars(
            select(found.c.unit_id).where(found.c.task_id == task_id).order_by(found.c.unit_id)
        )
    )


def items(plan_id: int, unit_ids: Sequence[int]) -> list[Item]:
    """Everything that is late today with these subordinates, by last day."""
    late = late_tasks(plan_id, yesterday()).subquery()
    rows = db.session.execute(
        select(late.c.unit_id, late.c.number, late.c.text, late.c.last_day)
        .where(late.c.unit_id.in_(unit_ids))
        .order_by(late.c.last_day, late.c.number)
    )
    found = [Item(row.unit_id, f"Nhiệm vụ {row.number}: {row.text}", row.last_day) for row in rows]
    plans = db.session.execute(
        late_plans(plan_id, yesterday()).where(Delivery.recipient_id.in_(unit_ids))
    )
    unsent = [Item(row.unit_id, "Chưa gửi kế hoạch thực hiện", row.due_on) for row in plans]
    return [*unsent, *found]


def yesterday() -> date:
    """Work whose last day this was is late today."""
    return clock.today() - timedelta(days=1)
