"""Pages: inviting people, and the page behind the link."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, public, requires
from app.accounts import queries, schemas
from app.accounts.actions import invitations as actions
from app.accounts.terms import SHORTEST_PASSWORD
from app.accounts.views.blueprint import device, pages, remember
from app.accounts.views.members import role_choices
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Conflict, Invalid
from app.lib.schemas import load_form
from app.mail import queries as mails


def _form(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "accounts/new_invitation.html",
        form=refusal.typed,
        chosen=refusal.typed.getlist("roles"),
        choices=role_choices(current_user.tenant.kind),
        errors=refusal.errors,
    )


@pages.get("/invitations/new")
@requires(Permission.MEMBERS_MANAGE)
def new_invitation() -> str:
    """Whom to invite, and as what."""
    return _form()


@pages.post("/invitations")
@requires(Permission.MEMBERS_MANAGE)
@shows_again(_form, Invalid, Conflict)
def invite() -> tuple[str, int]:
    """Invite a person; the link is on this one answer alone."""
    data = load_form(schemas.InvitationSchema(), request.form)
    sent = actions.invite(by=current_user, **data)
    return sent_page(sent, current_user.tenant, url_for("accounts.members"))


def sent_page(sent: actions.Sent, tenant: Any, back_url: str) -> tuple[str, int]:
    """The link of a new invitation, to be handed over."""
    page = render_template(
        "accounts/invitation_sent.html",
        invitation=sent.row,
        tenant=tenant,
        link=url_for("accounts.invitation", token=sent.token, _external=True),
        back_url=back_url,
        is_mailed=mails.sends_links(),
    )
    return page, 201


@pages.post("/invitations/<int:invitation_id>/withdrawal")
@requires(Permission.MEMBERS_MANAGE)
def withdraw_invitation(invitation_id: int) -> Response:
    """Take an invitation back."""
    actions.withdraw(invitation_id=invitation_id, by=current_user)
    flash("Đã thu hồi lời mời; liên kết không còn dùng được.", "success")
    return redirect(url_for("accounts.members"), 303)


@pages.get("/invitations/<token>")
@public
def invitation(token: str) -> str:
    """What the link of an invitation opens."""
    return _invited_page(token)


def _invited_page(token: str, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "accounts/invitation.html",
        invited=queries.invitation_by_token(token),
        token=token,
        errors=refusal.errors,
        full_name=refusal.typed.get("full_name"),
        shortest_password=SHORTEST_PASSWORD,
    )


@pages.post("/invitations/<token>")
@public
@shows_again(_invited_page, Invalid)
def accept_invitation(token: str) -> Response:
    """Accept: with a new password, with that of one's account, or signed in already."""
    if current_user.is_authenticated:
        actions.accept_signed_in(token=token, by=current_user)
        return redirect(url_for("dashboards.home"), 303)
    remember(_accept(token))
    return redirect(url_for("dashboards.home"), 303)


def _accept(token: str) -> queries.Identity:
    typed = load_form(schemas.AcceptanceSchema(), request.form)
    password = typed["password"]
    if queries.invitation_by_token(token).has_account:
        return actions.accept_with_password(token=token, password=password, device=device())
    if not typed["full_name"]:
        raise Invalid("Hãy nhập họ và tên.", "full_name")
    if password != typed["password_again"]:
        raise Invalid("Hai lần nhập mật khẩu không giống nhau.", "password_again")
    return actions.accept_as_new(
        token=token, full_name=typed["full_name"], password=password, device=device()
    )
