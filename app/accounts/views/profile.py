"""Pages: one's own account, and the map of permissions."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import signed_in
from app.access.permissions import PERMISSION_LABELS, ROLE_LABELS, ROLE_MAP
from app.accounts import queries, schemas
from app.accounts.actions import passwords, sessions, tokens
from app.accounts.terms import SHORTEST_PASSWORD
from app.accounts.views.blueprint import pages
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import DomainError, Invalid
from app.lib.schemas import load_form
from app.mail import queries as mails


def _profile(new_token: Any = None, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "accounts/profile.html",
        sessions=queries.own_sessions(by=current_user),
        tokens=queries.own_tokens(by=current_user),
        shortest_password=SHORTEST_PASSWORD,
        wanted=mails.own_choice(by=current_user),
        mail_is_on=mails.is_on(),
        new_token=new_token,
        label=refusal.typed.get("label", ""),
        errors=refusal.errors_at("label"),
    )


@pages.get("/account")
@signed_in
def profile() -> str:
    """One's own account: password, devices, tokens."""
    return _profile()


@pages.post("/account/password")
@signed_in
@shows_again(_profile, Invalid)
def change_password() -> Response:
    """Change one's password."""
    typed = load_form(schemas.PasswordChangeSchema(), request.form)
    if typed["new_password"] != typed["new_password_again"]:
        raise Invalid("Hai lần nhập mật khẩu mới không giống nhau.", "new_password_again")
    ended = passwords.change(old=typed["old_password"], new=typed["new_password"], by=current_user)
    others = f" Đã đăng xuất {ended} thiết bị khác." if ended else ""
    flash(f"Đã đổi mật khẩu.{others}", "success")
    return redirect(url_for("accounts.profile"), 303)


@pages.post("/account/sessions/<int:session_id>/ending")
@signed_in
def end_session(session_id: int) -> Response:
    """Sign one of one's devices out."""
    sessions.end(session_id=session_id, by=current_user)
    flash("Đã đăng xuất thiết bị đó.", "success")
    return redirect(url_for("accounts.profile"), 303)


@pages.post("/account/other-sessions/ending")
@signed_in
def end_other_sessions() -> Response:
    """Sign all of one's other devices out."""
    ended = sessions.end_others(by=current_user)
    flash(f"Đã đăng xuất {ended} thiết bị khác.", "success")
    return redirect(url_for("accounts.profile"), 303)


@pages.post("/account/tokens")
@signed_in
@shows_again(_profile, DomainError)
def issue_token() -> tuple[str, int]:
    """Make an API token; its text is on this one answer alone."""
    issued = tokens.issue(label=request.form.get("label", ""), by=current_user)
    return _profile(issued), 201


@pages.post("/account/tokens/<int:token_id>/revocation")
@signed_in
def revoke_token(token_id: int) -> Response:
    """Take an API token back."""
    tokens.revoke(token_id=token_id, by=current_user)
    flash("Đã thu hồi mã truy cập; phần mềm dùng mã này không vào được nữa.", "success")
    return redirect(url_for("accounts.profile"), 303)


@pages.get("/permissions")
@signed_in
def permissions() -> str:
    """Which role may do what, as the program holds it."""
    return render_template(
        "accounts/permissions.html",
        roles=ROLE_LABELS,
        groups=PERMISSION_LABELS,
        role_map=ROLE_MAP,
    )
