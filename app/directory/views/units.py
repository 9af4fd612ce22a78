"""Pages: the units below, and any unit of the register."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in
from app.accounts.actions import invitations
from app.directory import policies, queries, schemas
from app.directory.actions import units as actions
from app.directory.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import agency_codes
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.mail import queries as mails
from tenants.models import TenantKind


def _subordinates(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "directory/subordinates.html",
        subordinates=queries.subordinates(acting=current_user.tenant),
        kinds_to_add=policies.kinds_to_add(current_user.tenant),
        form=refusal.typed,
        errors=refusal.errors,
    )


@pages.get("/subordinates")
@requires(Permission.MEMBERS_VIEW)
def subordinates() -> str:
    """The units directly below, and which of them can work already."""
    return _subordinates()


@pages.post("/subordinates")
@requires(Permission.MEMBERS_MANAGE)
@shows_again(_subordinates, Invalid, Conflict)
def add_unit() -> Response:
    """Add a department, school or enterprise below."""
    data = load_form(schemas.NewUnitSchema(), request.form)
    added = actions.add_unit(by=current_user, **data)
    flash(f"Đã thêm {added.name}. Hãy mời người quản trị của đơn vị này.", "success")
    return redirect(url_for("directory.subordinates"), 303)


def _back_url(kind: TenantKind, code: str) -> str:
    if kind is TenantKind.PROVINCE:
        return url_for("directory.province", code=code)
    return url_for("directory.subordinates")


def _administrator_form(tenant_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    unit = queries.unit(tenant_id)
    return render_template(
        "directory/new_administrator.html",
        tenant=unit.tenant,
        back_url=_back_url(unit.tenant.kind, unit.tenant.code),
        form=refusal.typed,
        errors=refusal.errors,
    )


@pages.get("/subordinates/<int:tenant_id>/administrator")
@requires(Permission.MEMBERS_MANAGE)
def new_administrator(tenant_id: int) -> str:
    """Whom to invite as the first administrator of a unit below."""
    return _administrator_form(tenant_id)


@pages.post("/subordinates/<int:tenant_id>/administrator")
@requires(Permission.MEMBERS_MANAGE)
@shows_again(_administrator_form, Invalid, Conflict)
def invite_administrator(tenant_id: int) -> tuple[str, int]:
    """Invite the first administrator of a unit below; the link is on this one answer alone."""
    guest = load_form(schemas.AdministratorSchema(), request.form)
    sent = invitations.invite_administrator(tenant_id=tenant_id, guest=guest, by=current_user)
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
