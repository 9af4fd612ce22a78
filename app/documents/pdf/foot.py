"""The foot of the first page: box 13, and the QR code that leads to the paper's verification."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import segno
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.documents import wording
from app.documents.paper import Paper
from app.documents.pdf import fonts, lines, measures

SIZE = 11.0
LEADING = 13.0
LAST_FOOT = 10 * mm
"""From the lower edge of the paper up to the foot of the last line of the address."""
CODE_SIDE = 16 * mm
CODE_LEFT = 9 * mm
CODE_FOOT = 9 * mm
CHECK_SIZE = 7.0
CHECK_FOOT = 5.5 * mm
_ABOVE_TEXT = 4.0
_ABOVE_RULE = 6.0


class Foot:
    """What stands below the text of page 1, in the margin; a tall one takes from the text."""

    def __init__(self, paper: Paper, page: tuple[float, float]) -> None:
        self.room = measures.room(page)
        printed = (wording.printable(line) for line in paper.footer)
        self.lines = tuple(
            line
            for text in printed
            if text
            for line in lines.wrap(text, fonts.REGULAR, SIZE, self.room)
        )
        self.verify_url = paper.verify_url

    @property
    def rule(self) -> float:
        """The height of the rule above the address, from the lower edge of the paper."""
        return LAST_FOOT + LEADING * (len(self.lines) - 1) + SIZE + _ABOVE_TEXT

    @property
    def top(self) -> float:
        """Where the text of the page ends."""
        return max(measures.BOTTOM, self.rule + _ABOVE_RULE) if self.lines else measures.BOTTOM

    def draw(self, canvas: Canvas) -> None:
        if self.lines:
            self._draw_address(canvas)
        if self.verify_url:
            draw_code(canvas, self.verify_url, CODE_LEFT, CODE_FOOT, CODE_SIDE)
            canvas.setFont(fonts.REGULAR, CHECK_SIZE)
            canvas.drawString(CODE_LEFT, CHECK_FOOT, wording.verification(self.verify_url))

    def _draw_address(self, canvas: Canvas) -> None:
        canvas.setLineWidth(measures.RULE)
        canvas.line(measures.LEFT, self.rule, measures.LEFT + self.room, self.rule)
        canvas.setFont(fonts.REGULAR, SIZE)
        y = LAST_FOOT + LEADING * (len(self.lines) - 1)
        for line in self.lines:
            canvas.drawString(measures.LEFT, y, line)
            y -= LEADING


def draw_code(canvas: Canvas, url: str, left: float, foot: float, side: float) -> None:
    """The QR code of an address as dark squares, drawn as one path without its quiet zone."""
    modules = code(url).matrix
    squares = (
        f"{place} {len(modules) - n} {length} -1 re"
        for n, row in enumerate(modules)
        for place, length in _runs(row)
    )
    canvas.saveState()
    canvas.setFillColor(black)
    canvas.translate(left, foot)
    canvas.scale(side / len(modules), side / len(modules))
    canvas.addLiteral(f"{' '.join(squares)} f")
    canvas.restoreState()


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where dark squares begin in a row of the code, and how many follow each other."""
    place = 0
    for dark, run in groupby(row):
        length = len(tuple(run))
        if dark:
            yield place, length
        place += length


@lru_cache(maxsize=256)
def code(url: str) -> segno.QRCode:
    """The QR code of an address, readable with 15 percent of it damaged."""
    return segno.make(url, error="m", micro=False)
