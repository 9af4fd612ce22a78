"""Pages: an issued paper is revoked, replaced or corrected."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import changes as actions
from app.correspondence.queries import changes as queries
from app.correspondence.schemas import steps as schemas
from app.correspondence.views.blueprint import pages
from app.correspondence.views.outgoing import hub
from app.forms import shows_again, version_if_any
from app.lib.errors import Invalid
from app.lib.schemas import load_form


@pages.post("/correspondence/outgoing/<int:outgoing_id>/changes")
@requires(Permission.PAPER_APPROVE)
@shows_again(hub, Invalid, part="change")
def change_paper(outgoing_id: int) -> Response:
    """Revoke, replace or correct a paper of the own register."""
    given = load_form(schemas.PaperChangeIn(), request.form)
    row = actions.change(
        paper_id=outgoing_id,
        kind=given["change"],
        reason=given["reason"],
        by_paper_id=given["by_paper_id"],
        version=version_if_any(),
        by=current_user,
    )
    units = queries.units_told(outgoing_id)
    told = f"đã báo {units} đơn vị nhận qua hệ thống" if units else "chưa gửi đơn vị nào để báo"
    flash(f"Đã ghi: văn bản {row.change.done}; {told}.", "success")
    return redirect(url_for("correspondence.outgoing", outgoing_id=outgoing_id), 303)
