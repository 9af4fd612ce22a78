"""Pages: backdrops and slogans."""

from base64 import b64encode
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.stationery.actions import posters as actions
from app.stationery.jobs import posters as jobs
from app.stationery.models import Poster
from app.stationery.papers import posters as papers
from app.stationery.queries import posters as queries
from app.stationery.queries.certificates import issuer
from app.stationery.schemas import posters as schemas
from app.stationery.terms import posters as terms
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import options, page_number, typed_facts

NAMELESS = "Ma két, khẩu hiệu"


@pages.get("/stationery/posters")
@requires(Permission.PAPER_VIEW)
def posters() -> str:
    """Backdrops and slogans, newest first."""
    return render_template("stationery/posters.html", found=queries.posters(page_number()))


def _form(poster: Poster | None, typed: dict[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    there = {} if poster is None else typed_facts(poster, (*actions.LABELS, "lines"))
    return render_template(
        "stationery/posters_form.html",
        poster=poster,
        typed=typed,
        kinds=options(terms.PosterKind),
        roles=options(terms.LineRole),
        palettes=options(terms.Palette),
        scales=[(scale, f"1:{scale}") for scale in terms.SCALES],
        sizes=terms.SIZES,
        labels={**actions.LABELS, "lines": "Các dòng chữ"},
        errors=refusal.errors,
        conflict=refusal.differences(actions.LABELS, there),
        version=None if poster is None else refusal.version(poster.version),
    )


def _form_again(poster_id: int | None = None, *, refusal: Refusal) -> str:
    poster = None if poster_id is None else queries.poster(poster_id)
    return _form(poster, schemas.typed_poster(refusal.typed), refusal)


@pages.get("/stationery/posters/new")
@requires(Permission.PAPER_WRITE)
def new_poster() -> str:
    """A poster to begin: a backdrop with its usual lines, or a slogan of the library."""
    slogan = next(
        (one for one in queries.slogans() if str(one.id) == request.args.get("slogan")), None
    )
    size = terms.SIZES.get(request.args.get("size", ""))
    typed = papers.usual_slogan(slogan) if slogan else papers.usual_backdrop(issuer())
    if size is not None:
        typed |= {"width": size.width, "height": size.height, "scale": size.scale}
    return _form(None, typed)


@pages.post("/stationery/posters")
@requires(Permission.PAPER_WRITE)
@shows_again(_form_again)
def draft_poster() -> Response:
    """Enter a poster."""
    facts = shapes.load(schemas.PosterIn(), schemas.typed_poster(request.form))
    poster = actions.draft(facts=facts, by=current_user)
    flash("Đã lưu.", "success")
    return redirect(url_for("stationery.poster", poster_id=poster.id), 303)


@pages.get("/stationery/posters/<int:poster_id>")
@requires(Permission.PAPER_VIEW)
def poster(poster_id: int) -> str:
    """One poster with its picture."""
    return render_template("stationery/posters_one.html", poster=queries.poster(poster_id))


@pages.get("/stationery/posters/<int:poster_id>/picture.png")
@requires(Permission.PAPER_VIEW)
def poster_picture(poster_id: int) -> Response:
    """The poster as a picture."""
    return Response(papers.picture(queries.poster(poster_id)), mimetype="image/png")


@pages.post("/stationery/posters/previews")
@requires(Permission.PAPER_WRITE)
def preview_poster() -> Response | dict[str, Any]:
    """What the form holds as it would be printed: a picture beside the form, or the file.

    Its name is not printed, so it is looked at before it has one.
    """
    typed = schemas.typed_poster(request.form)
    facts = shapes.load(schemas.PosterIn(), {**typed, "title": typed["title"] or NAMELESS})
    poster = actions.composed(facts=facts)
    if "page" not in request.form:
        return Response(papers.file(poster), mimetype="application/pdf")
    image = b64encode(papers.picture(poster)).decode()
    return {"page": 1, "pages": 1, "image": f"data:image/png;base64,{image}"}


@pages.get("/stationery/posters/<int:poster_id>/edit")
@requires(Permission.PAPER_WRITE)
def edit_poster(poster_id: int) -> str:
    """Its words, size and colours."""
    found = queries.poster(poster_id)
    typed = typed_facts(found, (*actions.LABELS, "lines"))
    return _form(found, typed)


@pages.post("/stationery/posters/<int:poster_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(_form_again)
def change_poster(poster_id: int) -> Response:
    """Change it; the second of two editors sees what differs."""
    facts = shapes.load(schemas.PosterIn(), schemas.typed_poster(request.form))
    actions.change(poster_id=poster_id, version=version_typed(), facts=facts, by=current_user)
    flash("Đã lưu.", "success")
    return redirect(url_for("stationery.poster", poster_id=poster_id), 303)


@pages.post("/stationery/posters/<int:poster_id>/drawing")
@requires(Permission.PAPER_WRITE)
def draw_poster(poster_id: int) -> Response:
    """Have the file for the printing house drawn."""
    paper_id = jobs.ask_poster(poster_id=poster_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.post("/stationery/posters/<int:poster_id>/deletion")
@requires(Permission.PAPER_WRITE)
def discard_poster(poster_id: int) -> Response:
    """Strike a poster out."""
    actions.discard(poster_id=poster_id, by=current_user)
    flash("Đã xóa.", "success")
    return redirect(url_for("stationery.posters"), 303)
