"""What falls on the days of a span for the acting tenant, in a fixed number of statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.calendar.models import Anniversary
from app.calendar.queries import anniversaries
from app.calendar.terms import NATIONAL, EventKind, Remembered, Roundness, in_year, occasion
from app.lib import clock, dates, holidays
from app.lib.errors import Invalid
from app.plans.models import Delivery, Plan, Receipt
from app.plans.queries import assignments
from app.plans.queries.incoming import OwnPlan
from app.progress.queries import TaskState
from app.progress.queries.states import as_state, last_day, of_tasks
from app.registers.queries import incoming
from app.reports.queries import own as reports
from tenants import context
from tenants.db import db
from tenants.models import Tenant

LONGEST_SPAN = 800
"""Days; longer spans are refused."""


@dataclass(frozen=True)
class Event:
    """Something on one day. `key` names it for good; `path` leads to its page, where it has one."""

    key: str
    on: date
    kind: EventKind
    title: str
    note: str = ""
    path: str | None = None
    is_done: bool = False
    is_late: bool = False
    is_tentative: bool = False
    changed_at: datetime | None = None


def events(first: date, last: date, *, only_of: int | None = None) -> list[Event]:
    """Every event from `first` to `last`, both included, by day.

    `only_of` names a user: of the tasks only those which that person's offices lead, of incoming
    papers only those given to that person. Raises Invalid for a span that is reversed or too long.
    """
    if last < first:
        raise Invalid("Ngày cuối phải từ ngày đầu trở đi.", "last")
    if (last - first).days > LONGEST_SPAN:
        raise Invalid(f"Mỗi lần xem nhiều nhất {LONGEST_SPAN} ngày.", "last")
    found = [
        *_tasks(first, last, only_of),
        *_plans_owed(first, last),
        *_plans_awaited(first, last),
        *_reports(first, last),
        *_papers(first, last, only_of),
        *_remembered(first, last),
        *_days_off(first, last),
    ]
    order = list(EventKind)
    return sorted(found, key=lambda one: (one.on, order.index(one.kind), one.key))


def _tasks(first: date, last: date, only_of: int | None) -> Iterator[Event]:
    rows = db.session.execute(of_tasks(last_day().between(first, last)))
    tasks = [as_state(row) for row in rows]
    if only_of is not None:
        people = assignments.people_of([task.task_id for task in tasks])
        tasks = [task for task in tasks if only_of in people[task.task_id]]
    for task in tasks:
        yield Event(
            key=f"task-{task.task_id}",
            on=task.last_day,
            kind=EventKind.TASK,
            title=task.text,
            note=_note_of(task),
            path=f"/progress/tasks/{task.task_id}",
            is_done=not task.status.is_open,
            is_late=task.is_late,
            is_tentative=task.tentative,
            changed_at=task.recorded_at,
        )


def _note_of(task: TaskState) -> str:
    lead = f"{task.lead_office}; " if task.lead_office else ""
    return f"{lead}{task.due_label}; {task.status.label.lower()}"


def _plans_owed(first: date, last: date) -> Iterator[Event]:
    """The days by which the own plan must have gone up."""
    mine = context.acting().tenant_id
    rows = db.session.execute(
        select(
            Delivery.id,
            Delivery.due_on,
            Delivery.sent_at,
            Plan,
            Tenant.name,
            Receipt.plan_sent_at,
            OwnPlan.id,
        )
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Tenant, Tenant.id == Delivery.tenant_id)
        .outerjoin(Receipt, (Receipt.plan_id == Plan.id) & (Receipt.tenant_id == mine))
        .outerjoin(OwnPlan, (OwnPlan.upstream_plan_id == Plan.id) & (OwnPlan.tenant_id == mine))
        .where(Delivery.recipient_id == mine, Delivery.due_on.between(first, last))
        .order_by(Delivery.id)
    )
    today = clock.today()
    for delivery_id, due_on, delivered_at, plan, issuer, sent_at, own_id in rows:
        assert due_on is not None
        yield Event(
            key=f"delivery-{delivery_id}",
            on=due_on,
            kind=EventKind.PLAN_DUE,
            title=f"Gửi kế hoạch của đơn vị thực hiện {plan.reference}",
            note=issuer,
            path=f"/plans/{own_id or plan.id}",
            is_done=sent_at is not None,
            is_late=sent_at is None and due_on < today,
            changed_at=delivered_at,
        )


def _plans_awaited(first: date, last: date) -> Iterator[Event]:
    """The days by which subordinates' plans must have come up."""
    rows = db.session.execute(
        select(Plan, Delivery.due_on, func.count(), func.count(Receipt.plan_sent_at))
        .join(Delivery, Delivery.plan_id == Plan.id)
        .outerjoin(
            Receipt,
            (Receipt.plan_id == Plan.id) & (Receipt.tenant_id == Delivery.recipient_id),
        )
        .where(
            Plan.tenant_id == context.acting().tenant_id,
            Delivery.tenant_id == context.acting().tenant_id,
            Delivery.due_on.between(first, last),
        )
        .group_by(Plan.id, Delivery.due_on)
        .order_by(Plan.id, Delivery.due_on)
    )
    today = clock.today()
    for plan, due_on, asked, came in rows:
        assert due_on is not None
        yield Event(
            key=f"plan-{plan.id}-{due_on.isoformat()}",
            on=due_on,
            kind=EventKind.PLANS_DUE,
            title=f"Hạn {asked} đơn vị gửi kế hoạch thực hiện {plan.reference}",
            note=f"đã gửi {came}/{asked}",
            path=f"/plans/{plan.id}/matrix",
            is_done=came == asked,
            is_late=came < asked and due_on < today,
            changed_at=plan.issued_at,
        )


def _reports(first: date, last: date) -> Iterator[Event]:
    today = clock.today()
    for year in range(first.year, last.year + 1):
        for slot in reports.slots(year):
            due_on = slot.kind.due_on(year)
            if not slot.is_owed or not first <= due_on <= last:
                continue
            went_up = slot.standing is not None and slot.standing.submission is not None
            yield Event(
                key=f"report-{slot.plan.id}-{slot.kind.value}",
                on=due_on,
                kind=EventKind.REPORT_DUE,
                title=f"{slot.kind.label} {year}",
                note=slot.plan.reference,
                path=f"/reports?year={year}",
                is_done=went_up and not slot.is_late(today),
                is_late=slot.is_late(today),
                changed_at=slot.plan.issued_at,
            )


def _papers(first: date, last: date, only_of: int | None) -> Iterator[Event]:
    """The days by which incoming papers must be dealt with."""
    today = clock.today()
    for paper in incoming.due(first, last):
        if paper.due_on is None or only_of not in (None, paper.assigned_to):
            continue
        holder = f"giao {paper.assigned_name}" if paper.assigned_name else "chưa giao"
        yield Event(
            key=f"incoming-{paper.id}",
            on=paper.due_on,
            kind=EventKind.INCOMING_DUE,
            title=f"Giải quyết văn bản đến số {paper.number:02d}: {paper.abstract}",
            note=f"{paper.sender_name}; {holder}",
            path=f"/registers/incoming/{paper.id}",
            is_done=paper.done_at is not None,
            is_late=paper.done_at is None and paper.due_on < today,
            changed_at=paper.done_at or paper.assigned_at or paper.created_at,
        )


def _remembered(first: date, last: date) -> Iterator[Event]:
    known: list[tuple[str, Remembered | Anniversary, datetime | None]] = [
        (f"vn-{one.month}-{one.day}", one, None) for one in NATIONAL
    ]
    known += [(f"own-{one.id}", one, one.created_at) for one in anniversaries.listed()]
    for year in range(first.year, last.year + 1):
        for key, one, changed_at in known:
            on = in_year(one.day, one.month, year)
            if first <= on <= last and year >= (one.since_year or 0):
                yield Event(
                    key=f"{key}-{year}",
                    on=on,
                    kind=EventKind.ANNIVERSARY,
                    title=occasion(one.name, one.since_year, year),
                    note=_roundness(one.since_year, year),
                    path="/calendar/anniversaries",
                    changed_at=changed_at,
                )


def _roundness(since_year: int | None, year: int) -> str:
    if since_year is None or year <= since_year:
        return ""
    roundness = Roundness.of(year - since_year)
    return "" if roundness is Roundness.OTHER else roundness.label


def _days_off(first: date, last: date) -> Iterator[Event]:
    for year in range(first.year, last.year + 1):
        try:
            found = holidays.days_off(year)
        except Invalid:
            continue
        for on, name in found.items():
            if first <= on <= last:
                yield Event(f"off-{on.isoformat()}", on, EventKind.HOLIDAY, name)


@dataclass(frozen=True)
class Day:
    """One day of a month's sheet: its events, and whether it belongs to the month."""

    on: date
    is_of_month: bool
    is_today: bool
    is_off: bool
    events: list[Event]


@dataclass(frozen=True)
class Month:
    """A month as a wall calendar has it: weeks from Monday to Sunday."""

    first: date
    weeks: list[list[Day]]

    @property
    def label(self) -> str:
        """'Tháng 11 năm 2026'."""
        return f"Tháng {self.first.month} năm {self.first.year}"

    @property
    def days(self) -> list[Day]:
        """The days of the month on which there is something."""
        return [day for week in self.weeks for day in week if day.is_of_month and day.events]


def month(first: date, *, only_of: int | None = None) -> Month:
    """The sheet of the month that begins on `first`."""
    span = dates.weeks_of(first)
    found = events(span[0][0], span[-1][-1], only_of=only_of)
    by_day: dict[date, list[Event]] = {}
    for one in found:
        by_day.setdefault(one.on, []).append(one)
    today = clock.today()
    return Month(
        first,
        [
            [
                Day(
                    on,
                    on.month == first.month,
                    on == today,
                    not _is_working(on),
                    by_day.get(on, []),
                )
                for on in week
            ]
            for week in span
        ],
    )


def _is_working(on: date) -> bool:
    try:
        return holidays.is_working_day(on)
    except Invalid:
        return on.weekday() < holidays.SATURDAY


def counted(found: Iterable[Event]) -> dict[EventKind, int]:
    """How many events of each kind."""
    counts = dict.fromkeys(EventKind, 0)
    for one in found:
        counts[one.kind] += 1
    return counts
