"""Pages: papers that were sent to the unit and wait to be registered."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import receiving
from app.correspondence.queries import desks, recipients
from app.correspondence.views.blueprint import pages
from app.correspondence.views.outgoing import hub
from app.forms import shows_again
from app.lib.errors import Invalid
from app.lib.schemas import MOST_PAGES


@pages.get("/correspondence/incoming")
@requires(Permission.PAPER_VIEW)
def incoming() -> str:
    """What came and is neither registered nor returned."""
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    return render_template(
        "correspondence/incoming.html",
        found=recipients.waiting(page=page),
        has_clerk=bool(desks.desks().clerks),
    )


@pages.post("/correspondence/incoming/registrations")
@requires(Permission.PAPER_ISSUE)
def register_all() -> Response:
    """Register everything that waits, the oldest first."""
    count = receiving.register_all(by=current_user)
    flash(f"Đã vào sổ {count} văn bản đến.", "success")
    return redirect(url_for("correspondence.incoming"), 303)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/sighting")
@requires(Permission.PAPER_VIEW)
def see(outgoing_id: int) -> tuple[str, int]:
    """Note that the paper was opened; asked by the page itself."""
    receiving.see(paper_id=outgoing_id, by=current_user)
    return "", 204


@pages.post("/correspondence/outgoing/<int:outgoing_id>/registration")
@requires(Permission.PAPER_ISSUE)
def register(outgoing_id: int) -> Response:
    """Register one paper."""
    entry = receiving.register(paper_id=outgoing_id, by=current_user)
    flash(f"Đã vào sổ văn bản đến, số đến {entry.number:02d}.", "success")
    return redirect(url_for("correspondence.outgoing", outgoing_id=outgoing_id), 303)


@pages.post("/correspondence/outgoing/<int:outgoing_id>/return")
@requires(Permission.PAPER_ISSUE)
@shows_again(hub, Invalid)
def return_to_sender(outgoing_id: int) -> Response:
    """Send a paper back with the reason."""
    reason = request.form.get("reason", "")
    receiving.return_to_sender(paper_id=outgoing_id, reason=reason, by=current_user)
    flash("Đã trả lại văn bản cho nơi gửi.", "success")
    return redirect(url_for("correspondence.incoming"), 303)
