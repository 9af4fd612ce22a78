"""Pages: the members of a cluster as recipients of a paper."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import queries
from app.clusters.actions.recipients import address
from app.clusters.schemas import recipients as schemas
from app.clusters.views.blueprint import pages
from app.correspondence.terms import Purpose
from app.lib import clock
from app.lib.errors import Invalid
from app.lib.schemas import load_form
from app.registers import queries as registers
from tenants.db import refuse


def _form(outgoing_id: int, status: int = 200, errors: object = None) -> tuple[str, int]:
    page = render_template(
        "clusters/paper_recipients.html",
        paper=registers.paper(outgoing_id),
        groups=queries.readable(year=clock.today().year),
        purposes=[(purpose.value, purpose.label) for purpose in Purpose],
        form=request.form,
        errors=errors or {},
    )
    return page, status


@pages.get("/clusters/recipients/<int:outgoing_id>")
@requires(Permission.PAPER_ISSUE)
def paper_recipients(outgoing_id: int) -> tuple[str, int]:
    """Which cluster receives the paper."""
    return _form(outgoing_id)


@pages.post("/clusters/recipients/<int:outgoing_id>")
@requires(Permission.PAPER_ISSUE)
def add_paper_recipients(outgoing_id: int) -> Response | tuple[str, int]:
    """Put its members on the list."""
    try:
        data = load_form(schemas.PaperRecipientsIn(), request.form)
        added = address(paper_id=outgoing_id, by=current_user, **data)
    except Invalid as error:
        refuse()
        return _form(outgoing_id, 422, error.fields)
    flash(f"Đã thêm {added} nơi nhận." if added else "Cả cụm đã có trong danh sách.", "success")
    back = url_for("correspondence.outgoing", outgoing_id=outgoing_id, _anchor="recipients")
    return redirect(back, 303)
