"""Pages of the addressee: who owes a report, one report, the answer, all of them by task."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.lib.schemas import load
from app.progress import queries as progress
from app.progress.terms import TaskStatus
from app.reports import jobs, papers, queries, schemas
from app.reports.queries.figures import Counts, Figures
from app.reports.terms import OUTLINE, ReportKind, Verdict
from app.reports.views.pages import pages


@pages.get("/reports/received")
@requires(Permission.REPORT_VIEW)
def received() -> str:
    """The subordinates with the reports that they sent, or owe."""
    asked = schemas.looked(request.args)
    due = queries.received.expected(asked.kind, asked.year, due_on=asked.due_on)
    return render_template(
        "reports/received.html",
        asked=asked,
        due=due,
        counts=schemas.tallied(due),
        kinds=list(ReportKind),
        years=sorted({*queries.received.years_received(), asked.year}, reverse=True),
    )


def _summary_plans(year: int) -> dict[int, str]:
    """The tenant's own plans of the year, on which subordinates report."""
    return {task.plan_id: task.plan_title for task in progress.tasks_of_year(year)}


@pages.get("/reports/summary")
@requires(Permission.REPORT_VIEW)
def summary() -> str:
    """The tasks of one's plan as the reports of the subordinates state them."""
    asked = schemas.looked(request.args)
    plans = _summary_plans(asked.year)
    plan_id = request.args.get("plan_id", next(iter(plans), 0), type=int)
    tasks = queries.received.by_task(plan_id, asked.kind) if plan_id else []
    return render_template(
        "reports/summary.html",
        asked=asked,
        plans=plans,
        plan_id=plan_id,
        tasks=tasks,
        total=sum((task.counts for task in tasks), Counts()),
        statuses=list(TaskStatus),
        kinds=list(ReportKind),
        years=sorted({*progress.years(), asked.year}, reverse=True),
    )


def _submission(submission_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    sent = queries.received.submission(submission_id)
    lines = queries.own.sent_lines(submission_id)
    return render_template(
        "reports/submission.html",
        sent=sent,
        report=sent.submission,
        lines=lines,
        figures=Figures.from_json(sent.submission.figures),
        prose=papers.prose(papers.of_submission(sent.submission, lines)),
        outline=OUTLINE,
        statuses=list(TaskStatus),
        issued=issued.of_subject("reports", sent.submission.report_id, sent.submission.tenant_id),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.get("/submissions/<int:submission_id>")
@requires(Permission.REPORT_VIEW)
def submission(submission_id: int) -> str:
    """A report as it was sent, for its sender and its addressee."""
    return _submission(submission_id)


@pages.post("/submissions/<int:submission_id>/review")
@requires(Permission.REPORT_REVIEW)
@shows_again(_submission, Invalid)
def review(submission_id: int) -> Response:
    """Accept the report, or return it with a reason."""
    asked = {name: value for name, value in request.form.items() if name != "csrf_token"}
    answer = load(schemas.ReportAnswer(), asked)
    given = jobs.review_and_tell(submission_id=submission_id, **answer, by=current_user)
    accepted = given.verdict is Verdict.ACCEPTED
    flash("Đã tiếp nhận báo cáo." if accepted else "Đã trả lại báo cáo kèm lý do.", "success")
    return redirect(url_for("reports.submission", submission_id=submission_id), 303)


@pages.post("/submissions/<int:submission_id>/papers")
@requires(Permission.PAPER_DRAW)
def draw_submission(submission_id: int) -> Response:
    """The sender's own file of what came; else have the report drawn as it was sent."""
    original = queries.received.original(submission_id)
    if original is not None:
        return redirect(url_for("documents.file", file_id=original.id), 303)
    asked = jobs.ask_submission(submission_id=submission_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=asked.id), 303)
