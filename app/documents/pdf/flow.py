"""How much of a page a piece takes, whole or at its beginning."""

from typing import Protocol, runtime_checkable

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Prose

_ENDLESS = 1e6
LEAST_LINES = 2
"""A paragraph over two pages keeps so many lines on either."""


@runtime_checkable
class Splittable(Protocol):
    """A piece that knows how much of it must stand together at its beginning."""

    def least_height(self) -> float: ...


def height_of(piece: Flowable, room: float) -> float:
    """The whole height with the gap before it."""
    return float(piece.getSpaceBefore() + piece.wrap(room, _ENDLESS)[1])


def line_count(prose: Prose, room: float) -> int:
    return round(prose.wrap(room, _ENDLESS)[1] / prose.style.leading)


def parts(prose: Prose, room: float) -> bool:
    """Whether a paragraph has lines enough to stand on two pages."""
    return line_count(prose, room) >= 2 * LEAST_LINES


def least_height(piece: Flowable, room: float) -> float:
    """What must fit below a heading for the heading to stay on its page."""
    above = float(piece.getSpaceBefore())
    if isinstance(piece, Splittable):
        return above + piece.least_height()
    if isinstance(piece, Prose) and parts(piece, room):
        return above + float(LEAST_LINES * piece.style.leading)
    return height_of(piece, room)
