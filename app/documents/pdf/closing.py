"""The end of a paper: its last lines together with the signature."""

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Prose

from app.documents.pdf import flow, measures
from app.documents.pdf.grid import Grid
from app.documents.pdf.signing import JointSignature, Page, Signature


class Closing(Flowable):
    """The last piece of the body with the signature: a signature never has a page to itself.

    Where both do not fit, the piece is parted so that its last lines go along to the next page.
    `between` are small pieces that stand before the signature whatever happens, such as an end
    mark after a table.
    """

    def __init__(
        self,
        last: Flowable | None,
        between: tuple[Flowable, ...],
        signature: Signature | JointSignature,
        page: Page,
    ) -> None:
        super().__init__()
        self.last = last
        self.between = between
        self.signature = signature
        self.page = page
        self.spaceBefore = (last or [*between, signature][0]).getSpaceBefore()
        self.width = measures.room(page)

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
        return self._least_whole() if self.signature.may_part else self.wrap(0, 0)[1]

    def split(self, room: float, depth: float) -> list[Flowable]:
        pieces = [*filter(None, (self.last, *self.between, self.signature))]
        whole_page = depth >= measures.depth(self.page) - 1
        if self.signature.may_part and (self._head_fits(depth) or whole_page):
            return pieces if self.last or self.between else self.signature.split(room, depth)
        parted = self._parted(depth)
        if parted:
            upper, lower = parted
            return [upper, Closing(lower, self.between, self.signature, self.page)]
        return pieces if whole_page and len(pieces) > 1 else []

    def draw(self) -> None:
        y = self.height + self.spaceBefore
        for piece in filter(None, (self.last, *self.between, self.signature)):
            y -= flow.height_of(piece, self.width)
            piece.drawOn(self.canv, 0, y)

    def _head_fits(self, depth: float) -> bool:
        return self._least_whole() <= depth

    def _least_whole(self) -> float:
        """The last piece with what of the signature must stand together."""
        return self.wrap(0, 0)[1] - self.signature.height + self.signature.head_height

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


def _parted_prose(last: Prose, room: float, depth: float) -> tuple[Flowable, Flowable] | None:
    count = flow.line_count(last, room)
    leading = last.style.leading
    fitting = min(int(depth / leading), count - flow.LEAST_LINES)
    if fitting < flow.LEAST_LINES:
        return None
    parts = last.split(room, fitting * leading + 0.1)
    return (parts[0], parts[1]) if len(parts) == 2 else None
