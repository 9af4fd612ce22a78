"""Charts of a paper as plain data, drawn in greys that copy well, each number written beside it.

A page may carry the same numbers as a table (`as_table`), which is how they stand in Word.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Columns:
    """A histogram: one column a class, its count above and its lower bound at its left foot.

    `end` is the upper bound of the last class.
    """

    bounds: tuple[str, ...]
    counts: tuple[int, ...]
    end: str
    caption: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """One row of stacked bars: how many of each series."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Rows of one length, each divided among the series in their order."""

    series: tuple[str, ...]
    rows: tuple[Parts, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Least, lower quarter, middle, upper quarter and most of a group."""

    label: str
    least: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of several groups on one axis from `start` to `end`."""

    rows: tuple[Box, ...]
    start: Decimal
    end: Decimal
    caption: str = ""
    unit: str = ""


Chart = Columns | StackedBars | Boxes
