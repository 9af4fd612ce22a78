"""Pages: an issued paper is revoked, replaced or corrected."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import changes as actions
from app.correspondence.schemas import steps as schemas
from app.correspondence.views.blueprint import pages
from app.correspondence.views.outgoing import hub
from app.lib.errors import Invalid
from app.lib.schemas import load_form
from tenants.db import refuse

Page = Response | tuple[str, int]


@pages.post("/correspondence/outgoing/<int:outgoing_id>/changes")
@requires(Permission.PAPER_APPROVE)
def change_paper(outgoing_id: int) -> Page:
    """Revoke, replace or correct a paper of the own register."""
    try:
        given = load_form(schemas.PaperChangeIn(), request.form)
        row = actions.change(
            paper_id=outgoing_id,
            kind=given["change"],
            reason=given["reason"],
            by_paper_id=given["by_paper_id"],
            version=request.form.get("version", type=int),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return hub(outgoing_id, 422, change_form=request.form, change_errors=error.fields)
    flash(f"Đã ghi: văn bản {row.change.done}; nơi nhận đã được báo.", "success")
    return redirect(url_for("correspondence.outgoing", outgoing_id=outgoing_id), 303)
