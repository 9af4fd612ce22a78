"""Pages of discipline."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import queries as clusters
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again
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
from app.scoring.views.blueprint import pages
from tenants import context


@pages.get("/disciplines", endpoint="disciplines")
@requires(Permission.SHEET_VIEW)
def index() -> str:
    """The facts of a year, and which bands they lower."""
    set_policies.check_arrange(context.acting())
    return _page()


def _page(discipline_id: int | None = None, refusal: Refusal = NO_REFUSAL) -> str:
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
        errors=refusal.errors if discipline_id is None else _at_reason(discipline_id, refusal),
        typed=refusal.typed,
    )


def _at_reason(discipline_id: int, refusal: Refusal) -> dict[str, list[str]]:
    return {f"reason-{discipline_id}": [refusal.message]}


@pages.post("/disciplines")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
@shows_again(_page, Invalid)
def record_discipline() -> Response:
    """Record a fact."""
    found = actions.record(**schemas.discipline_form(request.form), by=current_user)
    flash("Đã ghi trường hợp kỷ luật, vi phạm.", "success")
    return redirect(url_for("scoring.disciplines", year=found.decided_on.year), 303)


@pages.post("/disciplines/<int:discipline_id>/withdrawal")
@requires(Permission.CLUSTER_EDIT, Permission.SHEET_CONFIRM)
@says_why(_page, Invalid)
def withdraw_discipline(discipline_id: int) -> Response:
    """Say that a fact does not count."""
    found = actions.withdraw(
        discipline_id=discipline_id, reason=request.form.get("reason", ""), by=current_user
    )
    flash("Đã rút trường hợp này; xếp loại được tính lại.", "success")
    return redirect(url_for("scoring.disciplines", year=found.decided_on.year), 303)
