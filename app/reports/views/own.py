"""Pages of one's own reports: what is due, the working copy, sending it up."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib.schemas import load
from app.plans.terms import SigningCapacity
from app.progress import queries as progress
from app.progress.terms import TaskStatus
from app.reports import actions, jobs, papers, policies, queries, schemas
from app.reports.queries.own import Standing
from app.reports.terms import OUTLINE, REPORT_FIELDS
from app.reports.views.pages import pages

Page = str | Response | tuple[str, int]


@pages.get("/reports")
@requires(Permission.REPORT_VIEW)
def index() -> str:
    """The reports that the tenant's plans of a year call for, written or not."""
    years = progress.years()
    usual = clock.today().year if clock.today().year in years or not years else years[0]
    year = request.args.get("year", usual, type=int)
    return render_template(
        "reports/index.html",
        year=year,
        years=sorted({*years, year}, reverse=True),
        slots=queries.own.slots(year),
        has_superior=bool(current_user.tenant.superior_ids),
    )


@pages.post("/reports")
@requires(Permission.REPORT_EDIT)
def draft() -> Response:
    """Begin a report, and go on to write it."""
    asked = {name: value for name, value in request.form.items() if name != "csrf_token"}
    report = actions.draft(**load(schemas.ReportBeginning(), asked), by=current_user)
    return redirect(url_for("reports.narrative", report_id=report.id), 303)


def _facts(standing: Standing) -> dict[str, Any]:
    """What every page of a working copy shows: the report, today's figures, the outline."""
    report = standing.report
    live = queries.own.live(report.plan_id, report.kind)
    plan = progress.own_plan(report.plan_id)
    content = papers.of_working_copy(report, live.figures, live.lines, basis=plan.reference)
    return {
        "standing": standing,
        "report": report,
        "plan": plan,
        "live": live,
        "prose": papers.prose(content),
        "outline": OUTLINE,
        "statuses": list(TaskStatus),
        "missing": policies.missing_sections(report.narrative),
        "can_edit": policies.can_edit(standing.state),
    }


@pages.get("/reports/<int:report_id>")
@requires(Permission.REPORT_VIEW)
def show(report_id: int) -> str:
    """A report: where it stands, its figures, its narrative, every time it went up."""
    standing = queries.own.standing(report_id)
    return render_template(
        "reports/show.html",
        **_facts(standing),
        attempts=queries.own.attempts(report_id),
        issued=issued.of_subject("reports", report_id, standing.report.tenant_id),
    )


def _narrative(standing: Standing, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "reports/narrative.html",
        **_facts(standing),
        typed=refusal.typed,
        labels=REPORT_FIELDS,
        errors=refusal.errors,
        conflicts=refusal.differences(REPORT_FIELDS),
        stale=refusal.stale,
        refusal=refusal,
    )


def _narrative_again(report_id: int, refusal: Refusal) -> str:
    return _narrative(queries.own.standing(report_id), refusal)


@pages.get("/reports/<int:report_id>/narrative")
@requires(Permission.REPORT_EDIT)
def narrative(report_id: int) -> Page:
    """The form in which the report is written."""
    standing = queries.own.standing(report_id)
    if not policies.can_edit(standing.state):
        return redirect(url_for("reports.show", report_id=report_id))
    return _narrative(standing)


@pages.post("/reports/<int:report_id>/narrative")
@requires(Permission.REPORT_EDIT)
@shows_again(_narrative_again)
def save(report_id: int) -> Response:
    """Save what was written."""
    changes = schemas.changes_from_form(request.form)
    actions.edit(report_id=report_id, version=version_typed(), changes=changes, by=current_user)
    flash("Đã lưu báo cáo.", "success")
    return redirect(url_for("reports.show", report_id=report_id), 303)


def _sending(standing: Standing, refusal: Refusal = NO_REFUSAL) -> str:
    facts = _facts(standing)
    report, plan, before = standing.report, facts["plan"], standing.submission
    return render_template(
        "reports/submission_form.html",
        **facts,
        typed=refusal.typed,
        addressee=queries.own.tenant(report.addressee_id),
        capacities=SigningCapacity.of(current_user.tenant.kind),
        usual_number=queries.own.usual_number(report, clock.today()),
        usual_signer=before.signer_name if before is not None else plan.signer_name,
        errors=refusal.errors,
        stale=refusal.stale,
        refusal=refusal,
    )


def _sending_again(report_id: int, refusal: Refusal) -> str:
    return _sending(queries.own.standing(report_id), refusal)


@pages.get("/reports/<int:report_id>/submission")
@requires(Permission.REPORT_SEND)
def submission_form(report_id: int) -> Page:
    """The form in which number, day and signer are given."""
    standing = queries.own.standing(report_id)
    if not policies.can_edit(standing.state):
        return redirect(url_for("reports.show", report_id=report_id))
    return _sending(standing)


@pages.post("/reports/<int:report_id>/submissions")
@requires(Permission.REPORT_SEND)
@shows_again(_sending_again)
def send(report_id: int) -> Response:
    """Send the report up."""
    signed, version = schemas.sending_from_form(request.form, current_user.tenant.kind)
    sent = jobs.send_and_tell(
        report_id=report_id, signature=signed, version=version, by=current_user
    )
    flash(f"Đã gửi báo cáo số {sent.number}/{sent.symbol} lên cấp trên.", "success")
    return redirect(url_for("reports.show", report_id=report_id), 303)


@pages.post("/reports/<int:report_id>/papers")
@requires(Permission.PAPER_DRAW)
def draw(report_id: int) -> Response:
    """Have the working copy drawn."""
    asked = jobs.ask_working_copy(report_id=report_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=asked.id), 303)
