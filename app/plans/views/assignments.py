"""Pages: who does the tasks of a draft."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import schemas as shapes
from app.plans import actions
from app.plans.schemas.assignments import RequestSchema
from app.plans.views.blueprint import pages


@pages.post("/plans/<int:plan_id>/office-requests")
@requires(Permission.PLAN_EDIT)
def request_office(plan_id: int) -> Response:
    """Ask a Party or mass body instead of ordering it, wherever the draft orders it."""
    given = shapes.load_form(RequestSchema(), request.form)
    changed = actions.request_office(plan_id=plan_id, by=current_user, **given)
    leaderless = sum(task.lead_office is None for task in changed)
    said = f"{given['name']} được chuyển sang đề nghị ở {len(changed)} nhiệm vụ."
    if leaderless:
        said += f" {leaderless} nhiệm vụ trong đó cần ghi cơ quan chủ trì khác."
    flash(said, "success")
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor="assignment-doubts"), 303)
