"""Many papers in one file, to be printed at once: invitations, letters to each of many."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.documents import wording
from app.documents.paper import Paper
from app.documents.pdf import fonts, properties
from app.documents.pdf.page import Progress, onto


class _Shared(Canvas):
    """One canvas for all papers: it keeps their faces once, and is saved when the last is drawn."""

    def save(self) -> None:
        """Go on to the next paper; `close` ends the file."""

    def close(self) -> None:
        """Write the file."""
        super().save()


def draw_bound(papers: Iterable[Paper], *, progress: Progress | None = None) -> bytes:
    """The papers one after the other in one PDF, each numbered from its own first page.

    Each has a bookmark: to whom it goes where that is one, else its title.

    The same papers give the same bytes. `progress` is told whole percentages, rising to 100.
    Raises ValueError for no paper, FontsMissing where the server lacks the faces of papers.
    """
    fonts.load()
    wanted = list(papers)
    if not wanted:
        raise ValueError("there is no paper to draw")
    file = BytesIO()
    canvas = _Shared(file, invariant=1, initialFontName=fonts.REGULAR, lang=properties.LANGUAGE)
    properties.name(
        canvas,
        title=f"{wording.document_title(wanted[0])} ({len(wanted)} bản)",
        author=wording.issuer_name(wanted[0]),
        subject=wanted[0].kind.label,
    )
    for drawn, paper in enumerate(wanted, start=1):
        _bookmark(canvas, paper, drawn)
        onto(canvas, paper)
        if progress:
            progress(100 * drawn // len(wanted))
    canvas.close()
    return file.getvalue()


def _bookmark(canvas: Canvas, paper: Paper, place: int) -> None:
    name = paper.addressees[0] if len(paper.addressees) == 1 else wording.document_title(paper)
    key = f"paper-{place}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(f"{place}. {' '.join(wording.printable(name).split())}", key)
