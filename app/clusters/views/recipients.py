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
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.schemas import load_form
from app.registers import queries as registers


def _form(outgoing_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "clusters/paper_recipients.html",
        paper=registers.paper(outgoing_id),
        groups=queries.readable(year=clock.today().year),
        purposes=[(purpose.value, purpose.label) for purpose in Purpose],
        form=refusal.typed,
        errors=refusal.errors,
    )


@pages.get("/clusters/recipients/<int:outgoing_id>")
@requires(Permission.PAPER_ISSUE)
def paper_recipients(outgoing_id: int) -> str:
    """Which cluster receives the paper."""
    return _form(outgoing_id)


@pages.post("/clusters/recipients/<int:outgoing_id>")
@requires(Permission.PAPER_ISSUE)
@shows_again(_form)
def add_paper_recipients(outgoing_id: int) -> Response:
    """Put its members on the list."""
    data = load_form(schemas.PaperRecipientsIn(), request.form)
    added = address(paper_id=outgoing_id, by=current_user, **data)
    flash(f"Đã thêm {added} nơi nhận." if added else "Cả cụm đã có trong danh sách.", "success")
    back = url_for("correspondence.outgoing", outgoing_id=outgoing_id, _anchor="recipients")
    return redirect(back, 303)
