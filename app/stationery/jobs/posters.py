"""Backdrops and slogans, drawn by the worker."""

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.stationery.papers import posters as papers
from app.stationery.queries import posters as queries
from tenants import jobs

PDF = "application/pdf"


@jobs.job("stationery.draw_poster")
def draw_poster(*, paper_id: int) -> None:
    """Draw a poster at its scale."""
    poster = queries.poster(drawn.paper(paper_id).subject_id)
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: papers.file(poster),
        media_type=PDF,
        file_name=f"{poster.kind.value}-{poster.id}-ti-le-1-{poster.scale}.pdf",
    )


def ask_poster(*, poster_id: int, by: Person) -> int:
    """Have a poster drawn; the id of the paper. Raises NotFound."""
    poster = queries.poster(poster_id)
    return documents.ask(
        subject_kind="posters",
        subject_id=poster.id,
        fingerprint=f"v{poster.version}",
        title=f"{poster.kind.label}: {poster.title}"[:300],
        draw=draw_poster,
        by=by,
    ).id
