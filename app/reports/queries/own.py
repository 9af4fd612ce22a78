"""One's own reports: what is to be written, what was written, what went up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import DateTime as Instant
from sqlalchemy import Select, and_, literal, or_, select

from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import NotFound
from app.plans.models import Plan, Task
from app.plans.terms import PlanKind
from app.progress import queries as progress
from app.registers import queries as registers
from app.reports import policies
from app.reports.models import Report, ReportLine, Review, Submission
from app.reports.queries import figures
from app.reports.queries.figures import Figures, Line
from app.reports.terms import ReportKind, ReportState
from tenants import context
from tenants.db import db
from tenants.models import Tenant

MISSING = "Không tìm thấy báo cáo này trong các báo cáo của đơn vị."
LINE_COLUMNS = (
    "task_id",
    "upstream_task_id",
    "quarter",
    "position",
    "text",
    "status",
    "percent",
    "on",
    "is_late",
    "evidence_count",
)


@dataclass(frozen=True)
class Standing:
    """A report with its last submission and the answer to it."""

    report: Report
    submission: Submission | None
    review: Review | None

    @property
    def state(self) -> ReportState:
        """Where the report stands."""
        verdict = None if self.review is None else self.review.verdict
        return policies.state_of(self.report.last_attempt, verdict)


@dataclass(frozen=True)
class Slot:
    """A report that an issued plan calls for, written or not.

    `is_owed`: the superior asks for it. One year plan of the year is asked about, and no period
    that had ended before the plan was issued.
    """

    plan: Plan
    kind: ReportKind
    standing: Standing | None
    is_owed: bool

    @property
    def waits(self) -> bool:
        """Whether the superior asks for it and it has not gone up, or came back."""
        return self.is_owed and (self.standing is None or policies.can_edit(self.standing.state))

    def is_late(self, today: date) -> bool:
        """Whether it should have gone up before today and has not."""
        return self.waits and today > self.kind.due_on(self.plan.year)


@dataclass(frozen=True)
class Live:
    """What the report says of the tasks at this moment."""

    lines: list[Line]
    figures: Figures


def lines_of_plan(plan_id: int, kind: ReportKind) -> Select[Any]:
    """The tasks of the period with their present states, as columns of a report line."""
    states = progress.of_tasks(Task.plan_id == plan_id, Task.quarter.in_(kind.quarters)).subquery()
    return select(
        *(
            states.c.number.label("position") if name == "position" else states.c[name]
            for name in LINE_COLUMNS
        )
    ).order_by(states.c.number)


def lines_to_send(submission: Submission, plan_id: int) -> Select[Any]:
    """The report lines of a submission as rows to insert: `SENT_COLUMNS`, in their order."""
    lines = lines_of_plan(plan_id, submission.kind).subquery()
    return select(
        literal(submission.tenant_id),
        literal(submission.id),
        literal(submission.addressee_id),
        literal(submission.sent_at, Instant(timezone=True)),
        *(lines.c[name] for name in LINE_COLUMNS),
    )


SENT_COLUMNS = ("tenant_id", "submission_id", "addressee_id", "sent_at", *LINE_COLUMNS)


def live(plan_id: int, kind: ReportKind) -> Live:
    """The lines and figures of a report on a plan, drawn from its tasks now."""
    rows = db.session.execute(lines_of_plan(plan_id, kind))
    lines = [Line(**row._mapping) for row in rows]
    return Live(lines, figures.count(lines, quarters=kind.quarters, as_of=clock.today()))


def standing(report_id: int) -> Standing:
    """One of the tenant's reports. Raises NotFound for another's."""
    row = db.session.execute(_standings().where(Report.id == report_id)).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return Standing(*row)


def standing_for_change(report_id: int) -> Standing:
    """The same, kept from other writers until the transaction ends. Raises NotFound."""
    db.session.scalar(
        select(Report)
        .where(Report.id == report_id, Report.tenant_id == context.acting().tenant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return standing(report_id)


def report_on(plan_id: int, kind: ReportKind) -> Report | None:
    """The tenant's report of this kind on a plan, where it was begun."""
    return db.session.scalar(
        select(Report).where(
            Report.tenant_id == context.acting().tenant_id,
            Report.plan_id == plan_id,
            Report.kind == kind,
        )
    )


def _standings() -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(Report, Submission, Review)
        .outerjoin(
            Submission,
            and_(Submission.report_id == Report.id, Submission.attempt == Report.last_attempt),
        )
        .outerjoin(Review, Review.submission_id == Submission.id)
        .where(Report.tenant_id == context.acting().tenant_id)
    )
    return query


def slots(year: int) -> list[Slot]:
    """What the tenant may report on in a year: each issued plan × half-year and year."""
    begun = {
        (row.Report.plan_id, row.Report.kind): Standing(*row)
        for row in db.session.execute(_standings().where(Report.year == year))
    }
    plans = db.session.scalars(
        select(Plan)
        .where(
            Plan.kind != PlanKind.GUIDANCE,
            Plan.tenant_id == context.acting().tenant_id,
            Plan.year == year,
            Plan.issued_at.is_not(None),
            or_(
                Plan.kind != PlanKind.CONFERENCE_PLAN,
                Plan.id.in_([plan_id for plan_id, _ in begun]),
            ),
        )
        .order_by(Plan.issued_on, Plan.id)
    ).all()
    asked = _asked_about(plans)
    return [
        Slot(plan, kind, begun.get((plan.id, kind)), plan is asked and _is_within(plan, kind))
        for plan in plans
        for kind in ReportKind
    ]


def _asked_about(plans: Sequence[Plan]) -> Plan | None:
    """The year plan that the reports of a year are about: the one out of the superior's first."""
    year_plans = [plan for plan in plans if plan.kind is PlanKind.YEAR_PLAN]
    return next((plan for plan in year_plans if plan.upstream_plan_id), None) or next(
        iter(year_plans), None
    )


def _is_within(plan: Plan, kind: ReportKind) -> bool:
    """Whether the plan was in force in the period at all."""
    return plan.issued_on is not None and plan.issued_on <= kind.due_on(plan.year)


def listed(*, page: int, page_size: int) -> list[Standing]:
    """The tenant's reports, the latest first."""
    rows = db.session.execute(
        _standings()
        .order_by(Report.year.desc(), Report.id.desc())
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return [Standing(*row) for row in rows]


def attempts(report_id: int) -> list[tuple[Submission, Review | None]]:
    """Every time the report went up, the last one first, with the answers."""
    rows = db.session.execute(
        select(Submission, Review)
        .outerjoin(Review, Review.submission_id == Submission.id)
        .where(
            Submission.report_id == report_id,
            Submission.tenant_id == context.acting().tenant_id,
        )
        .order_by(Submission.attempt.desc())
    )
    return [(submission, review) for submission, review in rows]


def usual_number(report: Report, on: date) -> str:
    """The number that the report has, where it may bear the day; else the next of its series."""
    held = registers.of_subject("reports", report.id)
    if held is not None and registers.fits(held, on):
        return held.printed_number
    return registers.suggested_number(PaperKind.REPORT, report.symbol, on.year)


def tenant(tenant_id: int) -> Tenant:
    """A tenant of the register."""
    return db.session.get_one(Tenant, tenant_id)


def sent_lines(submission_id: int) -> list[Line]:
    """The lines of a submission that may be read, in printed order."""
    rows: Sequence[ReportLine] = db.session.scalars(
        select(ReportLine)
        .where(ReportLine.submission_id == submission_id)
        .order_by(ReportLine.quarter, ReportLine.position, ReportLine.id)
    ).all()
    return [Line(**{name: getattr(row, name) for name in LINE_COLUMNS}) for row in rows]
