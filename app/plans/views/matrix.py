"""Pages of an issuer: how far the recipients are, what they made of each task, what came up."""

from typing import Any

from flask import Response, render_template, request, url_for

from app.access import Permission, requires
from app.lib import dates, tables
from app.plans.queries import coverage as coverages
from app.plans.queries import matrix as matrices
from app.plans.queries import plans
from app.plans.queries import received as arrivals
from app.plans.queries.matrix import MatrixRow
from app.plans.terms import DeliveryState, Disposition, MatrixView
from app.plans.views.blueprint import pages

PAGE_SIZE = 50
MOST_CELLS = 2_000
"""A grid with more cells is shown quarter by quarter."""
CSV_HEAD = ("Mã", "Đơn vị", "Trạng thái", "Hạn", *(step.label for step in DeliveryState), "Số KH")


@pages.get("/plans/<int:plan_id>/matrix")
@requires(Permission.PLAN_VIEW)
def matrix(plan_id: int) -> str:
    """Recipients × steps, refreshed by itself."""
    return render_template("plans/matrix.html", **_shown(plan_id))


@pages.get("/plans/<int:plan_id>/matrix/body")
@requires(Permission.PLAN_VIEW)
def matrix_body(plan_id: int) -> tuple[str, int, dict[str, str]]:
    """The changing part of the matrix; nothing where it is still as the page knows it."""
    shown = _shown(plan_id)
    stamp = shown["found"].stamp
    if stamp == request.args.get("known"):
        return "", 204, {}
    return render_template("plans/parts/matrix_body.html", **shown), 200, {"X-Live-Known": stamp}


def _shown(plan_id: int) -> dict[str, Any]:
    plan = plans.own(plan_id)
    found = matrices.matrix(plan.id)
    view = request.args.get("view", MatrixView.ALL, type=MatrixView)
    return {
        "plan": plan,
        "found": found,
        "rows": found.shown(view),
        "view": view,
        "views": list(MatrixView),
        "steps": list(DeliveryState),
    }


@pages.get("/plans/<int:plan_id>/matrix.csv")
@requires(Permission.PLAN_VIEW)
def matrix_csv(plan_id: int) -> Response:
    """The matrix for a spreadsheet."""
    plan = plans.own(plan_id)
    found = matrices.matrix(plan.id)
    rows = [_csv_line(row, row.is_late(found.today)) for row in found.rows]
    name = f"ma-tran-ke-hoach-{plan.number}-{plan.year}.csv"
    return Response(
        tables.as_csv(CSV_HEAD, rows),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _csv_line(row: MatrixRow, is_late: bool) -> list[str]:
    moments = (row.at(step) for step in DeliveryState)
    return [
        row.code,
        row.name,
        f"{row.state.label}{' (quá hạn)' if is_late else ''}",
        dates.short(row.due_on) if row.due_on else "",
        *(dates.stamp(moment) if moment else "" for moment in moments),
        f"{row.plan_number}/{row.plan_symbol}" if row.plan_number else "",
    ]


@pages.get("/plans/<int:plan_id>/coverage")
@requires(Permission.PLAN_VIEW)
def coverage(plan_id: int) -> str:
    """Tasks × what the recipients made of them, in numbers."""
    plan = plans.own(plan_id)
    return render_template(
        "plans/coverage.html",
        plan=plan,
        found=coverages.coverage(plan.id),
        added=coverages.added_tasks(plan.id),
    )


@pages.get("/plans/<int:plan_id>/coverage/grid")
@requires(Permission.PLAN_VIEW)
def coverage_grid(plan_id: int) -> str:
    """Tasks × recipients, one letter each."""
    plan = plans.own(plan_id)
    tasks = plans.numbered(coverages.given_tasks(plan.id))
    rows = coverages.grid(plan.id)
    is_large = len(tasks) * len(rows) > MOST_CELLS
    quarter = request.args.get("quarter", 1 if is_large else 0, type=int)
    return render_template(
        "plans/coverage_grid.html",
        plan=plan,
        tasks=[(number, task) for number, task in tasks if quarter in (0, task.quarter)],
        rows=rows,
        quarter=quarter,
        quarters=([] if is_large else [0]) + list(dates.QUARTERS),
    )


@pages.get("/tasks/<int:task_id>/coverage")
@requires(Permission.PLAN_VIEW)
def task_coverage(task_id: int) -> str:
    """One task: which recipients kept, adapted or declined it, and why."""
    task = plans.own_task(task_id)
    _, answers = coverages.task_answers(task.id)
    return render_template(
        "plans/task_coverage.html",
        plan=plans.own(task.plan_id),
        task=task,
        by_disposition={
            one: [answer for answer in answers if answer.disposition is one]
            for one in (Disposition.DECLINED, Disposition.ADAPTED, Disposition.KEPT, None)
        },
        total=len(answers),
    )


@pages.get("/plans/received")
@requires(Permission.PLAN_VIEW)
def received() -> str:
    """What subordinates have sent up, the newest first."""
    year, plan_id = request.args.get("year", type=int), request.args.get("plan", type=int)
    text = request.args.get("q", "").strip()
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "plans/received.html",
        found=arrivals.received(
            year=year, text=text, plan_id=plan_id, page=page, page_size=PAGE_SIZE
        ),
        year=year,
        text=text,
        plan_id=plan_id,
        years=arrivals.years(),
        page=page,
        page_size=PAGE_SIZE,
        reset_url=url_for("plans.received"),
    )
