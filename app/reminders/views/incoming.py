"""Pages: urgings that came to the reader's unit."""

from flask import render_template, request
from flask_login import current_user

from app.access import Permission, requires
from app.reminders import actions
from app.reminders.queries import urgings
from app.reminders.views.blueprint import pages


@pages.get("/urgings/incoming")
@requires(Permission.PLAN_VIEW)
def incoming() -> str:
    """What urges the reader's unit, unopened first."""
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template("reminders/incoming.html", found=urgings.incoming(page=page))


@pages.post("/urgings/<int:urging_id>/sighting")
@requires(Permission.PLAN_VIEW)
def see(urging_id: int) -> tuple[str, int]:
    """Note that an urging was opened; asked by the page itself."""
    actions.see_urging(urging_id=urging_id, by=current_user)
    return "", 204
