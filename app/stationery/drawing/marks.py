"""What stands on a page: lines of letters, rules, shapes. Millimetres from the upper left corner.

Sizes of letters are in points, as printers count them; colours are `#RRGGBB`.
"""

from dataclasses import dataclass

POINT = 25.4 / 72
"""One point in millimetres."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of letters: its left edge, its foot (baseline), its face."""

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke; `dash` in millimetres, 0 for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    colour: str
    dash: float = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed figure by its corners; without `fill` its outline alone."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    thickness: float = 0


@dataclass(frozen=True, slots=True)
class Disc:
    """A full circle."""

    x: float
    y: float
    radius: float
    fill: str


Mark = Line | Rule | Shape | Disc


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `ground` is what many pages share (a frame), `marks` stand upon it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    ground: tuple[Mark, ...] = ()


def rectangle(
    x: float, y: float, width: float, height: float, *, fill: str = "", stroke: str = "",
    thickness: float = 0,
) -> Shape:  # fmt: skip
    """A rectangle by its upper left corner."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(corners, fill, stroke, thickness)
