"""Pages: the electronic code of a unit."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import policies, queries
from app.directory.actions.agency_codes import set_agency_code
from app.directory.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid


def _form(tenant_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    unit = queries.unit(tenant_id).tenant
    policies.check_agency_code(current_user.tenant, unit)
    typed = refusal.typed.get("agency_code", unit.agency_code or "")
    errors = refusal.errors_at("agency_code")
    return render_template("directory/agency_code.html", unit=unit, typed=typed, errors=errors)


@pages.get("/units/<int:tenant_id>/agency-code")
@requires(Permission.MEMBERS_MANAGE)
def agency_code(tenant_id: int) -> str:
    """The code of a unit, to enter or correct."""
    return _form(tenant_id)


@pages.post("/units/<int:tenant_id>/agency-code")
@requires(Permission.MEMBERS_MANAGE)
@shows_again(_form, Invalid, Conflict)
def set_code(tenant_id: int) -> Response:
    """Note the code."""
    code = request.form.get("agency_code", "")
    set_agency_code(tenant_id=tenant_id, code=code, by=current_user)
    flash("Đã ghi mã định danh điện tử.", "success")
    return redirect(url_for("directory.unit", tenant_id=tenant_id), 303)
