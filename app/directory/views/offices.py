"""Pages: bureaus, villages, schools and bodies of the tenant."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.directory import policies, queries, schemas
from app.directory.actions import offices as actions
from app.directory.terms import KIND_LABELS, usual_offices
from app.directory.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form

LABELS = {"name": "Tên", "kind": "Loại", "aliases": "Tên khác"}


def _index(refusal: Refusal = NO_REFUSAL) -> str:
    offices = queries.offices()
    tenant = current_user.tenant
    takes_usual = policies.can_take_usual(tenant, offices=len(offices))
    return render_template(
        "directory/index.html",
        offices=offices,
        kinds=KIND_LABELS,
        choices=schemas.kind_choices(),
        usual=usual_offices(tenant.unit_word) if takes_usual else [],
        groups=queries.groups(),
        people=queries.names_by_office(),
        to_settle=queries.to_settle(),
        form=refusal.typed or request.args,
        errors=refusal.errors,
    )


@pages.get("/offices")
@requires(Permission.DIRECTORY_VIEW)
def index() -> str:
    """The offices of the tenant by kind."""
    return _index()


@pages.post("/offices")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(_index, Invalid, Conflict)
def add_office() -> Response:
    """Enter an office."""
    added = actions.add(by=current_user, **load_form(schemas.OfficeInSchema(), request.form))
    flash(f"Đã thêm {added.name}.", "success")
    return redirect(url_for("directory.index"), 303)


@pages.post("/offices/usual-set")
@requires(Permission.DIRECTORY_EDIT)
def add_usual_offices() -> Response:
    """Enter what a commune usually has."""
    count = actions.add_usual(tenant=current_user.tenant, by=current_user)
    flash(f"Đã thêm {count} phòng, ban, đoàn thể. Hãy sửa lại cho đúng đơn vị mình.", "success")
    return redirect(url_for("directory.index"), 303)


def office_page(office_id: int, part: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    """The page of one office, with its people."""
    office = queries.office(office_id)
    present = schemas.office_values(office)
    seated = queries.seated(office_id)
    return render_template(
        "directory/office.html",
        office=office,
        choices=schemas.kind_choices(),
        members=[one for one in accounts.members() if one.deactivated_at is None],
        seated=seated,
        seats_version=queries.seats_version(seated),
        form=refusal.typed or present,
        errors=refusal.errors_at("name"),
        changed=[] if part else refusal.differences(LABELS, present),
        people_changed=part == "people" and refusal.stale,
        refusal=refusal,
    )


@pages.get("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
def office(office_id: int) -> str:
    """One office, to correct."""
    return office_page(office_id)


@pages.post("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
@shows_again(office_page, Invalid, Conflict, Stale)
def change_office(office_id: int) -> Response:
    """Correct an office."""
    data = load_form(schemas.OfficeInSchema(), request.form)
    saved = actions.change(office_id=office_id, version=version_typed(), by=current_user, **data)
    flash(f"Đã lưu {saved.name}.", "success")
    return redirect(url_for("directory.index"), 303)


@pages.post("/offices/<int:office_id>/closing")
@requires(Permission.DIRECTORY_EDIT)
def close_office(office_id: int) -> Response:
    """Take an office out of use."""
    closed = actions.close(office_id=office_id, by=current_user)
    flash(f"{closed.name} đã ngừng sử dụng.", "success")
    return redirect(url_for("directory.index"), 303)


@pages.post("/offices/<int:office_id>/reopening")
@requires(Permission.DIRECTORY_EDIT)
def reopen_office(office_id: int) -> Response:
    """Take an office into use again."""
    opened = actions.reopen(office_id=office_id, by=current_user)
    flash(f"{opened.name} được dùng lại.", "success")
    return redirect(url_for("directory.index"), 303)
