"""Trying a set out with the values of invented members."""

from typing import Any

from flask import render_template, request

from app.access import Permission, requires
from app.lib.errors import Invalid
from app.scoring.queries import criteria as queries
from app.scoring.scale import Scale
from app.scoring.schemas import trials as schemas
from app.scoring.schemas.fields import about
from app.scoring.trials import MOST_MEMBERS, try_members
from app.scoring.views.blueprint import Page, pages

USUAL_MEMBERS = 3
NAMES = ("Đơn vị A", "Đơn vị B", "Đơn vị C", "Đơn vị D")


def _count() -> int:
    count = request.values.get("members", USUAL_MEMBERS, type=int)
    return min(max(count, 1), MOST_MEMBERS)


@pages.get("/criteria-sets/<int:set_id>/trial")
@requires(Permission.CRITERIA_VIEW)
def trial(set_id: int) -> str:
    """Fields for sample values."""
    return _trial(queries.scale(set_id))


def _trial(scale: Scale, **values: Any) -> str:
    return render_template(
        "scoring/trial.html",
        criteria_set=scale.criteria_set,
        scale=scale,
        count=_count(),
        most=MOST_MEMBERS,
        names=NAMES,
        labels=about(values.get("errors", {}), scale, NAMES),
        **{"errors": {}, "typed": {}, "results": [], **values},
    )


@pages.post("/criteria-sets/<int:set_id>/trial")
@requires(Permission.CRITERIA_VIEW)
def try_out(set_id: int) -> Page:
    """Reckon sample values; nothing is kept."""
    scale = queries.scale(set_id)
    try:
        results = try_members(scale, schemas.members_form(request.form, _count(), scale))
    except Invalid as error:
        return _trial(scale, errors=error.fields, typed=request.form), 422
    return _trial(scale, typed=request.form, results=results)
