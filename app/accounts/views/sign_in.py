"""Pages: signing in and out, changing the tenant."""

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from app.access import public, signed_in
from app.accounts import schemas
from app.accounts.actions import sessions
from app.accounts.views.blueprint import device, local_path, pages, remember
from app.lib.errors import Invalid, NotAllowed


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
        identity = sessions.sign_in(email=entry.email, password=entry.password, device=device())
    except (Invalid, NotAllowed) as error:
        errors = error.fields if isinstance(error, Invalid) else {"email": [error.message]}
        return render_template("accounts/sign_in.html", errors=errors, **entry.again()), 422
    remember(identity)
    if entry.resumed_fields:
        values = {**entry.again(), "target": local_path(entry.target)}
        return render_template("accounts/resume.html", is_old_page=False, **values)
    return redirect(local_path(entry.target), 303)


@pages.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """End this session."""
    sessions.end(session_id=current_user.session_id, by=current_user)
    logout_user()
    session.clear()
    flash("Bạn đã đăng xuất.", "success")
    return redirect(url_for("accounts.sign_in_form"), 303)


@pages.post("/acting-tenant")
@signed_in
def switch() -> Response:
    """Act for another of one's tenants; forms opened for the former one are not taken unasked."""
    sessions.switch(tenant_id=request.form.get("tenant_id", 0, type=int), by=current_user)
    session.pop("csrf_token", None)
    return redirect(url_for("dashboards.home"), 303)
