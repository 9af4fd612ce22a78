"""Pages: the people of the tenant."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.access.permissions import ROLE_LABELS
from app.accounts import policies, queries, schemas
from app.accounts.actions import members as actions
from app.accounts.models import Membership
from app.accounts.views.blueprint import pages
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form
from tenants.db import refuse
from tenants.models import TenantKind

NOTHING: dict[str, Any] = {"roles": [], "position": None, "office_name": None}
FIELDS_BY_LABEL = {"Vai trò": "roles", "Chức vụ": "position", "Phòng, ban": "office_name"}


def role_choices(kind: TenantKind) -> list[tuple[str, str]]:
    """The roles that a tenant of this kind gives, for a list of boxes."""
    return [(role.value, ROLE_LABELS[role]) for role in policies.roles_of_kind(kind)]


@pages.get("/members")
@requires(Permission.MEMBERS_VIEW)
def members() -> str:
    """Who works in the tenant, and who has been invited."""
    return render_template(
        "accounts/members.html",
        members=queries.members(),
        invitations=queries.open_invitations(),
        role_labels=ROLE_LABELS,
        now=clock.now(),
    )


@pages.get("/members/<int:membership_id>")
@requires(Permission.MEMBERS_MANAGE)
def member(membership_id: int) -> tuple[str, int]:
    """One person, with what may be changed."""
    return _member_page(queries.member(membership_id))


def _member_page(
    membership: Membership, status: int = 200, typed: dict[str, Any] | None = None, **values: Any
) -> tuple[str, int]:
    shown = typed or {
        "roles": membership.role_names,
        "position": membership.position,
        "office_name": membership.office_name,
    }
    page = render_template(
        "accounts/member.html",
        membership=membership,
        form=shown,
        choices=role_choices(current_user.tenant.kind),
        can_deactivate=policies.can_deactivate(membership, by_id=current_user.id),
        **{"errors": {}, "changed": [], **values},
    )
    return page, status


@pages.post("/members/<int:membership_id>")
@requires(Permission.MEMBERS_MANAGE)
def change_member(membership_id: int) -> Response | tuple[str, int]:
    """Give a person other roles, position or office."""
    typed = {
        "roles": request.form.getlist("roles"),
        "position": request.form.get("position"),
        "office_name": request.form.get("office_name"),
    }
    try:
        data = {**NOTHING, **load_form(schemas.MemberChangeSchema(), request.form)}
        version = request.form.get("version", 0, type=int)
        saved = actions.change(
            membership_id=membership_id, version=version, by=current_user, **data
        )
    except Invalid as error:
        refuse()
        return _member_page(queries.member(membership_id), 422, typed, errors=error.fields)
    except Conflict as error:
        refuse()
        errors = {"roles": [error.message]}
        return _member_page(queries.member(membership_id), 409, typed, errors=errors)
    except Stale as error:
        refuse()
        current = queries.member(membership_id)
        return _member_page(current, 412, typed, changed=_conflict(error, current))
    flash(f"Đã lưu {saved.user.full_name}.", "success")
    return redirect(url_for("accounts.members"), 303)


def _conflict(error: Stale, there: Membership) -> list[dict[str, str]]:
    """What differs, with the value that each control would take over."""
    values = {
        "roles": " ".join(there.role_names),
        "position": there.position or "",
        "office_name": there.office_name or "",
    }
    return [
        {"name": name, "label": label, "mine": mine, "current": current, "value": values[name]}
        for label, (mine, current) in error.changed.items()
        for name in [FIELDS_BY_LABEL[label]]
    ]


@pages.post("/members/<int:membership_id>/deactivation")
@requires(Permission.MEMBERS_MANAGE)
def deactivate_member(membership_id: int) -> Response:
    """A person leaves the tenant."""
    left = actions.deactivate(membership_id=membership_id, by=current_user)
    flash(f"{left.user.full_name} đã ngừng hoạt động trong đơn vị.", "success")
    return redirect(url_for("accounts.members"), 303)


@pages.post("/members/<int:membership_id>/reactivation")
@requires(Permission.MEMBERS_MANAGE)
def reactivate_member(membership_id: int) -> Response:
    """A person who had left works here again."""
    back = actions.reactivate(membership_id=membership_id, by=current_user)
    flash(f"{back.user.full_name} đã hoạt động trở lại.", "success")
    return redirect(url_for("accounts.members"), 303)
