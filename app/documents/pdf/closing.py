"""The end of a paper: its last lines, the signature on the right, the recipients on the left."""

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Prose

from app.documents import wording
from app.documents.paper import Paper
from app.documents.pdf import flow, fonts, lines, measures, stack
from app.documents.pdf.grid import Grid
from app.documents.pdf.stack import Line, centred

_LEFT_COLUMN = 87 * mm
_BETWEEN = 3 * mm
_RIGHT_COLUMN = measures.room(measures.PORTRAIT) - _LEFT_COLUMN - _BETWEEN
_ABOVE = 14.0
_SIGNING_SPACE = 30 * mm
_LIST_SIZE = 11.0
_LIST_LEADING = 13.5
_HEADING_SIZE = 12.0
_FIRST_FOOT = measures.BODY * stack.ASCENT
"""Down to the foot of the first line on either side: capacity and heading stand level."""
_LIST_BELOW = _FIRST_FOOT + 4


@dataclass(frozen=True, slots=True)
class Signer:
    """Boxes 7a and 7b: in what capacity and position, and below the signature the name."""

    capacity: tuple[Line, ...]
    name: tuple[Line, ...]

    @property
    def height(self) -> float:
        return stack.height(self.capacity) + _SIGNING_SPACE + stack.height(self.name)


class Signature(Flowable):
    """Who signs, and beside it who receives, on one page.

    Only a list of recipients that is longer than a page goes on over the next ones, there
    without the signer.
    """

    def __init__(self, recipients: tuple[str, ...], signer: Signer | None) -> None:
        super().__init__()
        self.spaceBefore = _ABOVE
        self.recipients = recipients
        self.signer = signer
        self.width = measures.room(measures.PORTRAIT)
        self._list_below = _LIST_BELOW if signer else 0.0
        left = self._list_below + len(recipients) * _LIST_LEADING
        self.height = max(left, signer.height if signer else 0.0)

    @property
    def is_endless(self) -> bool:
        """Whether no page holds all recipients."""
        return self.height > measures.depth(measures.PORTRAIT) - _ABOVE - measures.BODY_LEADING

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting = int((depth - self._list_below) / _LIST_LEADING)
        if depth < (self.signer.height if self.signer else 0) or fitting < 1:
            return []
        return [
            Signature(self.recipients[:fitting], self.signer),
            Signature(self.recipients[fitting:], None),
        ]

    def draw(self) -> None:
        if self.signer:
            self._draw_signer(self.signer)
            self.canv.setFont(fonts.BOLD_ITALIC, _HEADING_SIZE)
            self.canv.drawString(0, self.height - _FIRST_FOOT, wording.RECIPIENTS)
        self.canv.setFont(fonts.REGULAR, _LIST_SIZE)
        y = self.height - self._list_below - _LIST_SIZE * stack.ASCENT
        for line in self.recipients:
            self.canv.drawString(0, y, line)
            y -= _LIST_LEADING

    def _draw_signer(self, signer: Signer) -> None:
        axis = self.width - _RIGHT_COLUMN / 2
        stack.draw(self.canv, signer.capacity, axis, self.height)
        below = self.height - stack.height(signer.capacity) - _SIGNING_SPACE
        stack.draw(self.canv, signer.name, axis, below)
        self._name_space(below)

    def _name_space(self, below: float) -> None:
        left, bottom = self.canv.absolutePosition(self.width - _RIGHT_COLUMN, below)
        right, top = self.canv.absolutePosition(self.width, below + _SIGNING_SPACE)
        self.canv.bookmarkPage(
            measures.SIGNING_SPACE, "FitR", left=left, bottom=bottom, right=right, top=top
        )


class Closing(Flowable):
    """The last piece of the body with the signature: a signature never has a page to itself.

    Where both do not fit, the piece is parted so that its last lines go along to the next page.
    `between` are small pieces that stand before the signature whatever happens, such as an end
    mark after a table.
    """

    def __init__(
        self, last: Flowable | None, between: tuple[Flowable, ...], signature: Signature
    ) -> None:
        super().__init__()
        self.last = last
        self.between = between
        self.signature = signature
        self.spaceBefore = (last or [*between, signature][0]).getSpaceBefore()
        self.width = measures.room(measures.PORTRAIT)

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        pieces = filter(None, (self.last, *self.between, self.signature))
        heights = [flow.height_of(piece, self.width) for piece in pieces]
        self.height = sum(heights) - self.spaceBefore
        return self.width, self.height

    def least_height(self) -> float:
        """What must fit below a heading; the whole where the last piece cannot be parted."""
        if isinstance(self.last, Prose) and flow.parts(self.last, self.width):
            return float(flow.LEAST_LINES * self.last.style.leading)
        if isinstance(self.last, Grid) and self.last.without_last():
            return self.last.least_height()
        return self.wrap(0, 0)[1]

    def split(self, room: float, depth: float) -> list[Flowable]:
        pieces = [*filter(None, (self.last, *self.between, self.signature))]
        whole_page = depth >= measures.depth(measures.PORTRAIT) - 1
        if self.signature.is_endless and (self._signer_fits(depth) or whole_page):
            return pieces if self.last or self.between else self.signature.split(room, depth)
        parted = self._parted(depth)
        if parted:
            upper, lower = parted
            return [upper, Closing(lower, self.between, self.signature)]
        return pieces if whole_page and len(pieces) > 1 else []

    def draw(self) -> None:
        y = self.height + self.spaceBefore
        for piece in filter(None, (self.last, *self.between, self.signature)):
            y -= flow.height_of(piece, self.width)
            piece.drawOn(self.canv, 0, y)

    def _signer_fits(self, depth: float) -> bool:
        signer = self.signature.signer
        without = self.wrap(0, 0)[1] - self.signature.height
        return without + (signer.height if signer else 0.0) <= depth

    def _parted(self, depth: float) -> tuple[Flowable, Flowable] | None:
        """What stays on this page and what goes on, or None if the piece is to go whole."""
        if isinstance(self.last, Prose):
            return _parted_prose(self.last, self.width, depth)
        if not isinstance(self.last, Grid):
            return None
        if self.last.height <= depth:
            return self.last.without_last()
        parts = self.last.split(self.width, depth)
        return (parts[0], parts[1]) if len(parts) == 2 else None


def signature(paper: Paper) -> Signature:
    """The signature of this paper, its lines broken for the two columns."""
    recipients = tuple(
        line
        for recipient in wording.recipient_lines(paper)
        for line in lines.wrap(recipient, fonts.REGULAR, _LIST_SIZE, _LEFT_COLUMN)
    )
    signed = paper.signature
    titles = (wording.in_capitals(line) for line in (*signed.capacity, signed.position))
    capacity = tuple(line for title in titles for line in centred(title, _RIGHT_COLUMN))
    return Signature(
        recipients, Signer(capacity, centred(wording.printable(signed.name), _RIGHT_COLUMN))
    )


def _parted_prose(last: Prose, room: float, depth: float) -> tuple[Flowable, Flowable] | None:
    count = flow.line_count(last, room)
    leading = last.style.leading
    fitting = min(int(depth / leading), count - flow.LEAST_LINES)
    if fitting < flow.LEAST_LINES:
        return None
    parts = last.split(room, fitting * leading + 0.1)
    return (parts[0], parts[1]) if len(parts) == 2 else None
