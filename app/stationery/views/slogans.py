"""Pages: the tenant's library of slogans."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid, Stale
from app.stationery.actions import posters as actions
from app.stationery.queries import posters as queries
from app.stationery.schemas import posters as schemas
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import Page, conflict
from tenants.db import refuse


def _list_page(**values: Any) -> str:
    return render_template(
        "stationery/posters_slogans.html",
        slogans=queries.slogans(),
        **{"typed": {}, "errors": {}, **values},
    )


@pages.get("/stationery/slogans")
@requires(Permission.PAPER_VIEW)
def slogans() -> str:
    """The library."""
    return _list_page()


@pages.post("/stationery/slogans")
@requires(Permission.PAPER_WRITE)
def add_slogan() -> Page:
    """Put a slogan into it."""
    try:
        given = shapes.load_form(schemas.SloganIn(), request.form)
        actions.add_slogan(by=current_user, **given)
    except (Invalid, Conflict) as error:
        refuse()
        return _list_page(typed=request.form.to_dict(), errors=_told(error)), 422
    flash("Đã thêm khẩu hiệu.", "success")
    return redirect(url_for("stationery.slogans"), 303)


def _told(error: Invalid | Conflict) -> dict[str, list[str]]:
    return error.fields if isinstance(error, Invalid) else {"text": [error.message]}


@pages.post("/stationery/slogans/usual")
@requires(Permission.PAPER_WRITE)
def add_usual_slogans() -> Response:
    """Put the usual slogans into it."""
    count = actions.add_usual(by=current_user)
    said = f"Đã thêm {count} khẩu hiệu thường dùng." if count else "Thư viện đã có đủ."
    flash(said, "success")
    return redirect(url_for("stationery.slogans"), 303)


def _page(slogan_id: int, **values: Any) -> str:
    found = queries.slogan(slogan_id)
    return render_template(
        "stationery/posters_slogan.html",
        slogan=found,
        labels=actions.SLOGAN_LABELS,
        **{
            "typed": {"text": found.text, "occasion": found.occasion},
            "version": found.version,
            "errors": {},
            "conflict": [],
            **values,
        },
    )


@pages.get("/stationery/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
def slogan(slogan_id: int) -> str:
    """One slogan, to rewrite."""
    return _page(slogan_id)


@pages.post("/stationery/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
def change_slogan(slogan_id: int) -> Page:
    """Rewrite it."""
    typed, version = request.form.to_dict(), request.form.get("version", 0, type=int)
    try:
        given = shapes.load_form(schemas.SloganIn(), request.form)
        actions.change_slogan(slogan_id=slogan_id, version=version, by=current_user, **given)
    except (Invalid, Conflict) as error:
        refuse()
        return _page(slogan_id, typed=typed, version=version, errors=_told(error)), 422
    except Stale as error:
        refuse()
        shown = conflict(error.changed, actions.SLOGAN_LABELS, queries.slogan(slogan_id))
        return _page(slogan_id, typed=typed, conflict=shown), 412
    flash("Đã lưu khẩu hiệu.", "success")
    return redirect(url_for("stationery.slogans"), 303)


@pages.post("/stationery/slogans/<int:slogan_id>/deletion")
@requires(Permission.PAPER_WRITE)
def remove_slogan(slogan_id: int) -> Response:
    """Take it out of the library."""
    actions.remove_slogan(slogan_id=slogan_id, by=current_user)
    flash("Đã bỏ khẩu hiệu khỏi thư viện.", "success")
    return redirect(url_for("stationery.slogans"), 303)
