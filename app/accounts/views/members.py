"""Pages: the people of the tenant."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.access.permissions import ROLE_LABELS
from app.accounts import policies, queries, schemas
from app.accounts.actions import members as actions
from app.accounts.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.lib.schemas import load_form
from tenants.models import TenantKind

NOTHING: dict[str, Any] = {"roles": [], "position": None, "office_name": None}
LABELS = {"roles": "Vai trò", "position": "Chức vụ", "office_name": "Phòng, ban"}


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
def member(membership_id: int) -> str:
    """One person, with what may be changed."""
    return _member_page(membership_id)


def _member_page(membership_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    membership, typed = queries.member(membership_id), refusal.typed
    there = {
        "roles": " ".join(membership.role_names),
        "position": membership.position or "",
        "office_name": membership.office_name or "",
    }
    return render_template(
        "accounts/member.html",
        membership=membership,
        form=typed or there,
        roles=typed.getlist("roles") if refusal else membership.role_names,
        choices=role_choices(current_user.tenant.kind),
        can_deactivate=policies.can_deactivate(membership, by_id=current_user.id),
        errors=refusal.errors_at("roles"),
        refusal=refusal,
        changed=refusal.differences(LABELS, there),
    )


@pages.post("/members/<int:membership_id>")
@requires(Permission.MEMBERS_MANAGE)
@shows_again(_member_page, Invalid, Conflict, Stale)
def change_member(membership_id: int) -> Response:
    """Give a person other roles, position or office."""
    data = {**NOTHING, **load_form(schemas.MemberChangeSchema(), request.form)}
    saved = actions.change(
        membership_id=membership_id, version=version_typed(), by=current_user, **data
    )
    flash(f"Đã lưu {saved.user.full_name}.", "success")
    return redirect(url_for("accounts.members"), 303)


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
