"""Pages: who works in which office."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import schemas
from app.directory.actions import people as actions
from app.directory.views.blueprint import pages
from app.directory.views.offices import office_page
from app.lib.errors import Invalid, Stale
from app.lib.schemas import load_form
from tenants.db import refuse


@pages.post("/offices/<int:office_id>/people")
@requires(Permission.DIRECTORY_EDIT)
def seat_people(office_id: int) -> Response | tuple[str, int]:
    """Say who works in an office."""
    try:
        data = load_form(schemas.PeopleFormSchema(), request.form)
        version = request.form.get("version", 0, type=int)
        saved = actions.seat(office_id=office_id, version=version, by=current_user, **data)
    except Invalid as error:
        refuse()
        return office_page(office_id, 422, errors=error.fields)
    except Stale:
        refuse()
        return office_page(office_id, 412, people_changed=True)
    flash(f"Đã lưu người của {saved.name}.", "success")
    return redirect(url_for("directory.office", office_id=office_id), 303)


@pages.post("/offices/people")
@requires(Permission.DIRECTORY_EDIT)
def settle_people() -> Response:
    """Put people into the offices that their memberships name."""
    count = actions.settle(by=current_user)
    flash(f"Đã xếp {count} người vào phòng, ban.", "success")
    return redirect(url_for("directory.index"), 303)
