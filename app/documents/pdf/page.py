"""The pages of a paper: body first, then each annex on pages of its own, numbered anew."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from app.documents import wording
from app.documents.paper import Annex, Paper
from app.documents.pdf import body, fonts, letterhead, measures
from app.documents.pdf.addressees import addressees
from app.documents.pdf.closing import Closing
from app.documents.pdf.grid import Grid
from app.documents.pdf.measures import LANDSCAPE, PORTRAIT
from app.documents.pdf.stack import Stack, centred

Progress = Callable[[int], None]

_NUMBER_SIZE = 13
_PREPARED = 10
"""Percent done when the content is laid out and drawing begins."""


def draw(paper: Paper, *, progress: Progress | None = None) -> bytes:
    """The paper as a PDF in the format of Decree 30/2020/NĐ-CP, annex I.

    The same paper gives the same bytes. `progress` is told whole percentages, rising to 100.
    """
    file = BytesIO()
    book = _Book(file, paper, progress or _nobody)
    book.build(_story(paper))
    book.finish()
    return file.getvalue()


def _story(paper: Paper) -> list[Flowable]:
    story: list[Flowable] = [letterhead.Letterhead(paper), *letterhead.title(paper)]
    story += addressees(paper)
    story += body.bases(paper)
    story += body.closed(paper, PORTRAIT)
    for position, annex in enumerate(paper.annexes, start=1):
        story += [NextPageTemplate(_annex_id(position)), PageBreak()]
        story += _annex(paper, annex, position)
    return story


def _annex(paper: Paper, annex: Annex, position: int) -> list[Flowable]:
    page = _page(annex)
    room = measures.room(page)
    heading = centred(wording.annex_heading(paper, position), room)
    title = centred(wording.in_capitals(annex.title), room)
    note = centred(wording.annex_note(paper), room * 0.94, font=fonts.ITALIC)
    top = Stack((*heading, *title, *note), after=12)
    return [top, *body.flowables(annex.blocks, page)]


def _page(annex: Annex) -> tuple[float, float]:
    return LANDSCAPE if annex.landscape else PORTRAIT


def _annex_id(position: int) -> str:
    return f"annex-{position}"


def _nobody(percent: int) -> None:
    """Told of progress by a caller who did not ask."""


class _Section(PageTemplate):
    """The pages of the body or of one annex, numbered from 1; the first shows no number."""

    def __init__(self, name: str, page: tuple[float, float]) -> None:
        frame = Frame(
            measures.LEFT,
            measures.BOTTOM,
            measures.room(page),
            measures.depth(page),
            leftPadding=0,
            bottomPadding=0,
            rightPadding=0,
            topPadding=0,
        )
        super().__init__(id=name, frames=[frame], pagesize=page)
        self._count = 0

    def afterDrawPage(self, canvas: Canvas, book: BaseDocTemplate) -> None:
        self._count += 1
        if self._count > 1:
            width, height = self.pagesize
            canvas.setFont(fonts.REGULAR, _NUMBER_SIZE)
            middle = measures.LEFT + measures.room((width, height)) / 2
            foot = height - measures.NUMBER_BELOW_EDGE
            canvas.drawCentredString(middle, foot, str(self._count))


class _Book(BaseDocTemplate):
    """The file with its properties, and the count of what is drawn."""

    def __init__(self, file: BytesIO, paper: Paper, progress: Progress) -> None:
        super().__init__(
            file,
            pagesize=PORTRAIT,
            title=wording.document_title(paper),
            author=wording.issuer_name(paper),
            subject=paper.kind.label,
            creator="Thi Đua",
            lang="vi",
            invariant=1,
            initialFontName=fonts.REGULAR,
        )
        self.addPageTemplates(
            [
                _Section("body", PORTRAIT),
                *(
                    _Section(_annex_id(position), _page(annex))
                    for position, annex in enumerate(paper.annexes, start=1)
                ),
            ]
        )
        self._issued_on = paper.issued_on
        self._progress = progress
        self._told = -1
        self._drawn = self._all = 0

    def build(self, story: list[Flowable]) -> None:
        self._all = sum(map(_weight, story))
        self._tell(_PREPARED)
        super().build(story)

    def finish(self) -> None:
        self._tell(100)

    def beforeDocument(self) -> None:
        if self._issued_on:
            self.canv.setDateFormatter(_on(self._issued_on))

    def afterFlowable(self, flowable: Flowable) -> None:
        self._drawn += _weight(flowable)
        share = min(self._drawn / self._all, 1)
        self._tell(min(_PREPARED + int((100 - _PREPARED) * share), 99))

    def _tell(self, percent: int) -> None:
        if percent > self._told:
            self._told = percent
            self._progress(percent)


def _on(day: date) -> Callable[..., str]:
    """The day of issue as the date of the file, so that drawing it again changes nothing."""
    return lambda *_: f"D:{day:%Y%m%d}000000+07'00'"


def _weight(piece: Flowable) -> int:
    """A table counts by its rows."""
    if isinstance(piece, Closing):
        return 1 + (_weight(piece.last) if piece.last else 0)
    return len(piece.rows) if isinstance(piece, Grid) else 1
