"""The acting tenant's own work that is still owed, with its last day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import contains_eager

from app.lib import dates
from app.plans.models import Delivery, Plan, Receipt, YearClosing
from app.plans.queries import assignments, years
from app.progress import queries as progress
from app.progress.terms import TaskStatus
from app.registers.queries import incoming
from app.reminders.models import Reminder
from app.reminders.queries import ladders
from app.reminders.terms import Step, SubjectKind
from app.reports import queries as reports
from app.reports.terms import ReportKind
from tenants import context
from tenants.db import db

STALE = timedelta(days=30)
"""A step that passed longer ago is not made up for: whoever begins with the product in November is
not reminded of January."""

MOST_WORDS = 160
NEVER = -10_000
"""Below every step."""
OWED = (TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS, TaskStatus.OBSTRUCTED)


@dataclass(frozen=True)
class Subject:
    """One piece of own work: what it is in words, and the page on which to do it.

    `user_id` is the one person to whom it was given, where it was.
    """

    kind: SubjectKind
    id: int
    last_day: date
    text: str
    path: str
    user_id: int | None = None

    @property
    def key(self) -> tuple[SubjectKind, int, date]:
        """What names it for reminding: a moved last day makes it new."""
        return self.kind, self.id, self.last_day

    def sentence(self, today: date) -> str:
        """How far the last day is, and what is to be done."""
        left = dates.relative(self.last_day, today)
        return f"{left[:1].upper()}{left[1:]} (hạn {dates.short(self.last_day)}): {self.text}"


@dataclass(frozen=True)
class Due:
    """A piece of work that is to be reminded of now, at this step."""

    subject: Subject
    step: Step


def owed(since: date, until: date) -> list[Subject]:
    """What is owed with a last day from `since` to `until`, the earliest first."""
    found = [
        *_tasks(since, until),
        *_plans(since, until),
        *_reports(since, until),
        *_papers(since, until),
    ]
    return sorted(found, key=lambda one: (one.last_day, one.kind.value, one.id))


def _tasks(since: date, until: date) -> list[Subject]:
    states = progress.of_tasks().subquery()
    rows = db.session.execute(
        select(
            states.c.task_id,
            states.c.last_day,
            states.c.number,
            states.c.text,
            states.c.plan_number,
            states.c.plan_symbol,
        ).where(
            states.c.last_day.between(since, until),
            states.c.status.in_(OWED),
            states.c.year.not_in([closing.year for closing in years.closings() if _holds(closing)]),
        )
    )
    return [
        Subject(
            SubjectKind.TASK,
            row.task_id,
            row.last_day,
            f"nhiệm vụ {row.number} của Kế hoạch số {row.plan_number}/{row.plan_symbol} "
            f"chưa hoàn thành: {_short(row.text)}",
            f"/progress/tasks/{row.task_id}",
        )
        for row in rows
    ]


def _holds(closing: YearClosing) -> bool:
    return closing.reopened_at is None


def _short(text: str) -> str:
    """The text of a task inside a notice: cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) <= MOST_WORDS:
        return line
    return f"{line[:MOST_WORDS].rsplit(' ', 1)[0]}…"


def _plans(since: date, until: date) -> list[Subject]:
    mine = context.acting().tenant_id
    rows: Any = db.session.execute(
        select(Delivery.due_on, Plan)
        .join(Plan, Plan.id == Delivery.plan_id)
        .join(Plan.issuer)
        .outerjoin(Receipt, and_(Receipt.plan_id == Delivery.plan_id, Receipt.tenant_id == mine))
        .options(contains_eager(Plan.issuer))
        .where(
            Delivery.recipient_id == mine,
            Delivery.due_on.between(since, until),
            Receipt.plan_sent_at.is_(None),
        )
    )
    return [
        Subject(
            SubjectKind.PLAN,
            plan.id,
            due_on,
            f"chưa gửi kế hoạch thực hiện {plan.reference} của {plan.issuer.name} ({plan.title}).",
            f"/plans/{plan.id}",
        )
        for due_on, plan in rows
    ]


def _reports(since: date, until: date) -> list[Subject]:
    """Half-year and year reviews on year plans that have a superior to go to."""
    if ladders.tenant().parent_id is None:
        return []
    found = []
    for year in range(since.year, until.year + 1):
        for slot in reports.own.slots(year):
            due_on = slot.kind.due_on(year)
            if since <= due_on <= until and slot.waits:
                found.append(_report(slot, due_on))
    return found


def _report(slot: reports.own.Slot, due_on: date) -> Subject:
    kind = SubjectKind(slot.kind.value)
    text = f"chưa gửi {ReportKind(slot.kind).label[:1].lower()}{slot.kind.label[1:]}"
    path = f"/reports?year={slot.plan.year}"
    return Subject(kind, slot.plan.id, due_on, f"{text} năm {slot.plan.year}.", path)


def _papers(since: date, until: date) -> list[Subject]:
    """Incoming papers that were given to somebody and are not dealt with."""
    return [
        Subject(
            SubjectKind.INCOMING_PAPER,
            paper.id,
            paper.due_on,
            f"văn bản đến số {paper.number:02d} của {paper.sender_name} chưa giải quyết xong: "
            f"{_short(paper.abstract)}",
            f"/registers/incoming/{paper.id}",
            paper.assigned_to,
        )
        for paper in incoming.due(since, until)
        if paper.due_on is not None and paper.assigned_to is not None and paper.done_at is None
    ]


def due(subjects: Iterable[Subject], steps: Sequence[Step], today: date) -> list[Due]:
    """Which work is to be reminded of today, each at the highest step that has come.

    Steps that passed during a downtime below that one are not made up for. Left out is what was
    reminded of at that step or a higher one, and what came longer ago than `STALE`.
    """
    come = [(step, step.latest(today)) for step in sorted(steps, key=lambda one: -one.height)]
    found = []
    for subject in subjects:
        step = next((step for step, latest in come if subject.last_day <= latest), None)
        if step is not None and step.day_of(subject.last_day) >= today - STALE:
            found.append(Due(subject, step))
    if not found:
        return []
    given = _highest_given([one.subject for one in found])
    return [
        one for one in found if given.get(one.subject.key, one.step.height - 1) < one.step.height
    ]


def _highest_given(subjects: Sequence[Subject]) -> dict[tuple[SubjectKind, int, date], int]:
    mine = context.acting().tenant_id
    rows = db.session.execute(
        select(Reminder.kind, Reminder.subject_id, Reminder.last_day, func.max(Reminder.height))
        .where(
            Reminder.tenant_id == mine,
            Reminder.unit_id == mine,
            tuple_(Reminder.kind, Reminder.subject_id, Reminder.last_day).in_(
                [one.key for one in subjects]
            ),
        )
        .group_by(Reminder.kind, Reminder.subject_id, Reminder.last_day)
    )
    return {(kind, subject_id, last_day): height for kind, subject_id, last_day, height in rows}


def window(steps: Sequence[Step], today: date) -> tuple[date, date]:
    """From which to which last day work can be due for a reminder today."""
    latest = [step.latest(today) for step in steps]
    reach = max((step.days for step in steps), default=0)
    return today - STALE - timedelta(days=2 * reach + 14), max(latest, default=today)


def leads(subjects: Iterable[Subject]) -> dict[int, tuple[int, ...]]:
    """The people of the office that leads each task, by the task; none for other work."""
    tasks = [one.id for one in subjects if one.kind is SubjectKind.TASK]
    return assignments.people_of(tasks) if tasks else {}


def counts(steps: Sequence[Step], today: date) -> dict[int, int]:
    """How much work of this year each step will still remind of, by the step's height."""
    ends = date(today.year, 12, 31)
    last_days = [one.last_day for one in owed(today - STALE, ends + STALE)]
    return {
        step.height: sum(today <= step.day_of(last_day) <= ends for last_day in last_days)
        for step in steps
    }
