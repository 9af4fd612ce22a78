"""Pages: the electronic code of a unit."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import policies, queries
from app.directory.actions.agency_codes import set_agency_code
from app.directory.views.blueprint import pages
from app.lib.errors import Conflict, Invalid
from tenants.db import refuse


def _form(
    tenant_id: int, status: int = 200, errors: Mapping[str, list[str]] | None = None
) -> tuple[str, int]:
    unit = queries.unit(tenant_id).tenant
    policies.check_agency_code(current_user.tenant, unit)
    typed = request.form.get("agency_code", unit.agency_code or "")
    page = render_template(
        "directory/agency_code.html", unit=unit, typed=typed, errors=errors or {}
    )
    return page, status


@pages.get("/units/<int:tenant_id>/agency-code")
@requires(Permission.MEMBERS_MANAGE)
def agency_code(tenant_id: int) -> tuple[str, int]:
    """The code of a unit, to enter or correct."""
    return _form(tenant_id)


@pages.post("/units/<int:tenant_id>/agency-code")
@requires(Permission.MEMBERS_MANAGE)
def set_code(tenant_id: int) -> Response | tuple[str, int]:
    """Note the code."""
    typed = request.form.get("agency_code", "")
    try:
        set_agency_code(tenant_id=tenant_id, code=typed, by=current_user)
    except Invalid as error:
        refuse()
        return _form(tenant_id, 422, error.fields)
    except Conflict as error:
        refuse()
        return _form(tenant_id, 409, {"agency_code": [error.message]})
    flash("Đã ghi mã định danh điện tử.", "success")
    return redirect(url_for("directory.unit", tenant_id=tenant_id), 303)
