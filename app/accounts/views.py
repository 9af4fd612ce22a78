"""Pages: signing in and out, changing the tenant."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from app.access import public, signed_in
from app.accounts import schemas
from app.accounts.actions import sessions
from app.lib.errors import Invalid

pages = Blueprint("accounts", __name__)


def local_path(target: str | None) -> str:
    """`target` where it is a path of this site, otherwise the home page."""
    if not target:
        return url_for("dashboards.home")
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and target.startswith("/")
    return target if inside and not target.startswith(("//", "/\\")) else url_for("dashboards.home")


@pages.get("/sign-in")
@public
def sign_in_form() -> str | Response:
    """Where people sign in."""
    if current_user.is_authenticated:
        return redirect(local_path(request.args.get("target")))
    return render_template(
        "accounts/sign_in.html",
        target=request.args.get("target", ""),
        resumed_fields=[],
        lost_files=[],
        errors={},
        email="",
    )


@pages.post("/sign-in")
@public
def sign_in() -> str | Response | tuple[str, int]:
    """Check the pair, open a session; then go on with what was typed, or to the page asked for."""
    entry = schemas.SignIn.from_form(request.form)
    try:
        identity = sessions.sign_in(
            email=entry.email,
            password=entry.password,
            life=current_app.config["SESSION_LIFE"],
            user_agent=request.user_agent.string,
            address=request.remote_addr,
        )
    except Invalid as error:
        return render_template("accounts/sign_in.html", errors=error.fields, **entry.again()), 422
    session.permanent = True
    login_user(identity)
    if entry.resumed_fields:
        return render_template("accounts/resume.html", **entry.again())
    return redirect(local_path(entry.target), 303)


@pages.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """End this session."""
    sessions.end(session_id=current_user.session_id, by=current_user)
    logout_user()
    return redirect(url_for("accounts.sign_in_form"), 303)


@pages.post("/acting-tenant")
@signed_in
def switch() -> Response:
    """Act for another of one's tenants."""
    sessions.switch(tenant_id=request.form.get("tenant_id", 0, type=int), by=current_user)
    return redirect(url_for("dashboards.home"), 303)
