"""A ruled table that goes on over pages: its header on each of them, no band left alone.

Rows are laid out once, so that a table of thousands of rows is split and drawn in linear time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from app.documents.paper import Align
from app.documents.pdf import fonts, lines

_PAD_X = 4.5
_PAD_Y = 3.0
_LEADING = 1.22
_ASCENT = 0.88
_BORDER = 0.5
_WHOLE_LINES = 8
"""A row of up to so many lines is never parted between two pages."""
_LEAST_LINES = 2
"""A row that is parted keeps so many lines on either page."""
_REPEATED_SHARE = 0.4
"""A header that takes more of the page than this is not repeated."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text from column `first` over `span` columns and, in a header, over `down` rows."""

    lines: tuple[str, ...]
    first: int
    span: int = 1
    down: int = 1
    align: Align = Align.LEFT
    font: str = fonts.REGULAR


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row. `keep_next` and `keep_previous` forbid a page break below and above it."""

    cells: tuple[Cell, ...]
    keep_next: bool = False
    keep_previous: bool = False
    top: bool = False
    """Text stands at the top of the cells, as in the parts of a row over two pages."""
    least_lines: int = 1
    line_count: int = field(init=False)
    """Lines of its tallest cell; counted once, since pages ask for it row by row."""

    def __post_init__(self) -> None:
        counts = [len(cell.lines) for cell in self.cells if cell.down == 1]
        object.__setattr__(self, "line_count", max(self.least_lines, 1, *counts))


@dataclass(frozen=True, slots=True)
class Layout:
    """What all parts of one table share: columns, size of text, header, depth of a page."""

    widths: tuple[float, ...]
    size: float
    header: tuple[GridRow, ...]
    page_depth: float

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    def row_height(self, row: GridRow) -> float:
        return row.line_count * self.leading + 2 * _PAD_Y

    @property
    def header_height(self) -> float:
        return sum(self.row_height(row) for row in self.header)

    def room(self, first: int, span: int = 1) -> float:
        """The width for text in a cell."""
        return sum(self.widths[first : first + span]) - 2 * _PAD_X


def cell_width(text: float) -> float:
    """The column that a text of this width needs."""
    return text + 2 * _PAD_X + 0.5


class Grid(Flowable):
    """The drawn table, or the part of it that stands on one page."""

    def __init__(
        self,
        layout: Layout,
        rows: tuple[GridRow, ...],
        *,
        headed: bool = True,
        before: float = 0,
        height: float | None = None,
    ) -> None:
        """`height` is that of the rows where it is known already."""
        super().__init__()
        self.layout = layout
        self.rows = rows
        self.headed = headed
        self.spaceBefore = before
        self.spaceAfter = 6.0
        self._lefts = tuple(accumulate(layout.widths, initial=0.0))
        self.width = self._lefts[-1]
        self.height = sum(map(layout.row_height, rows)) if height is None else height
        self.height += layout.header_height if headed else 0

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def least_height(self) -> float:
        """What must fit on a page for the table to begin there."""
        height = self.layout.header_height if self.headed else 0.0
        for row in self.rows:
            height += self._least_row(row)
            if not row.keep_next:
                break
        return height

    def split(self, room: float, depth: float) -> list[Flowable]:
        left = depth - (self.layout.header_height if self.headed else 0)
        fitting = 0
        while fitting < len(self.rows):
            row_height = self.layout.row_height(self.rows[fitting])
            if row_height > left:
                break
            left -= row_height
            fitting += 1
        if fitting == len(self.rows):
            return []
        parts = self._part_row(self.rows[fitting], left)
        if parts:
            upper, lower = parts
            return self._parted(
                (*self.rows[:fitting], upper), (lower, *self.rows[fitting + 1 :]), depth
            )
        whole_page = depth >= self.layout.page_depth - 1
        place = self._allowed_break(fitting) or (fitting if whole_page else 0)
        return self._parted(self.rows[:place], self.rows[place:], depth) if place else []

    def without_last(self) -> tuple["Grid", "Grid"] | None:
        """The table and its last row, with those it may not leave, apart. None: no such place."""
        place = self._allowed_break(len(self.rows) - 1) if self.rows else 0
        if place == 0:
            return None
        upper = Grid(self.layout, self.rows[:place], headed=self.headed, before=self.spaceBefore)
        return upper, Grid(self.layout, self.rows[place:])

    def draw(self) -> None:
        header = self.layout.header if self.headed else ()
        rows = (*header, *self.rows)
        heights = [self.layout.row_height(row) for row in rows]
        self._draw_rules(rows, heights, len(header))
        self._draw_texts(rows, heights)

    def _draw_rules(
        self, rows: tuple[GridRow, ...], heights: Sequence[float], headers: int
    ) -> None:
        self.canv.setLineWidth(_BORDER)
        y = self.height
        self.canv.line(0, y, self.width, y)
        lanes_from = y
        for n, row in enumerate(rows):
            if n >= headers and len(row.cells) == len(self.layout.widths):
                self.canv.line(0, y - heights[n], self.width, y - heights[n])
            else:
                for cell in row.cells:
                    self._draw_edges(cell, y, sum(heights[n : n + cell.down]))
                self._draw_lanes(lanes_from, y)
                lanes_from = y - heights[n]
            y -= heights[n]
        self._draw_lanes(lanes_from, y)

    def _draw_texts(self, rows: tuple[GridRow, ...], heights: Sequence[float]) -> None:
        """All text in one object, which names a face only where it changes."""
        text = self.canv.beginText()
        y, face = self.height, ""
        for n, row in enumerate(rows):
            for cell in row.cells:
                if cell.lines and cell.font != face:
                    face = cell.font
                    text.setFont(face, self.layout.size)
                self._write(text, cell, y, sum(heights[n : n + cell.down]), row.top)
            y -= heights[n]
        self.canv.drawText(text)

    def _allowed_break(self, place: int) -> int:
        while place > 0 and (self.rows[place - 1].keep_next or self.rows[place].keep_previous):
            place -= 1
        return place

    def _least_row(self, row: GridRow) -> float:
        if row.line_count <= _WHOLE_LINES:
            return self.layout.row_height(row)
        return _LEAST_LINES * self.layout.leading + 2 * _PAD_Y

    def _part_row(self, row: GridRow, depth: float) -> tuple[GridRow, GridRow] | None:
        """A tall row in two, the upper part within `depth`; None if it must stay whole."""
        fitting = int((depth - 2 * _PAD_Y) / self.layout.leading)
        fitting = min(fitting, row.line_count - _LEAST_LINES)
        if row.line_count <= _WHOLE_LINES or fitting < _LEAST_LINES:
            return None
        upper = tuple(replace(cell, lines=cell.lines[:fitting]) for cell in row.cells)
        lower = tuple(replace(cell, lines=cell.lines[fitting:]) for cell in row.cells)
        return (
            replace(row, cells=upper, keep_next=False, top=True),
            replace(row, cells=lower, keep_previous=False, top=True),
        )

    def _parted(
        self, upper: tuple[GridRow, ...], lower: tuple[GridRow, ...], depth: float
    ) -> list[Flowable]:
        header = self.layout.header_height
        repeat = header <= _REPEATED_SHARE * max(depth, self.height)
        first = Grid(self.layout, upper, headed=self.headed, before=self.spaceBefore)
        parted = upper[-1].top and lower[0].top
        rest = None if parted else self.height - first.height
        return [first, Grid(self.layout, lower, headed=repeat, height=rest)]

    def _draw_lanes(self, top: float, foot: float) -> None:
        """The upright rules of rows that have a cell in each column, in one stroke each."""
        for x in self._lefts if top > foot else ():
            self.canv.line(x, top, x, foot)

    def _draw_edges(self, cell: Cell, y: float, height: float) -> None:
        left, right = self._lefts[cell.first], self._lefts[cell.first + cell.span]
        self.canv.line(left, y, left, y - height)
        self.canv.line(left, y - height, right, y - height)
        if right == self.width:
            self.canv.line(right, y, right, y - height)

    def _write(
        self, text: PDFTextObject, cell: Cell, y: float, height: float, at_top: bool
    ) -> None:
        left, right = self._lefts[cell.first], self._lefts[cell.first + cell.span]
        leading = self.layout.leading
        y -= _PAD_Y if at_top else (height - len(cell.lines) * leading) / 2
        y -= self.layout.size * _ASCENT + (leading - self.layout.size) / 2
        for line in cell.lines:
            x = left + _PAD_X
            if cell.align is not Align.LEFT:
                spare = right - _PAD_X - x - lines.width(line, cell.font, self.layout.size)
                x += spare / 2 if cell.align is Align.CENTER else spare
            text.setTextOrigin(x, y)
            text.textOut(line)
            y -= leading
