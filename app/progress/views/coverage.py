"""Pages of the one whose plan is carried out below: task × unit, one cell, all at a glance."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import workbooks
from app.plans.queries import plans
from app.progress import jobs, papers, queries, schemas
from app.progress.queries.coverage import CoverageFilter, CoverageMatrix
from app.progress.terms import CoverageState, Pace
from app.progress.views.pages import pages

MOST_CELLS = 1_300
"""So many cells a page holds: 65 units with twenty tasks."""
MOST_STREAMED = 100
"""65 communes with their departments; for more units the worker writes the spreadsheet."""


@pages.get("/plans/<int:plan_id>/coverage/grid")
@requires(Permission.PROGRESS_VIEW)
def coverage_matrix(plan_id: int) -> str:
    """Units × tasks, one sign each, narrowed as asked."""
    plan = plans.own(plan_id)
    whole = queries.coverage.matrix(plan.id)
    chosen = schemas.coverage_filter(request.args)
    shown = whole.narrowed(chosen)
    quarter = _quarter_shown(shown, chosen)
    found = shown.narrowed(CoverageFilter(quarter=quarter))
    size = max(MOST_CELLS // max(len(found.tasks), 1), 10)
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "progress/coverage_matrix.html",
        plan=plan,
        whole=whole,
        found=found,
        units=found.units[(page - 1) * size : page * size],
        page=page,
        page_count=max(-(-len(found.units) // size), 1),
        chosen=chosen,
        quarter=quarter,
        quarters=_quarters(whole),
        arguments={**chosen.as_arguments(), **({"quarter": quarter} if quarter else {})},
        states=list(CoverageState),
        state=CoverageState,
        is_streamed=len(whole.units) <= MOST_STREAMED,
    )


def _quarters(matrix: CoverageMatrix) -> list[int]:
    return list(dict.fromkeys(task.quarter for task in matrix.tasks))


def _quarter_shown(shown: CoverageMatrix, chosen: CoverageFilter) -> int | None:
    """The quarter that was chosen; where the whole year is too large for a page, the first."""
    is_large = len(shown.tasks) * len(shown.units) > MOST_CELLS
    if chosen.quarter is not None or not is_large:
        return chosen.quarter
    return _quarters(shown)[0]


@pages.get("/plans/<int:plan_id>/coverage/<int:task_id>/<int:tenant_id>")
@requires(Permission.PROGRESS_VIEW)
def coverage_cell(plan_id: int, task_id: int, tenant_id: int) -> str:
    """What one unit made of one task, and how far it is."""
    plan = queries.own_plan(plan_id)
    found = queries.picture.answered(plan.id, task_id, tenant_id)
    return render_template("progress/coverage_cell.html", plan=plan, found=found)


@pages.get("/plans/<int:plan_id>/coverage.xlsx")
@requires(Permission.PROGRESS_VIEW)
def coverage_workbook(plan_id: int) -> Response:
    """The matrix as a spreadsheet at once; for a large province, by way of the worker's page."""
    plan = queries.own_plan(plan_id)
    if queries.cascade.recipient_count(plan.id) > MOST_STREAMED:
        return redirect(url_for("progress.coverage_matrix", plan_id=plan.id), 303)
    return send_file(
        BytesIO(jobs.workbook(plan.id)),
        mimetype=workbooks.XLSX,
        as_attachment=True,
        download_name=papers.workbook_name(plan.number, plan.year),
    )


@pages.post("/plans/<int:plan_id>/coverage/workbooks")
@requires(Permission.PAPER_DRAW)
def ask_workbook(plan_id: int) -> Response:
    """Have the spreadsheet written by the worker, and wait for it on its page."""
    paper_id = jobs.ask_workbook(plan_id=plan_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.get("/plans/<int:plan_id>/picture")
@requires(Permission.PROGRESS_VIEW)
def picture(plan_id: int) -> str:
    """Every unit at a glance: how much is done, what is late."""
    plan = plans.own(plan_id)
    found = queries.picture.picture(plan.id)
    by_pace = request.args.get("order") == "pace"
    return render_template(
        "progress/picture.html",
        plan=plan,
        found=found.worst_first() if by_pace else found,
        by_pace=by_pace,
        paces=list(Pace),
    )
