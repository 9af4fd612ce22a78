"""Centred lines one below the other: titles, letterheads, signatures."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app.documents.pdf import fonts, lines, measures

ASCENT = 0.89
"""Height of the tallest Vietnamese capital above the foot of its line, in sizes."""
_UNDER_RULE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `above` is the empty space before it."""

    text: str
    font: str = fonts.BOLD
    size: float = measures.BODY
    above: float = 0

    @property
    def width(self) -> float:
        return lines.width(self.text, self.font, self.size)

    @property
    def height(self) -> float:
        return self.above + self.size * 1.25


def centred(
    text: str, room: float, *, font: str = fonts.BOLD, size: float = measures.BODY, above: float = 0
) -> tuple[Line, ...]:
    """The text as lines of nearly equal width; `above` goes before the first. Blank: none."""
    if not text:
        return ()
    broken = lines.balanced(text, font, size, room)
    return tuple(Line(line, font, size, above if n == 0 else 0) for n, line in enumerate(broken))


def height(stack: tuple[Line, ...], rule: float = 0) -> float:
    return sum(line.height for line in stack) + (_UNDER_RULE if rule else 0)


def draw(canvas: Canvas, stack: tuple[Line, ...], x: float, top: float, rule: float = 0) -> None:
    """Draw the lines around `x` downwards from `top`; `rule` is the length of one below."""
    y = top
    for line in stack:
        canvas.setFont(line.font, line.size)
        canvas.drawCentredString(x, y - line.above - line.size * ASCENT, line.text)
        y -= line.height
    if rule:
        canvas.setLineWidth(measures.RULE)
        canvas.line(x - rule / 2, y - 2.5, x + rule / 2, y - 2.5)


def widest(stack: tuple[Line, ...]) -> float:
    return max((line.width for line in stack), default=0.0)


class Stack(Flowable):
    """Centred lines in the flow of the page, with a rule below where `rule` is not zero."""

    def __init__(
        self, stack: tuple[Line, ...], *, rule: float = 0, before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self.lines = stack
        self.rule = rule
        self.spaceBefore = before
        self.spaceAfter = after

    def wrap(self, room: float, depth: float) -> tuple[float, float]:
        self.width, self.height = room, height(self.lines, self.rule)
        return self.width, self.height

    def split(self, room: float, depth: float) -> list[Flowable]:
        fitting = 0
        while fitting < len(self.lines) and height(self.lines[: fitting + 1]) <= depth:
            fitting += 1
        if fitting in (0, len(self.lines)):
            return []
        rest = Stack(self.lines[fitting:], rule=self.rule, after=self.spaceAfter)
        return [Stack(self.lines[:fitting], before=self.spaceBefore), rest]

    def draw(self) -> None:
        draw(self.canv, self.lines, self.width / 2, self.height, self.rule)
