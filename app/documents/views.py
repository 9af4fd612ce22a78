"""Pages: a paper under way, and the files."""

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents import queries
from app.documents.answers import sent

pages = Blueprint("documents", __name__)


@pages.get("/files/<int:file_id>")
@requires(Permission.PLAN_VIEW)
def file(file_id: int) -> Response:
    """A file; the database decides who reads it."""
    return sent(queries.file_with_content(file_id))


@pages.get("/papers/<int:paper_id>")
@requires(Permission.PAPER_DRAW)
def paper(paper_id: int) -> str:
    """A paper: its progress, then its files."""
    found = queries.paper(paper_id)
    return render_template(
        "documents/paper.html",
        paper=found,
        drawing=queries.drawing(found),
        word_id=queries.word_of(found),
    )


@pages.get("/papers/<int:paper_id>/progress")
@requires(Permission.PAPER_DRAW)
def paper_progress(paper_id: int) -> dict[str, object]:
    """How far the drawing is, for the page that waits."""
    found = queries.paper(paper_id)
    drawing = queries.drawing(found)
    done = found.file_id is not None
    return {
        "state": drawing.state,
        "percent": drawing.percent,
        "message": drawing.message,
        "url": url_for("documents.paper", paper_id=paper_id) if done else None,
    }
