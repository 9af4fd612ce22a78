"""What subordinates sent up: who owes a report, one report, and all of them by task."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from app.documents.models import File
from app.lib import clock
from app.lib.errors import NotFound
from app.plans.models import Delivery, Plan, Task, printed_order
from app.plans.terms import PlanKind
from app.progress import queries as progress
from app.progress.terms import TaskStatus
from app.registers import queries as registers
from app.reports import policies
from app.reports.models import ReportLine, Review, Submission
from app.reports.queries.figures import Counts
from app.reports.terms import ReportKind, ReportState, Verdict
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Merged = aliased(Task, name="merged")


@dataclass(frozen=True)
class Due:
    """A subordinate with the report that it sent, or owes."""

    tenant_id: int
    name: str
    submission_id: int | None
    attempt: int | None
    number: str | None
    symbol: str | None
    first_sent_at: datetime | None
    sent_at: datetime | None
    verdict: Verdict | None
    due_on: date
    today: date

    @property
    def state(self) -> ReportState | None:
        """Where the report stands; None where none has come."""
        if self.submission_id is None:
            return None
        return policies.state_of(self.attempt or 1, self.verdict)

    @property
    def is_late(self) -> bool:
        """Whether the first attempt came after the last day, or has not come by now."""
        if self.first_sent_at is None:
            return self.today > self.due_on
        return clock.local(self.first_sent_at).date() > self.due_on


@dataclass(frozen=True)
class Sent:
    """A submission as its sender or its addressee reads it."""

    submission: Submission
    sender: Tenant
    addressee: Tenant
    review: Review | None

    @property
    def state(self) -> ReportState:
        """Where this attempt stands."""
        return policies.state_of(1, None if self.review is None else self.review.verdict)

    @property
    def is_addressed_to_me(self) -> bool:
        """Whether the acting tenant is to answer it."""
        return self.submission.addressee_id == context.acting().tenant_id


@dataclass(frozen=True)
class TaskSummary:
    """A task of the superior's plan as the subordinates' reports state it."""

    task_id: int
    number: int
    quarter: int
    text: str
    reports: int
    counts: Counts


def expected(kind: ReportKind, year: int, *, due_on: date | None = None) -> list[Due]:
    """Who is to send a report of this kind, with what came, in one statement.

    Expected are the units directly below that existed on the last day and to which a year plan
    had been delivered by then; whoever sent one is listed in any case.
    """
    due_on = due_on or kind.due_on(year)
    mine = context.acting().tenant_id
    sent = (
        select(
            Submission,
            func.min(Submission.sent_at)
            .over(partition_by=Submission.report_id)
            .label("first_sent_at"),
        )
        .ext(distinct_on(Submission.report_id))
        .where(Submission.addressee_id == mine, Submission.kind == kind, Submission.year == year)
        .order_by(Submission.report_id, Submission.attempt.desc())
        .subquery()
    )
    rows = db.session.execute(
        select(
            Tenant.id.label("tenant_id"),
            Tenant.name,
            sent.c.id.label("submission_id"),
            sent.c.attempt,
            sent.c.number,
            sent.c.symbol,
            sent.c.first_sent_at,
            sent.c.sent_at,
            Review.verdict,
        )
        .outerjoin(sent, sent.c.tenant_id == Tenant.id)
        .outerjoin(Review, Review.submission_id == sent.c.id)
        .where(or_(_owes(due_on, year), sent.c.id.is_not(None)))
        .order_by(Tenant.sort_key, Tenant.id, sent.c.id)
    )
    today = clock.today()
    return [Due(**row._mapping, due_on=due_on, today=today) for row in rows]


def _owes(due_on: date, year: int) -> ColumnElement[bool]:
    mine = context.acting().tenant_id
    delivered = (
        select(Delivery.recipient_id)
        .join(Plan, Plan.id == Delivery.plan_id)
        .where(
            Delivery.tenant_id == mine,
            Delivery.sent_at <= datetime.combine(due_on, time.max, clock.TZ),
            Plan.kind == PlanKind.YEAR_PLAN,
            Plan.year == year,
        )
    )
    return and_(
        Tenant.parent_id == mine,
        func.coalesce(Tenant.valid_from, due_on) <= due_on,
        func.coalesce(Tenant.valid_to, due_on) >= due_on,
        Tenant.id.in_(delivered),
    )


def submission(submission_id: int) -> Sent:
    """A report as it was sent: by its sender or its addressee. Raises NotFound for others."""
    sender, addressee = aliased(Tenant), aliased(Tenant)
    row = db.session.execute(
        select(Submission, sender, addressee, Review)
        .join(sender, sender.id == Submission.tenant_id)
        .join(addressee, addressee.id == Submission.addressee_id)
        .outerjoin(Review, Review.submission_id == Submission.id)
        .where(Submission.id == submission_id)
    ).one_or_none()
    if row is None:
        raise NotFound("Không tìm thấy báo cáo này, hoặc báo cáo không gửi đến đơn vị của bạn.")
    return Sent(*row)


def is_last(sent: Submission) -> bool:
    """Whether no later attempt of the report came."""
    later = select(Submission.id).where(
        Submission.report_id == sent.report_id, Submission.attempt > sent.attempt
    )
    return not db.session.scalar(select(later.exists()))


def original(submission_id: int) -> File | None:
    """The sender's own file of a report as it stands; None of one's own, of an earlier attempt.

    Raises NotFound.
    """
    sent = submission(submission_id).submission
    return registers.original("reports", sent.report_id) if is_last(sent) else None


def waiting_count() -> int:
    """How many reports wait for the acting tenant's answer."""
    answered = select(Review.id).where(Review.submission_id == Submission.id).exists()
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Submission)
            .where(Submission.addressee_id == context.acting().tenant_id, ~answered)
        )
        or 0
    )


def years_received() -> list[int]:
    """The years of the reports that came, latest first."""
    return list(
        db.session.scalars(
            select(Submission.year)
            .where(Submission.addressee_id == context.acting().tenant_id)
            .distinct()
            .order_by(Submission.year.desc())
        )
    )


def by_task(plan_id: int, kind: ReportKind) -> list[TaskSummary]:
    """The tasks of one's plan as the reports of this kind state them, by one GROUP BY.

    A report that was returned does not count until it comes again. Raises NotFound for a plan
    that is not the acting tenant's.
    """
    progress.own_plan(plan_id)
    stated = _stated(plan_id, kind)
    order = printed_order()
    rows = db.session.execute(
        select(
            Task.id.label("task_id"),
            func.row_number().over(order_by=order).label("number"),
            Task.quarter,
            Task.text,
            func.count(func.distinct(stated.c.tenant_id)).label("reports"),
            *_counts(stated),
        )
        .join_from(Task, Plan, Plan.id == Task.plan_id)
        .outerjoin(stated, stated.c.task_id == Task.id)
        .where(
            Task.plan_id == plan_id,
            Task.quarter.in_(kind.quarters),
            Task.stands,
        )
        .group_by(Task.id, Plan.id)
        .order_by(*order)
    )
    names = ("task_id", "number", "quarter", "text", "reports")
    counted = [field.name for field in fields(Counts)]
    return [
        TaskSummary(
            **{name: getattr(row, name) for name in names},
            counts=Counts(**{name: int(getattr(row, name)) for name in counted}),
        )
        for row in rows
    ]


def _stated(plan_id: int, kind: ReportKind) -> Subquery:
    """What each report on one's plan that was not returned says of each task, one row for both.

    A task that was split is stated by all its parts; one that was merged into another by the line
    of that one.
    """
    own = _lines(plan_id, kind, ReportLine.upstream_task_id)
    of_merged = _lines(plan_id, kind, Merged.upstream_task_id).join(
        Merged,
        and_(Merged.tenant_id == ReportLine.tenant_id, Merged.merged_into_id == ReportLine.task_id),
    )
    lines = union_all(own, of_merged).subquery()
    return (
        select(
            lines.c.task_id,
            lines.c.tenant_id,
            progress.cascade.state_of_parts(lines.c.status).label("status"),
            func.bool_or(lines.c.is_late).label("is_late"),
            func.sum(lines.c.evidence_count).label("evidence_count"),
        )
        .group_by(lines.c.task_id, lines.c.tenant_id)
        .subquery()
    )


def _lines(plan_id: int, kind: ReportKind, task_id: Any) -> Select[Any]:
    returned = (
        select(Review.id)
        .where(Review.submission_id == Submission.id, Review.verdict == Verdict.RETURNED)
        .exists()
    )
    return (
        select(
            task_id.label("task_id"),
            ReportLine.status,
            ReportLine.is_late,
            ReportLine.evidence_count,
            ReportLine.tenant_id,
        )
        .select_from(ReportLine)
        .join(Submission, Submission.id == ReportLine.submission_id)
        .where(
            ReportLine.addressee_id == context.acting().tenant_id,
            Submission.kind == kind,
            Submission.upstream_plan_id == plan_id,
            ~returned,
        )
    )


def _counts(stated: Subquery) -> list[ColumnElement[int]]:
    by_status = [
        func.count().filter(stated.c.status == status.value).label(status.value)
        for status in TaskStatus
    ]
    late = func.count().filter(stated.c.is_late).label("late")
    evidence = func.coalesce(func.sum(stated.c.evidence_count), 0).label("evidence")
    return [*by_status, late, evidence]
