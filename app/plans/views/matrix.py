"""Pages of an issuer: how far the recipients are, and what came up."""

from typing import Any

from flask import Response, render_template, request, url_for

from app.access import Permission, requires
from app.lib import dates, tables
from app.plans.queries import matrix as matrices
from app.plans.queries import plans
from app.plans.queries import received as arrivals
from app.plans.queries.matrix import MatrixRow
from app.plans.terms import DeliveryState, MatrixView, RoundState
from app.plans.views.blueprint import pages

PAGE_SIZE = 50
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


@pages.get("/plans/received")
@requires(Permission.PLAN_VIEW)
def received() -> str:
    """What subordinates have sent up, the newest first."""
    year, plan_id = request.args.get("year", type=int), request.args.get("plan", type=int)
    text = request.args.get("q", "").strip()
    state = request.args.get("state", type=RoundState)
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "plans/received.html",
        found=arrivals.received(
            year=year, text=text, plan_id=plan_id, state=state, page=page, page_size=PAGE_SIZE
        ),
        state=state,
        year=year,
        text=text,
        plan_id=plan_id,
        years=arrivals.years(),
        page=page,
        page_size=PAGE_SIZE,
        reset_url=url_for("plans.received"),
    )
