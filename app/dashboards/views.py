"""Pages: what is waiting for me and what is late; search; the guide."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import public, signed_in
from app.dashboards import schemas
from app.dashboards.queries import desk, matching
from app.dashboards.queries import guide as guides
from app.dashboards.queries import home as homes
from app.dashboards.queries import search as searches
from app.dashboards.terms import SearchGroup
from app.lib import clock

pages = Blueprint("dashboards", __name__)
PAGE_SIZE = 20
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


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
    return render_template(
        "dashboards/home.html",
        home=homes.home(current_user),
        weekday=WEEKDAYS[clock.today().weekday()],
        by_topic=desk.by_topic,
        address=schemas.address,
    )


@pages.get("/search")
@signed_in
def search() -> str:
    """Plans, tasks, units and people found by what was typed."""
    typed = request.args.get("q", "").strip()
    group = request.args.get("group", None, type=SearchGroup)
    page = max(request.args.get("page", 1, type=int), 1)
    size = PAGE_SIZE if group else searches.PREVIEW
    found = searches.search(typed, reader=current_user, group=group, page=page, page_size=size)
    return render_template(
        "dashboards/search.html",
        typed=typed[: matching.LONGEST_QUERY],
        group=group,
        found=found,
        page=page,
        page_size=size,
        address=schemas.address,
    )


@pages.get("/guide")
@public
def guide() -> str:
    """The user guide: which chapter is for whom. Who cannot sign in reads it too."""
    return render_template(
        "dashboards/guide.html", chapter=guides.front(), chapters=guides.chapters()
    )


@pages.get("/guide/<slug>")
@public
def guide_chapter(slug: str) -> str:
    """One chapter of the guide."""
    return render_template(
        "dashboards/guide.html", chapter=guides.chapter(slug), chapters=guides.chapters()
    )
