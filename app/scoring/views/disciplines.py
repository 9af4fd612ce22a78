"""Pages of discipline."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.clusters import queries as clusters
from app.lib.errors import Invalid
from app.scoring.actions import disciplines as actions
from app.scoring.deciding.terms import DisciplineKind
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import disciplines as queries
from app.scoring.queries import standings
from app.scoring.schemas import deciding_forms as schemas
from app.scoring.terms import DowngradeCause
from app.scoring.views import sets
from app.scoring.views.blueprint import Page, pages
from tenants import context
from tenants.db import refuse


@pages.get("/disciplines", endpoint="disciplines")
@requires(Permission.SHEET_VIEW)
def index() -> str:
    """The facts of a year, and which bands they lower."""
    set_policies.check_arrange(context.acting())
    return _page()


def _page(**values: Any) -> str:
    years = policies.years()
    year = policies.year_shown(request.values.get("year", type=int))
    found = [one for one in sets.issued() if one.year == year]
    lowered = [row for one in found for row in standings.board(one).rows if row.band_note]
    return render_template(
        "scoring/disciplines.html",
        year=year,
        years=sorted({*years, year}, reverse=True),
        recorded=queries.recorded(year),
        rules=[(one, one.downgrades) for one in found],
        causes={one.value: one.label for one in DowngradeCause},
        lowered=lowered,
        units=clusters.units(),
        kinds=[(one.value, one.label) for one in DisciplineKind],
        **{"errors": {}, "typed": {}, **values},
    )


@pages.post("/disciplines")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
def record_discipline() -> Page:
    """Record a fact."""
    try:
        found = actions.record(**schemas.discipline_form(request.form), by=current_user)
    except Invalid as error:
        refuse()
        return _page(errors=error.fields, typed=request.form), 422
    flash("Đã ghi trường hợp kỷ luật, vi phạm.", "success")
    return redirect(url_for("scoring.disciplines", year=found.decided_on.year), 303)


@pages.post("/disciplines/<int:discipline_id>/withdrawal")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
def withdraw_discipline(discipline_id: int) -> Page:
    """Say that a fact does not count."""
    try:
        found = actions.withdraw(
            discipline_id=discipline_id, reason=request.form.get("reason", ""), by=current_user
        )
    except Invalid as error:
        refuse()
        return _page(errors={f"reason-{discipline_id}": [error.message]}), 422
    flash("Đã rút trường hợp này; xếp loại được tính lại.", "success")
    return redirect(url_for("scoring.disciplines", year=found.decided_on.year), 303)
