"""Pages: bureaus, villages, schools and bodies of the tenant."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.directory import policies, queries, schemas
from app.directory.actions import offices as actions
from app.directory.terms import KIND_LABELS, usual_offices
from app.directory.views.blueprint import pages
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form
from tenants.db import refuse

FIELDS_BY_LABEL = {"Tên": "name", "Loại": "kind", "Tên khác": "aliases"}


def _index(status: int = 200, errors: dict[str, list[str]] | None = None) -> tuple[str, int]:
    offices = queries.offices()
    tenant = current_user.tenant
    takes_usual = policies.can_take_usual(tenant, offices=len(offices))
    page = render_template(
        "directory/index.html",
        offices=offices,
        kinds=KIND_LABELS,
        choices=schemas.kind_choices(),
        usual=usual_offices(tenant.unit_word) if takes_usual else [],
        groups=queries.groups(),
        people=queries.names_by_office(),
        to_settle=queries.to_settle(),
        form=request.form or request.args,
        errors=errors or {},
    )
    return page, status


@pages.get("/offices")
@requires(Permission.DIRECTORY_VIEW)
def index() -> tuple[str, int]:
    """The offices of the tenant by kind."""
    return _index()


@pages.post("/offices")
@requires(Permission.DIRECTORY_EDIT)
def add_office() -> Response | tuple[str, int]:
    """Enter an office."""
    try:
        added = actions.add(by=current_user, **load_form(schemas.OfficeInSchema(), request.form))
    except Invalid as error:
        refuse()
        return _index(422, error.fields)
    except Conflict as error:
        refuse()
        return _index(409, {error.field or "": [error.message]})
    flash(f"Đã thêm {added.name}.", "success")
    return redirect(url_for("directory.index"), 303)


@pages.post("/offices/usual-set")
@requires(Permission.DIRECTORY_EDIT)
def add_usual_offices() -> Response:
    """Enter what a commune usually has."""
    count = actions.add_usual(tenant=current_user.tenant, by=current_user)
    flash(f"Đã thêm {count} phòng, ban, đoàn thể. Hãy sửa lại cho đúng đơn vị mình.", "success")
    return redirect(url_for("directory.index"), 303)


def office_page(office_id: int, status: int = 200, **values: Any) -> tuple[str, int]:
    """The page of one office, with its people."""
    office = queries.office(office_id)
    seated = queries.seated(office_id)
    page = render_template(
        "directory/office.html",
        office=office,
        choices=schemas.kind_choices(),
        members=[one for one in accounts.members() if one.deactivated_at is None],
        seated=seated,
        seats_version=queries.seats_version(seated),
        **{"form": schemas.office_values(office), "errors": {}, "changed": [], **values},
    )
    return page, status


@pages.get("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
def office(office_id: int) -> tuple[str, int]:
    """One office, to correct."""
    return office_page(office_id)


@pages.post("/offices/<int:office_id>")
@requires(Permission.DIRECTORY_EDIT)
def change_office(office_id: int) -> Response | tuple[str, int]:
    """Correct an office."""
    version = request.form.get("version", 0, type=int)
    try:
        data = load_form(schemas.OfficeInSchema(), request.form)
        saved = actions.change(office_id=office_id, version=version, by=current_user, **data)
    except Invalid as error:
        refuse()
        return office_page(office_id, 422, form=request.form, errors=error.fields)
    except Conflict as error:
        refuse()
        errors = {error.field or "name": [error.message]}
        return office_page(office_id, 409, form=request.form, errors=errors)
    except Stale as error:
        refuse()
        return office_page(office_id, 412, form=request.form, changed=_conflict(office_id, error))
    flash(f"Đã lưu {saved.name}.", "success")
    return redirect(url_for("directory.index"), 303)


def _conflict(office_id: int, error: Stale) -> list[dict[str, str]]:
    """What differs, with the value that each control would take over."""
    values = schemas.office_values(queries.office(office_id))
    return [
        {"name": name, "label": label, "mine": mine, "current": current, "value": values[name]}
        for label, (mine, current) in error.changed.items()
        for name in [FIELDS_BY_LABEL[label]]
    ]


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
