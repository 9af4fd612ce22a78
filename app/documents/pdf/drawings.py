"""Charts drawn on a page: columns, stacked bars, boxes, in greys with their numbers."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from reportlab.lib.colors import Color, black, white
from reportlab.platypus import Flowable

from app.documents import wording
from app.documents.charts import Box, Boxes, Chart, Columns, Parts, StackedBars
from app.documents.pdf import fonts, lines, measures
from app.lib import numbers

SIZE = 10.0
_SMALL = 9.0
_COLUMN_HEIGHT = 120.0
_WIDEST_COLUMN = 46.0
_ROW = 20.0
_BAR = 11.0
_LABEL_SHARE = 0.36
_LEGEND_ROW = 14.0
_AXIS = 18.0
_DARKEST, _PALEST = 0.30, 0.93
_STEPS = (Decimal(5), Decimal(10), Decimal(20), Decimal(50))
_MOST_TICKS = 8
_MOST_ROWS = 30
"""About so many rows stand on a page; a longer chart goes on over the next."""


def grey(level: float) -> Color:
    """From 0, black, to 1, white."""
    return Color(level, level, level)


def shades(count: int) -> list[float]:
    """So many greys that are told apart, darkest first."""
    if count == 1:
        return [_DARKEST]
    step = (_PALEST - _DARKEST) / (count - 1)
    return [_DARKEST + step * place for place in range(count)]


def drawings(chart: Chart, room: float) -> list[Flowable]:
    """The chart for this width; one of many rows in parts that may stand on several pages."""
    if isinstance(chart, Columns):
        return [ColumnDrawing(chart, room)] if chart.counts else []
    if isinstance(chart, StackedBars):
        stacked = [chart.rows[n : n + _MOST_ROWS] for n in range(0, len(chart.rows), _MOST_ROWS)]
        return [StackedDrawing(chart, rows, room) for rows in stacked]
    boxed = [chart.rows[n : n + _MOST_ROWS] for n in range(0, len(chart.rows), _MOST_ROWS)]
    return [BoxDrawing(chart, rows, room) for rows in boxed]


class Drawing(Flowable):
    """A picture of a fixed size that is never parted."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.spaceBefore = self.spaceAfter = measures.GAP

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        return self.width, self.height

    def _text(
        self, text: str, x: float, y: float, *, font: str = fonts.REGULAR, size: float = SIZE
    ) -> None:
        self.canv.setFillColor(black)
        self.canv.setFont(font, size)
        self.canv.drawString(x, y, text)

    def _middle(self, text: str, x: float, y: float, *, font: str = fonts.REGULAR) -> None:
        self.canv.setFillColor(black)
        self.canv.setFont(font, _SMALL)
        self.canv.drawCentredString(x, y, text)

    def _rect(self, x: float, y: float, width: float, height: float, shade: float) -> None:
        self.canv.setFillColor(grey(shade))
        self.canv.setLineWidth(0.4)
        self.canv.rect(x, y, width, height, fill=1, stroke=1)

    def _label(self, text: str, y: float, room: float) -> None:
        """The name of a row, cut to its column."""
        printed = wording.printable(text)
        fitting = lines.wrap(printed, fonts.REGULAR, SIZE, room)
        self._text(fitting[0] if len(fitting) == 1 else fitting[0] + " …", 0, y)


class ColumnDrawing(Drawing):
    """A histogram."""

    def __init__(self, chart: Columns, room: float) -> None:
        super().__init__(room, _COLUMN_HEIGHT + 40)
        self.chart = chart

    def draw(self) -> None:
        count = len(self.chart.counts)
        width = min(self.width / count, _WIDEST_COLUMN)
        start, most = (self.width - width * count) / 2, max(*self.chart.counts, 1)
        foot = _AXIS
        for place, number in enumerate(self.chart.counts):
            x, height = start + place * width, _COLUMN_HEIGHT * number / most
            if number:
                self._rect(x + width * 0.08, foot, width * 0.84, height, 0.72)
                middle = x + width / 2
                self._middle(str(number), middle, foot + height + 3, font=fonts.BOLD)
            self._middle(self.chart.bounds[place], x, foot - 11)
        self._middle(self.chart.end, start + width * count, foot - 11)
        self.canv.setLineWidth(0.6)
        self.canv.line(start, foot, start + width * count, foot)


class StackedDrawing(Drawing):
    """Rows divided among series, with what each shade means."""

    def __init__(self, chart: StackedBars, rows: Sequence[Parts], room: float) -> None:
        self.legend = _laid_out(chart.series, room)
        super().__init__(room, _ROW * len(rows) + _LEGEND_ROW * len(self.legend) + 4)
        self.rows = rows
        self.shades = shades(len(chart.series))

    def draw(self) -> None:
        left = self.width * _LABEL_SHARE
        room = self.width - left
        y = self.height - _ROW
        for row in self.rows:
            self._label(row.label, y + 4, left - 6)
            self._row(row, left, y + 2, room)
            y -= _ROW
        self._legend(y + _ROW - _LEGEND_ROW - 2)

    def _row(self, row: Parts, left: float, y: float, room: float) -> None:
        total = sum(row.counts)
        ends = [room * end / total for end in accumulate(row.counts)] if total else []
        begin = 0.0
        for count, end, shade in zip(row.counts, ends, self.shades, strict=False):
            if count:
                self._rect(left + begin, y, end - begin, _BAR + 3, shade)
                self.canv.setFillColor(white if shade < 0.5 else black)
                self.canv.setFont(fonts.BOLD, _SMALL)
                self.canv.drawCentredString(left + (begin + end) / 2, y + 4, str(count))
            begin = end

    def _legend(self, y: float) -> None:
        place = 0
        for line in self.legend:
            for name, x in line:
                self._rect(x, y, 9, 9, self.shades[place])
                self._text(name, x + 13, y + 1, size=_SMALL)
                place += 1
            y -= _LEGEND_ROW


def _laid_out(names: Sequence[str], room: float) -> list[list[tuple[str, float]]]:
    """The names of series in lines, each with its place."""
    placed: list[list[tuple[str, float]]] = [[]]
    x = 0.0
    for name in map(wording.printable, names):
        needed = 13 + lines.width(name, fonts.REGULAR, _SMALL) + 14
        if placed[-1] and x + needed > room:
            placed.append([])
            x = 0.0
        placed[-1].append((name, x))
        x += needed
    return placed


class BoxDrawing(Drawing):
    """Boxes on one axis, the middle written beside each."""

    def __init__(self, chart: Boxes, rows: Sequence[Box], room: float) -> None:
        super().__init__(room, _ROW * len(rows) + _AXIS + 2)
        self.chart, self.rows = chart, rows
        self.left = room * _LABEL_SHARE
        self.span = room - self.left - 44

    def draw(self) -> None:
        y = self.height - _ROW
        for row in self.rows:
            self._label(row.label, y + 4, self.left - 6)
            self._box(row, y + 8)
            self._text(numbers.vi(row.middle), self.left + self.span + 8, y + 4)
            y -= _ROW
        foot = y + _ROW - 2
        self.canv.line(self.left, foot, self.left + self.span, foot)
        for percent in self._ticks():
            x = self._at(percent)
            self.canv.line(x, foot, x, foot - 3)
            self._middle(numbers.vi(percent), x, foot - 13)

    def _ticks(self) -> list[Decimal]:
        """Marks at round numbers, eight at most."""
        span = self.chart.end - self.chart.start
        step = next((one for one in _STEPS if span / one <= _MOST_TICKS), span)
        return [self.chart.start + step * place for place in range(int(span / step) + 1)]

    def _at(self, number: Decimal) -> float:
        share = (number - self.chart.start) / (self.chart.end - self.chart.start)
        return self.left + self.span * float(share)

    def _box(self, row: Box, y: float) -> None:
        self.canv.setLineWidth(0.6)
        self.canv.line(self._at(row.least), y, self._at(row.most), y)
        for end in (row.least, row.most):
            self.canv.line(self._at(end), y - 3, self._at(end), y + 3)
        lower, upper = self._at(row.lower), self._at(row.upper)
        self._rect(lower, y - _BAR / 2, max(upper - lower, 0.5), _BAR, 0.85)
        self.canv.setLineWidth(1.6)
        middle = self._at(row.middle)
        self.canv.line(middle, y - _BAR / 2, middle, y + _BAR / 2)
