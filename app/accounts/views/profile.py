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
from app.lib.errors import DomainError, Invalid
from app.lib.schemas import load_form
from app.mail import queries as mails


def _profile(status: int = 200, **values: Any) -> tuple[str, int]:
    shown = {"errors": {}, "new_token": None, "label": "", **values}
    return (
        render_template(
            "accounts/profile.html",
            sessions=queries.own_sessions(by=current_user),
            tokens=queries.own_tokens(by=current_user),
            shortest_password=SHORTEST_PASSWORD,
            wanted=mails.own_choice(by=current_user),
            mail_is_on=mails.is_on(),
            **shown,
        ),
        status,
    )


@pages.get("/account")
@signed_in
def profile() -> tuple[str, int]:
    """One's own account: password, devices, tokens."""
    return _profile()


@pages.post("/account/password")
@signed_in
def change_password() -> Response | tuple[str, int]:
    """Change one's password."""
    try:
        typed = load_form(schemas.PasswordChangeSchema(), request.form)
        if typed["new_password"] != typed["new_password_again"]:
            raise Invalid("Hai lần nhập mật khẩu mới không giống nhau.", "new_password_again")
        ended = passwords.change(
            old=typed["old_password"], new=typed["new_password"], by=current_user
        )
    except Invalid as error:
        return _profile(422, errors=error.fields)
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
def issue_token() -> tuple[str, int]:
    """Make an API token; its text is on this one answer alone."""
    label = request.form.get("label", "")
    try:
        issued = tokens.issue(label=label, by=current_user)
    except DomainError as error:
        return _profile(error.status, errors={"label": [error.message]}, label=label)
    return _profile(201, new_token=issued)


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
