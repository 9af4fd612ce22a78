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
from app.documents.paper import Paper
from app.documents.pdf import across, body, fonts, letterhead, measures, properties
from app.documents.pdf.addressees import addressees
from app.documents.pdf.closing import Closing
from app.documents.pdf.foot import Foot
from app.documents.pdf.grid import Grid
from app.documents.pdf.measures import LANDSCAPE, PORTRAIT
from app.documents.pdf.stack import Stack, centred

Progress = Callable[[int], None]
Page = tuple[float, float]

_FIRST, _UPRIGHT, _ACROSS = "first", "upright", "across"
_NUMBER_SIZE = 13
_MARK_SIZE = 10
_PREPARED = 10
"""Percent done when the content is laid out and drawing begins."""


def draw(paper: Paper, *, progress: Progress | None = None) -> bytes:
    """The paper as a PDF in the format of Decree 30/2020/NĐ-CP, annex I.

    The same paper gives the same bytes. `progress` is told whole percentages, rising to 100.
    Raises FontsMissing where the server lacks the faces of papers.
    """
    fonts.load()
    return _drawn(paper, _story(paper), progress or _nobody)


def onto(canvas: Canvas, paper: Paper) -> None:
    """Draw the paper on pages of a file that holds other papers too; the faces must be loaded."""
    book = _Book(BytesIO(), paper, _nobody, None)
    book.shared = canvas
    book.build(_story(paper))


def draw_annex(paper: Paper, position: int) -> bytes:
    """One annex (counted from 1) as a file of its own, beside the file of the paper.

    Its first page names number and day of the paper at the top on the right, as the decree
    demands of annexes that are not in the file of their paper. Raises IndexError for an annex
    that the paper does not have.
    """
    if not 1 <= position <= len(paper.annexes):
        raise IndexError(f"the paper has {len(paper.annexes)} annexes")
    fonts.load()
    return _drawn(paper, _annex(paper, position), _nobody, only_annex=position)


def _drawn(
    paper: Paper, story: list[Flowable], progress: Progress, only_annex: int | None = None
) -> bytes:
    file = BytesIO()
    book = _Book(file, paper, progress, only_annex)
    book.build(story)
    book.finish()
    return file.getvalue()


def _story(paper: Paper) -> list[Flowable]:
    (_, first), *others = body.closed(paper)
    story: list[Flowable] = [letterhead.Letterhead(paper), *letterhead.title(paper)]
    story += [*addressees(paper), *body.bases(paper), *first]
    for page, flowables in others:
        story += [NextPageTemplate(_ACROSS if page == LANDSCAPE else _UPRIGHT), PageBreak()]
        story += flowables
    for position in range(1, len(paper.annexes) + 1):
        story += [NextPageTemplate(_annex_id(position)), PageBreak()]
        story += _annex(paper, position)
    return story


def _annex(paper: Paper, position: int) -> list[Flowable]:
    annex = paper.annexes[position - 1]
    page = across.page_of(annex)
    room = measures.room(page)
    heading = centred(wording.annex_heading(paper, position), room)
    title = centred(wording.in_capitals(annex.title), room)
    note = centred(wording.annex_note(paper), room * 0.94, font=fonts.ITALIC)
    top = Stack((*heading, *title, *note), after=12)
    return [top, *body.flowables(annex.blocks, page)]


def _annex_id(position: int) -> str:
    return f"annex-{position}"


def _nobody(percent: int) -> None:
    """Told of progress by a caller who did not ask."""


class _Count:
    """The pages of the body or of one annex, from 1."""

    def __init__(self) -> None:
        self.drawn = 0


class _Sheet(PageTemplate):
    """Pages of one size, numbered from 1; the first one shows no number but has `foot`."""

    def __init__(
        self, name: str, page: Page, count: _Count, *, foot: Foot | None = None, mark: str = ""
    ) -> None:
        bottom = foot.top if foot else measures.BOTTOM
        frame = Frame(
            measures.LEFT,
            bottom,
            measures.room(page),
            page[1] - measures.TOP - bottom,
            leftPadding=0,
            bottomPadding=0,
            rightPadding=0,
            topPadding=0,
        )
        next_name = _UPRIGHT if foot else None
        super().__init__(id=name, frames=[frame], pagesize=page, autoNextPageTemplate=next_name)
        self._count = count
        self._foot = foot
        self._mark = mark

    def afterDrawPage(self, canvas: Canvas, book: BaseDocTemplate) -> None:
        self._count.drawn += 1
        width, height = self.pagesize
        if self._count.drawn > 1:
            canvas.setFont(fonts.REGULAR, _NUMBER_SIZE)
            middle = measures.LEFT + measures.room((width, height)) / 2
            foot = height - measures.NUMBER_BELOW_EDGE
            canvas.drawCentredString(middle, foot, str(self._count.drawn))
        elif self._mark:
            canvas.setFont(fonts.REGULAR, _MARK_SIZE)
            foot = height - measures.NUMBER_BELOW_EDGE
            canvas.drawRightString(width - measures.RIGHT, foot, self._mark)
        if self._foot:
            self._foot.draw(canvas)


def _sheets(paper: Paper, only_annex: int | None) -> list[_Sheet]:
    """The pages of the body, upright and across, and those of each annex."""
    count = _Count()
    sheets = [
        _Sheet(_FIRST, PORTRAIT, count, foot=Foot(paper, PORTRAIT)),
        _Sheet(_UPRIGHT, PORTRAIT, count),
        _Sheet(_ACROSS, LANDSCAPE, count),
    ]
    mark = wording.annex_mark(paper) if only_annex else ""
    for position, annex in enumerate(paper.annexes, start=1):
        page = across.page_of(annex)
        sheets.append(_Sheet(_annex_id(position), page, _Count(), mark=mark))
    return [sheets[2 + only_annex]] if only_annex else sheets


class _Book(BaseDocTemplate):
    """The file with its properties, and the count of what is drawn.

    With `shared`, the pages are drawn into a file that somebody else opened and closes.
    """

    shared: Canvas | None = None

    def __init__(
        self, file: BytesIO, paper: Paper, progress: Progress, only_annex: int | None
    ) -> None:
        super().__init__(
            file,
            pagesize=PORTRAIT,
            title=wording.document_title(paper),
            author=wording.issuer_name(paper),
            subject=paper.kind.label,
            creator=properties.CREATOR,
            lang=properties.LANGUAGE,
            displayDocTitle=1,
            invariant=1,
            initialFontName=fonts.REGULAR,
        )
        self.addPageTemplates(_sheets(paper, only_annex))
        self._issued_on = paper.issued_on
        self._progress = progress
        self._told = -1
        self._drawn = self._all = 0

    def _makeCanvas(self, filename: object = None, canvasmaker: type[Canvas] = Canvas) -> Canvas:
        return self.shared or super()._makeCanvas(filename, canvasmaker)

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
