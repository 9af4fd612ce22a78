"""Boxes 7 and 9b: who signs, alone or with others, and who receives."""

from dataclasses import dataclass
from itertools import accumulate, chain

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from app.documents import wording
from app.documents.paper import Paper, SignatureBlock
from app.documents.pdf import fonts, lines, measures, stack
from app.documents.pdf.stack import Line, centred

Page = tuple[float, float]

RIGHT_COLUMN = 70 * mm
_BETWEEN = 3 * mm
_ABOVE = 14.0
_SIGNING_SPACE = 30 * mm
_LIST_SIZE = 11.0
_LIST_LEADING = 13.5
_HEADING_SIZE = 12.0
_FIRST_FOOT = measures.BODY * stack.ASCENT
"""Down to the foot of the first line on either side: capacity and heading stand level."""
_LIST_BELOW = _FIRST_FOOT + 4
_MOST_SHARE = 0.5
"""Recipients that would take more of the page than this go on below the signer."""
_ROWS_KEPT = 2
"""So many rows of signatures are not parted while a page holds them."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Boxes 7a and 7b: in what capacity and position, and below the signature the name."""

    capacity: tuple[Line, ...]
    name: tuple[Line, ...]

    @property
    def height(self) -> float:
        return stack.height(self.capacity) + _SIGNING_SPACE + stack.height(self.name)

    def draw(self, canvas: Canvas, axis: float, top: float, name_top: float) -> None:
        stack.draw(canvas, self.capacity, axis, top)
        stack.draw(canvas, self.name, axis, name_top)
        self._name_space(canvas, axis, name_top)

    def _name_space(self, canvas: Canvas, axis: float, name_top: float) -> None:
        """Tell whoever signs the file where box 7c is; the signer of the paper is drawn last."""
        half = RIGHT_COLUMN / 2
        left, bottom = canvas.absolutePosition(axis - half, name_top)
        right, top = canvas.absolutePosition(axis + half, name_top + _SIGNING_SPACE)
        name = measures.SIGNING_SPACE
        space = canvas.bookmarkPage(name, "FitR", left=left, bottom=bottom, right=right, top=top)
        canvas._doc.Catalog.Dests = PDFDictionary({name: space})


class Received(Flowable):
    """The list of recipients, which goes on over pages; its heading stands once."""

    def __init__(self, recipients: tuple[str, ...], *, headed: bool) -> None:
        super().__init__()
        self.spaceBefore = _ABOVE
        self.recipients = recipients
        self.headed = headed
        self.width = measures.room(measures.PORTRAIT)
        self._list_below = _LIST_BELOW if headed else 0.0
        self.height = (self._list_below + len(recipients) * _LIST_LEADING) if recipients else 0.0

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting = self.lines_within(depth)
        if fitting < 1:
            return []
        return [
            Received(self.recipients[:fitting], headed=self.headed),
            Received(self.recipients[fitting:], headed=False),
        ]

    def lines_within(self, depth: float) -> int:
        return int((depth - self._list_below) / _LIST_LEADING)

    def draw(self) -> None:
        self.draw_on(self.canv, self.height)

    def draw_on(self, canvas: Canvas, top: float) -> None:
        if not self.recipients:
            return
        if self.headed:
            canvas.setFont(fonts.BOLD_ITALIC, _HEADING_SIZE)
            canvas.drawString(0, top - _FIRST_FOOT, wording.RECIPIENTS)
        canvas.setFont(fonts.REGULAR, _LIST_SIZE)
        y = top - self._list_below - _LIST_SIZE * stack.ASCENT
        for line in self.recipients:
            canvas.drawString(0, y, line)
            y -= _LIST_LEADING


class Signature(Flowable):
    """One who signs, and beside it who receives, on one page.

    Only a list of recipients that is longer than a page goes on over the next ones, there
    without the signer.
    """

    def __init__(self, recipients: tuple[str, ...], signer: Signer, page: Page) -> None:
        super().__init__()
        self.spaceBefore = _ABOVE
        self.signer = signer
        self.page = page
        self.width = measures.room(page)
        self.received = Received(recipients, headed=True)
        self.height = max(self.received.height, signer.height)

    @property
    def head_height(self) -> float:
        """What must stand together at its beginning."""
        return self.signer.height

    @property
    def may_part(self) -> bool:
        """Whether no page holds all recipients."""
        return self.height > measures.depth(self.page) - _ABOVE - measures.BODY_LEADING

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting = self.received.lines_within(depth)
        if depth < self.signer.height or fitting < 1:
            return []
        recipients = self.received.recipients
        return [
            Signature(recipients[:fitting], self.signer, self.page),
            Received(recipients[fitting:], headed=False),
        ]

    def draw(self) -> None:
        axis = self.width - RIGHT_COLUMN / 2
        below = self.height - stack.height(self.signer.capacity) - _SIGNING_SPACE
        self.signer.draw(self.canv, axis, self.height, below)
        self.received.draw_on(self.canv, self.height)


class JointSignature(Flowable):
    """Several who sign in rows of two, the signer of the paper last and on the right.

    A row is never parted, and the recipients stand below the last one.
    """

    def __init__(
        self, rows: tuple[tuple[Signer, ...], ...], recipients: tuple[str, ...], page: Page
    ) -> None:
        super().__init__()
        self.spaceBefore = _ABOVE
        self.rows = rows
        self.page = page
        self.width = measures.room(page)
        self.received = Received(recipients, headed=True)
        self._list_gap = _ABOVE if recipients else 0.0
        self.height = (
            sum(map(_row_height, rows))
            + _ABOVE * (len(rows) - 1)
            + self._list_gap
            + self.received.height
        )

    @property
    def head_height(self) -> float:
        """The first row."""
        return _row_height(self.rows[0])

    @property
    def may_part(self) -> bool:
        """Whether it goes on over pages, row by row."""
        room = measures.depth(self.page) - _ABOVE - measures.BODY_LEADING
        return len(self.rows) > _ROWS_KEPT or self.height > room

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting, left = 0, depth
        while fitting < len(self.rows) and _row_height(self.rows[fitting]) <= left:
            left -= _row_height(self.rows[fitting]) + _ABOVE
            fitting += 1
        recipients = self.received.recipients
        if fitting == len(self.rows) > 1 and self.received.height < measures.depth(self.page) / 2:
            fitting -= 1
        if len(self.rows) - fitting == 1 and fitting > 1:
            fitting -= 1
        if fitting == 0:
            return []
        upper = JointSignature(self.rows[:fitting], (), self.page)
        if fitting == len(self.rows):
            return [upper, Received(recipients, headed=True)]
        lower = JointSignature(self.rows[fitting:], recipients, self.page)
        return [upper, CondPageBreak(min(lower.height, measures.depth(self.page))), lower]

    def draw(self) -> None:
        top = self.height
        for row in self.rows:
            name_top = top - max(stack.height(one.capacity) for one in row) - _SIGNING_SPACE
            places = (0.25, 0.75) if len(row) > 1 else (0.75,)
            for one, place in zip(row, places, strict=True):
                one.draw(self.canv, self.width * place, top, name_top)
            top -= _row_height(row) + _ABOVE
        self.received.draw_on(self.canv, self.received.height)


def signature(paper: Paper, page: Page) -> Signature | JointSignature:
    """The signature of this paper, its lines broken for the columns."""
    if not paper.cosigners:
        return _alone(paper, page)
    half = measures.room(page) / 2
    signers = [_signer(one, joint_room(half)) for one in (*paper.cosigners, paper.signature)]
    rows = tuple(tuple(signers[n : n + 2]) for n in range(0, len(signers), 2))
    return JointSignature(rows, _recipients(paper, half), page)


def joint_room(half: float) -> float:
    """The width for the lines of one of two who sign in halves of the page beside each other."""
    return half - 2 * _BETWEEN


def beside_signer(paper: Paper, page: Page) -> int:
    """How many recipients stand beside a signer who signs alone, where pages part by themselves.

    All of them where they leave the page room for text; else as many as are no taller than he.
    """
    alone = _alone(paper, page)
    listed = _wrapped_recipients(paper, _left_room(page))
    if alone.height <= _MOST_SHARE * measures.depth(page):
        return len(listed)
    most = alone.received.lines_within(alone.signer.height)
    return sum(taken <= most for taken in accumulate(map(len, listed)))


def _alone(paper: Paper, page: Page) -> Signature:
    recipients = _recipients(paper, _left_room(page))
    return Signature(recipients, _signer(paper.signature, RIGHT_COLUMN), page)


def _left_room(page: Page) -> float:
    return measures.room(page) - RIGHT_COLUMN - _BETWEEN


def _signer(signed: SignatureBlock, room: float) -> Signer:
    titles = (wording.in_capitals(line) for line in (*signed.capacity, signed.position))
    capacity = tuple(line for title in titles for line in centred(title, room))
    return Signer(capacity, centred(wording.printable(signed.name), room))


def _recipients(paper: Paper, room: float) -> tuple[str, ...]:
    return tuple(chain.from_iterable(_wrapped_recipients(paper, room)))


def _wrapped_recipients(paper: Paper, room: float) -> list[tuple[str, ...]]:
    listed = wording.recipient_lines(paper)
    return [lines.wrap(one, fonts.REGULAR, _LIST_SIZE, room) for one in listed]


def _row_height(row: tuple[Signer, ...]) -> float:
    capacity = max(stack.height(one.capacity) for one in row)
    return capacity + _SIGNING_SPACE + max(stack.height(one.name) for one in row)
