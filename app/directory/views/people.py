"""Pages: who works in which office."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import schemas
from app.directory.actions import people as actions
from app.directory.views.blueprint import pages
from app.directory.views.offices import office_page
from app.forms import says_why, version_typed
from app.lib.schemas import load_form


@pages.post("/offices/<int:office_id>/people")
@requires(Permission.DIRECTORY_EDIT)
@says_why(office_page, part="people")
def seat_people(office_id: int) -> Response:
    """Say who works in an office."""
    data = load_form(schemas.PeopleFormSchema(), request.form)
    saved = actions.seat(office_id=office_id, version=version_typed(), by=current_user, **data)
    flash(f"Đã lưu người của {saved.name}.", "success")
    return redirect(url_for("directory.office", office_id=office_id), 303)


@pages.post("/offices/people")
@requires(Permission.DIRECTORY_EDIT)
def settle_people() -> Response:
    """Put people into the offices that their memberships name."""
    count = actions.settle(by=current_user)
    flash(f"Đã xếp {count} người vào phòng, ban.", "success")
    return redirect(url_for("directory.index"), 303)
