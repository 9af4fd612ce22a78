"""Pages: what is waiting for me and what is late."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import public, signed_in

pages = Blueprint("dashboards", __name__)


@pages.get("/")
@public
def front() -> Response:
    """The door: home for who is signed in, sign-in for who is not."""
    inside = current_user.is_authenticated
    return redirect(url_for("dashboards.home" if inside else "accounts.sign_in_form"))


@pages.get("/home")
@signed_in
def home() -> str:
    """The home page of a role."""
    return render_template("dashboards/home.html")
