"""Mending a mistake in an issued set: its next edition, and what differs."""

from flask import flash, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib.errors import NotFound
from app.scoring.actions import criteria_sets as actions
from app.scoring.queries import criteria as queries
from app.scoring.queries import exchange
from app.scoring.views.blueprint import pages
from app.scoring.views.criteria_sets import see


@pages.post("/criteria-sets/<int:set_id>/editions")
@requires(Permission.CRITERIA_EDIT)
def draft_edition(set_id: int) -> Response:
    """Open the next edition of an issued set."""
    found = actions.draft_edition(set_id=set_id, by=current_user)
    flash(
        f"Đã lập dự thảo sửa đổi lần {found.edition}. Bộ đang áp dụng chỉ được thay khi bản này "
        "được ban hành.",
        "success",
    )
    return see(found.id)


@pages.get("/criteria-sets/<int:set_id>/changes")
@requires(Permission.CRITERIA_VIEW)
def edition_changes(set_id: int) -> str:
    """What an edition changes of the one that it replaces. 404 for a first edition."""
    found = queries.criteria_set(set_id)
    if found.replaces_id is None:
        raise NotFound("Bộ tiêu chí này chưa qua lần sửa đổi nào.")
    older = queries.criteria_set(found.replaces_id)
    return render_template(
        "scoring/edition_changes.html",
        criteria_set=found,
        older=older,
        changes=exchange.between(older, found),
    )
