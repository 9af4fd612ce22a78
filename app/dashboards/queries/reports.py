"""Reports that wait: one's own to be written and sent, others' to be reviewed or asked for."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock, dates
from app.plans.models import Delivery, Plan
from app.plans.terms import PlanKind
from app.reports.models import Review, Submission
from app.reports.queries import own
from app.reports.queries.own import Slot
from app.reports.terms import ReportKind, ReportState, Verdict
from tenants import context
from tenants.db import db

AHEAD = timedelta(days=30)
"""How long before its last day a report is shown as waiting."""
LAST_YEAR_UNTIL = 3
"""The month up to which last year's report is still asked for."""
HALF = 6


def own_reports(reader: Identity) -> Iterator[Line]:
    """The reports that the unit owes on its year plan, and those that came back."""
    today = clock.today()
    years = [today.year - 1, today.year] if today.month <= LAST_YEAR_UNTIL else [today.year]
    for year in years:
        for slot in own.slots(year):
            if _is_asked(slot, today):
                yield from _own_step(slot, reader.permissions)


def _is_asked(slot: Slot, today: date) -> bool:
    """A report is asked for once it was begun, and on a year plan when its day draws near."""
    if slot.standing is not None:
        return True
    return slot.is_owed and today >= slot.kind.due_on(slot.plan.year) - AHEAD


def _own_step(slot: Slot, given: frozenset[Permission]) -> Iterator[Line]:
    name = f"{slot.kind.label.lower()} {slot.plan.year}"
    due_on, plan = slot.kind.due_on(slot.plan.year), slot.plan.reference
    if slot.standing is None:
        if Permission.REPORT_EDIT in given:
            here = door("reports.index", year=slot.plan.year)
            yield Line(LineKind.REPORT_WRITE, f"Lập {name}", here, plan, due_on)
        return
    standing = slot.standing
    here = door("reports.show", report_id=standing.report.id)
    if standing.state is ReportState.RETURNED and standing.review is not None:
        note = f"Lý do trả lại: {standing.review.reason}"
        yield Line(LineKind.REPORT_CORRECT, f"Bổ sung và gửi lại {name}", here, note, due_on)
    elif standing.state is ReportState.DRAFT and Permission.REPORT_SEND in given:
        yield Line(LineKind.REPORT_SEND, f"Kiểm tra và gửi {name}", here, plan, due_on)
    elif standing.state is ReportState.DRAFT:
        yield Line(LineKind.REPORT_WRITE, f"Hoàn thiện {name}", here, plan, due_on)


def to_review(reader: Identity) -> Iterator[Line]:
    """Reports that subordinates sent up and that nobody has answered, by kind and year."""
    answered = select(Review.id).where(Review.submission_id == Submission.id).exists()
    rows = db.session.execute(
        select(
            Submission.kind,
            Submission.year,
            func.count().label("waiting"),
            func.min(Submission.sent_at).label("oldest"),
        )
        .where(Submission.addressee_id == context.acting().tenant_id, ~answered)
        .group_by(Submission.kind, Submission.year)
        .order_by(Submission.year.desc(), Submission.kind)
    )
    for row in rows:
        text = f"Duyệt {row.waiting} {row.kind.label.lower()} {row.year} đã gửi lên"
        since = dates.short(clock.local(row.oldest).date()) if row.oldest else ""
        here = door("reports.received", kind=row.kind.value, year=row.year)
        note = f"Báo cáo chờ lâu nhất gửi ngày {since}"
        yield Line(LineKind.REPORT_REVIEW, text, here, note, count=row.waiting)


def missing(reader: Identity) -> Iterator[Line]:
    """The units that have not sent the last report that fell due: to be chased.

    They were given the year's plan before that day; a returned report has not come.
    """
    kind, year = _last_due(clock.today())
    due_on = kind.due_on(year)
    returned = (
        select(Review.id)
        .where(Review.submission_id == Submission.id, Review.verdict == Verdict.RETURNED)
        .exists()
    )
    came = (
        select(Submission.id)
        .where(
            Submission.tenant_id == Delivery.recipient_id,
            Submission.addressee_id == Delivery.tenant_id,
            Submission.kind == kind,
            Submission.year == year,
            ~returned,
        )
        .exists()
    )
    count = db.session.scalar(
        select(func.count(func.distinct(Delivery.recipient_id)))
        .join(Plan, Plan.id == Delivery.plan_id)
        .where(
            Delivery.tenant_id == context.acting().tenant_id,
            Delivery.sent_at < datetime.combine(due_on + timedelta(days=1), time(), clock.TZ),
            Plan.kind == PlanKind.YEAR_PLAN,
            Plan.year == year,
            ~came,
        )
    )
    if count:
        text = f"Đôn đốc {count} đơn vị chưa gửi {kind.label.lower()} {year}"
        here = door("reports.received", kind=kind.value, year=year)
        yield Line(LineKind.REPORT_CHASE, text, here, None, due_on, count)


def _last_due(today: date) -> tuple[ReportKind, int]:
    """The report whose last day passed last."""
    if today.month > HALF:
        return ReportKind.HALF_YEAR_REVIEW, today.year
    return ReportKind.YEAR_REVIEW, today.year - 1
