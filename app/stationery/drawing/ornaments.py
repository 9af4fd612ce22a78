"""Ornaments drawn by us: the frame of a certificate, a five-pointed star.

The State emblem (Quốc huy) is not shipped: its place is left free.
"""

import math
from collections.abc import Callable, Iterator

from app.stationery.drawing.marks import Disc, Mark, Shape, rectangle

RED, GOLD, PALE = "#B3121D", "#B8892B", "#F4E7C3"


def star(x: float, y: float, radius: float, fill: str) -> Shape:
    """A five-pointed star that stands upright; `x`, `y` is its middle."""
    inner = radius * math.sin(math.pi / 10) / math.sin(7 * math.pi / 10)
    points = []
    for step in range(10):
        reach = radius if step % 2 == 0 else inner
        angle = math.pi / 5 * step
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return Shape(tuple(points), fill)


def frame(width: float, height: float, *, margin: float, band: float) -> tuple[Mark, ...]:
    """A double rule with a band of lozenges and petals between, and a rosette in each corner."""
    marks: list[Mark] = [
        rectangle(margin, margin, width - 2 * margin, height - 2 * margin, fill=PALE),
        rectangle(
            margin + band, margin + band, width - 2 * (margin + band),
            height - 2 * (margin + band), fill="#FFFFFF",
        ),
    ]  # fmt: skip
    for inset, colour, thickness in (
        (0.0, RED, 0.9),
        (band * 0.14, GOLD, 0.3),
        (band * 0.86, GOLD, 0.3),
        (band, RED, 0.6),
    ):
        at = margin + inset
        marks.append(
            rectangle(at, at, width - 2 * at, height - 2 * at, stroke=colour, thickness=thickness)
        )
    middle = margin + band / 2
    marks += _row(middle, width - middle, band, lambda along: (along, middle))
    marks += _row(middle, width - middle, band, lambda along: (along, height - middle))
    marks += _row(middle, height - middle, band, lambda along: (middle, along))
    marks += _row(middle, height - middle, band, lambda along: (width - middle, along))
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            marks += _rosette(x, y, band)
    return tuple(marks)


def _row(
    start: float, end: float, band: float, at: Callable[[float], tuple[float, float]]
) -> Iterator[Mark]:
    """Lozenges with a petal on each side, and a bead between two of them."""
    length = end - start
    count = max(round(length / (band * 1.5)), 2)
    step = length / count
    for number in range(1, count):
        x, y = at(start + number * step)
        yield _lozenge(x, y, band * 0.26, RED)
        yield _lozenge(x, y, band * 0.13, PALE)
    for number in range(count):
        x, y = at(start + (number + 0.5) * step)
        yield Disc(x, y, band * 0.09, GOLD)


def _lozenge(x: float, y: float, reach: float, fill: str) -> Shape:
    return Shape(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), fill)


def _rosette(x: float, y: float, band: float) -> Iterator[Mark]:
    """Eight petals about a bead, on a square that covers the crossing of two rows."""
    half = band * 0.62
    yield rectangle(
        x - half, y - half, 2 * half, 2 * half, fill="#FFFFFF", stroke=RED, thickness=0.6
    )
    for step in range(8):
        angle = math.pi / 4 * step
        reach, spread = band * 0.5, band * 0.17
        tip = (x + reach * math.sin(angle), y - reach * math.cos(angle))
        sides = [
            (
                x + reach * 0.52 * math.sin(angle) + turn * spread * math.cos(angle),
                y - reach * 0.52 * math.cos(angle) + turn * spread * math.sin(angle),
            )
            for turn in (-1, 1)
        ]
        yield Shape(((x, y), sides[0], tip, sides[1]), RED if step % 2 == 0 else GOLD)
    yield Disc(x, y, band * 0.12, PALE)
