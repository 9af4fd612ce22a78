"""Pages: the tenant's library of slogans."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid
from app.stationery.actions import posters as actions
from app.stationery.queries import posters as queries
from app.stationery.schemas import posters as schemas
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import typed_facts


def _list_page(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "stationery/posters_slogans.html",
        slogans=queries.slogans(),
        typed=refusal.typed,
        errors=refusal.errors,
    )


@pages.get("/stationery/slogans")
@requires(Permission.PAPER_VIEW)
def slogans() -> str:
    """The library."""
    return _list_page()


@contextmanager
def _at_text() -> Iterator[None]:
    """A slogan that is there already is a fault of its text."""
    try:
        yield
    except Conflict as error:
        raise Invalid(error.message, "text") from error


@pages.post("/stationery/slogans")
@requires(Permission.PAPER_WRITE)
@shows_again(_list_page)
def add_slogan() -> Response:
    """Put a slogan into it."""
    given = shapes.load_form(schemas.SloganIn(), request.form)
    with _at_text():
        actions.add_slogan(by=current_user, **given)
    flash("Đã thêm khẩu hiệu.", "success")
    return redirect(url_for("stationery.slogans"), 303)


@pages.post("/stationery/slogans/usual")
@requires(Permission.PAPER_WRITE)
def add_usual_slogans() -> Response:
    """Put the usual slogans into it."""
    count = actions.add_usual(by=current_user)
    said = f"Đã thêm {count} khẩu hiệu thường dùng." if count else "Thư viện đã có đủ."
    flash(said, "success")
    return redirect(url_for("stationery.slogans"), 303)


def _page(slogan_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.slogan(slogan_id)
    there = typed_facts(found, actions.SLOGAN_LABELS)
    return render_template(
        "stationery/posters_slogan.html",
        slogan=found,
        labels=actions.SLOGAN_LABELS,
        typed=refusal.typed or there,
        version=refusal.version(found.version),
        errors=refusal.errors,
        conflict=refusal.differences(actions.SLOGAN_LABELS, there),
    )


@pages.get("/stationery/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
def slogan(slogan_id: int) -> str:
    """One slogan, to rewrite."""
    return _page(slogan_id)


@pages.post("/stationery/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(_page)
def change_slogan(slogan_id: int) -> Response:
    """Rewrite it."""
    given = shapes.load_form(schemas.SloganIn(), request.form)
    with _at_text():
        actions.change_slogan(
            slogan_id=slogan_id, version=version_typed(), by=current_user, **given
        )
    flash("Đã lưu khẩu hiệu.", "success")
    return redirect(url_for("stationery.slogans"), 303)


@pages.post("/stationery/slogans/<int:slogan_id>/deletion")
@requires(Permission.PAPER_WRITE)
def remove_slogan(slogan_id: int) -> Response:
    """Take it out of the library."""
    actions.remove_slogan(slogan_id=slogan_id, by=current_user)
    flash("Đã bỏ khẩu hiệu khỏi thư viện.", "success")
    return redirect(url_for("stationery.slogans"), 303)
