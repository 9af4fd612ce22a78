"""An emulation flag for who makes it: the texts on the cloth at scale, with its measures.

The size is that of the flags of ministries and provinces, 850 × 650 mm; letters and star in gold
on red. First line who gives, then TẶNG, the star in the middle, below it the title and the unit.
"""

from collections.abc import Iterator

from app.stationery.drawing import faces
from app.stationery.drawing.fitting import fit
from app.stationery.drawing.marks import POINT, Line, Mark, Page, Rule, rectangle
from app.stationery.drawing.ornaments import star
from app.stationery.drawing.texts import Texts

WIDTH, HEIGHT = 850.0, 650.0
SCALE = 2.5
SHEET = (420.0, 297.0)
RED, GOLD, INK = "#C8102E", "#FFE600", "#475467"
_LEFT = (SHEET[0] - WIDTH / SCALE) / 2
_TOP = 10.0
_ROOM = WIDTH / SCALE * 0.86


def page(texts: Texts) -> Page:
    """The flag at 1:2,5 on A3, its edge dashed, measures beside it."""
    marks: list[Mark] = [
        rectangle(_LEFT, _TOP, WIDTH / SCALE, HEIGHT / SCALE, fill=RED),
        *_lines(faces.capitals(texts.authority), 44, 34, 1),
        *_lines("TẶNG", 66, 30, 1),
        star(SHEET[0] / 2, _TOP + 118, 38, GOLD),
        *_lines(faces.capitals(texts.achievement or "Đơn vị xuất sắc"), 184, 38, 2),
        *_lines(faces.capitals(texts.name), 228, 32, 2),
        *_measures(texts),
    ]
    return Page(SHEET[0], SHEET[1], tuple(marks))


def faults(texts: Texts) -> tuple[str, ...]:
    """What is too long to be sewn on the cloth."""
    parts = (("Tên", texts.name, 32), ("Nội dung cờ", texts.achievement, 38))
    return tuple(
        name
        for name, text, size in parts
        if not fit(faces.capitals(text), faces.POSTER, size=size, width=_ROOM, lines=2).fits
    )


def _lines(text: str, y: float, size: float, most: int) -> Iterator[Mark]:
    """Centred lines whose first foot is `y` below the edge of the cloth."""
    fitted = fit(text, faces.POSTER, size=size, width=_ROOM, lines=most)
    for number, line in enumerate(fitted.lines):
        wide = faces.width(line, faces.POSTER, fitted.size)
        foot = _TOP + y + number * fitted.size * 1.25 * POINT
        yield Line(SHEET[0] / 2 - wide / 2, foot, line, faces.POSTER, fitted.size, GOLD)


def _measures(texts: Texts) -> Iterator[Mark]:
    bottom, right = _TOP + HEIGHT / SCALE, _LEFT + WIDTH / SCALE
    yield Rule(_LEFT, bottom + 5, right, bottom + 5, 0.2, INK)
    yield Rule(right + 5, _TOP, right + 5, bottom, 0.2, INK)
    for x in (_LEFT, right):
        yield Rule(x, bottom + 3, x, bottom + 7, 0.2, INK)
    for y in (_TOP, bottom):
        yield Rule(right + 3, y, right + 7, y, 0.2, INK)
    yield Line(SHEET[0] / 2 - 8, bottom + 10.5, f"{WIDTH:.0f} mm", faces.REGULAR, 12, INK)
    yield Line(right + 7, _TOP + HEIGHT / SCALE / 2, f"{HEIGHT:.0f} mm", faces.REGULAR, 12, INK)
    note = f"Tỉ lệ 1:2,5. Chữ và sao màu vàng trên nền đỏ cờ. {texts.decision}. {texts.gold_line}."
    fitted = fit(note, faces.REGULAR, size=11, width=WIDTH / SCALE, lines=1)
    for line in fitted.lines[:1]:
        yield Line(_LEFT, bottom + 17, line, faces.REGULAR, fitted.size, INK)
