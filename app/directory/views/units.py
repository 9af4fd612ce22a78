"""Pages: the units below, and any unit of the register."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in
from app.accounts.actions import invitations
from app.directory import policies, queries, schemas
from app.directory.actions import units as actions
from app.directory.views.blueprint import pages
from app.lib import agency_codes
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.mail import queries as mails
from tenants.db import refuse
from tenants.models import TenantKind


def _subordinates(status: int = 200, errors: dict[str, list[str]] | None = None) -> tuple[str, int]:
    page = render_template(
        "directory/subordinates.html",
        subordinates=queries.subordinates(acting=current_user.tenant),
        kinds_to_add=policies.kinds_to_add(current_user.tenant),
        form=request.form,
        errors=errors or {},
    )
    return page, status


@pages.get("/subordinates")
@requires(Permission.MEMBERS_VIEW)
def subordinates() -> tuple[str, int]:
    """The units directly below, and which of them can work already."""
    return _subordinates()


@pages.post("/subordinates")
@requires(Permission.MEMBERS_MANAGE)
def add_unit() -> Response | tuple[str, int]:
    """Add a department, school or enterprise below."""
    try:
        data = load_form(schemas.NewUnitSchema(), request.form)
        added = actions.add_unit(by=current_user, **data)
    except Invalid as error:
        refuse()
        return _subordinates(422, error.fields)
    except Conflict as error:
        refuse()
        return _subordinates(409, {error.field or "": [error.message]})
    flash(f"Đã thêm {added.name}. Hãy mời người quản trị của đơn vị này.", "success")
    return redirect(url_for("directory.subordinates"), 303)


def _back_url(kind: TenantKind, code: str) -> str:
    if kind is TenantKind.PROVINCE:
        return url_for("directory.province", code=code)
    return url_for("directory.subordinates")


def _administrator_form(
    tenant_id: int, status: int = 200, errors: dict[str, list[str]] | None = None
) -> tuple[str, int]:
    unit = queries.unit(tenant_id)
    page = render_template(
        "directory/new_administrator.html",
        tenant=unit.tenant,
        back_url=_back_url(unit.tenant.kind, unit.tenant.code),
        form=request.form,
        errors=errors or {},
    )
    return page, status


@pages.get("/subordinates/<int:tenant_id>/administrator")
@requires(Permission.MEMBERS_MANAGE)
def new_administrator(tenant_id: int) -> tuple[str, int]:
    """Whom to invite as the first administrator of a unit below."""
    return _administrator_form(tenant_id)


@pages.post("/subordinates/<int:tenant_id>/administrator")
@requires(Permission.MEMBERS_MANAGE)
def invite_administrator(tenant_id: int) -> tuple[str, int]:
    """Invite the first administrator of a unit below; the link is on this one answer alone."""
    try:
        guest = load_form(schemas.AdministratorSchema(), request.form)
        sent = invitations.invite_administrator(tenant_id=tenant_id, guest=guest, by=current_user)
    except Invalid as error:
        refuse()
        return _administrator_form(tenant_id, 422, error.fields)
    except Conflict as error:
        refuse()
        return _administrator_form(tenant_id, 409, {error.field or "": [error.message]})
    tenant = queries.unit(tenant_id).tenant
    page = render_template(
        "accounts/invitation_sent.html",
        invitation=sent.row,
        tenant=tenant,
        link=url_for("accounts.invitation", token=sent.token, _external=True),
        back_url=_back_url(tenant.kind, tenant.code),
        is_mailed=mails.sends_links(),
    )
    return page, 201


@pages.get("/units/<int:tenant_id>")
@signed_in
def unit(tenant_id: int) -> str:
    """One unit of the register: what is above, what came before and after it."""
    found = queries.unit(tenant_id)
    return render_template(
        "directory/unit.html",
        unit=found,
        code=agency_codes.parse(found.tenant.agency_code) if found.tenant.agency_code else None,
        may_set_code=policies.may_set_agency_code(current_user.tenant, found.tenant),
    )
