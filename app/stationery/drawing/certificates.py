"""A certificate drawn whole, lying across A3 or A4.

The lines and their colours follow the form of bằng khen and giấy khen: national title and motto,
who gives (red), TẶNG (TRUY TẶNG, TẶNG DANH HIỆU), the name of the form or title (red), the
recipient, what for; below on the left the decision and the number in the gold book, on the right
place and day, who signs, room for the signature and the seal. Above stays the place of the State
emblem.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from app.documents.wording import COUNTRY, MOTTO
from app.stationery.drawing import faces
from app.stationery.drawing.fitting import Fitted, fit
from app.stationery.drawing.marks import POINT, Line, Mark, Page, Rule
from app.stationery.drawing.ornaments import RED, frame
from app.stationery.drawing.texts import Texts
from app.stationery.terms.awards import SheetSize
from app.stationery.terms.blanks import FieldSource

BASE = 420.0
"""The layout is measured on A3; A4 is the same, smaller."""
SHEETS = {SheetSize.A3: (420.0, 297.0), SheetSize.A4: (297.0, 210.0)}
BLACK = "#000000"
_MARGIN, _BAND = 13.0, 13.0
_ROOM = 330.0
_FIRST, _LAST = 146.0, 204.0
"""Between these heights stand the recipient and what for."""
_SIGN = 312.0, 150.0
"""The middle and the room of what stands above and below a signature."""
_SIGNED = 265.5
_WIDE, _CLOSE = (213.0, 7.6, 17.0), (209.5, 6.6, 16.0)
"""The foot of place and day, the step to each line of the capacity, its size; closer where there
are three of them, so that 35 mm are left to sign."""
_MOST_CAPACITY = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """One centred line: its foot, the largest size of its letters, its room."""

    text: str
    y: float
    face: str
    size: float
    middle: float = BASE / 2
    room: float = _ROOM


@dataclass(frozen=True, slots=True)
class _Part:
    """One text of the middle of the sheet."""

    text: str
    face: str
    size: float
    least: float
    lines: int
    gap: float


def page(texts: Texts, sheet: SheetSize) -> Page:
    """The certificate on this sheet."""
    return _Sheet(sheet).page(texts)


def faults(texts: Texts, sheet: SheetSize) -> tuple[str, ...]:
    """What is too long to stand on the sheet as it should."""
    return _Sheet(sheet).faults(texts)


@cache
def _frame(width: float, height: float) -> tuple[Mark, ...]:
    """What all certificates of a size share: one value, so that a file draws it once."""
    share = width / BASE
    return frame(width, height, margin=_MARGIN * share, band=_BAND * share)


class _Sheet:
    """Places texts measured on A3 on the sheet at hand."""

    def __init__(self, sheet: SheetSize) -> None:
        self.width, self.height = SHEETS[sheet]
        self.scale = self.width / BASE

    def page(self, texts: Texts) -> Page:
        marks: list[Mark] = [*self._head(texts), *self._middle(texts), *self._foot(texts)]
        return Page(self.width, self.height, tuple(marks), _frame(self.width, self.height))

    def faults(self, texts: Texts) -> tuple[str, ...]:
        names = ("Tên", "Chức vụ, đơn vị", "Thành tích")
        fitted = self._fitted(self._parts(texts), 1.0)
        wrong = [name for name, one in zip(names, fitted, strict=True) if not one.fits]
        wrong += [name for name, one in self._lines(texts) if not self._one(one).fits]
        if not self._authority(texts).fits:
            wrong.append(FieldSource.AUTHORITY.label)
        if len(texts.capacity) > _MOST_CAPACITY:
            wrong.append(FieldSource.CAPACITY.label)
        return tuple(wrong)

    def _lines(self, texts: Texts) -> Iterator[tuple[str, _Line]]:
        """The single lines that an office types, with what they are called."""
        is_close = len(texts.capacity) >= _MOST_CAPACITY
        top, leading, size = _CLOSE if is_close else _WIDE
        yield FieldSource.PLACE_DATE.label, _Line(texts.place_date, top, faces.ITALIC, 17, *_SIGN)
        for number, line in enumerate(texts.capacity, start=1):
            foot = top + number * leading
            said = _Line(faces.capitals(line), foot, faces.BOLD, size, *_SIGN)
            yield FieldSource.CAPACITY.label, said
        yield FieldSource.SIGNER.label, _Line(texts.signer, _SIGNED, faces.BOLD, 17, *_SIGN)

    def _one(self, line: _Line) -> Fitted:
        room = line.room * self.scale
        return fit(line.text, line.face, size=line.size * self.scale, width=room, lines=1)

    def _line(self, line: _Line, colour: str = BLACK) -> list[Mark]:
        """One centred line, shrunk to its room."""
        fitted = self._one(line)
        middle, foot = line.middle * self.scale, line.y * self.scale
        return [
            Line(
                middle - faces.width(text, line.face, fitted.size) / 2, foot, text, line.face,
                fitted.size, colour,
            )
            for text in fitted.lines[:1]
        ]  # fmt: skip

    def _authority(self, texts: Texts) -> Fitted:
        """Who gives: in one line, or where that would be small in two."""
        said, width = faces.capitals(texts.authority), _ROOM * self.scale
        alone = fit(
            said, faces.BOLD, size=28 * self.scale, width=width, least=20 * self.scale
        )  # fmt: skip
        if alone.fits:
            return alone
        return fit(
            said, faces.BOLD, size=18 * self.scale, width=width, lines=2, least=12 * self.scale
        )

    def _given_by(self, texts: Texts) -> list[Mark]:
        fitted = self._authority(texts)
        step = fitted.size * 1.15 * POINT
        shown = fitted.lines[:2]
        return [
            Line(
                self.width / 2 - faces.width(line, faces.BOLD, fitted.size) / 2,
                103 * self.scale - (len(shown) - 1 - number) * step, line, faces.BOLD,
                fitted.size, RED,
            )
            for number, line in enumerate(shown)
        ]  # fmt: skip

    def _head(self, texts: Texts) -> list[Mark]:
        half = faces.width(MOTTO, faces.BOLD, 23 * self.scale) / 2
        middle, under = self.width / 2, 87.2 * self.scale
        return [
            *self._line(_Line(COUNTRY, 74.5, faces.BOLD, 22)),
            *self._line(_Line(MOTTO, 84, faces.BOLD, 23)),
            Rule(middle - half, under, middle + half, under, 0.4 * self.scale, BLACK),
            *self._given_by(texts),
            *self._line(_Line(texts.giving, 115.5, faces.BOLD, 24)),
            *self._line(_Line(faces.capitals(texts.form.label), 139, faces.BOLD, 64), RED),
        ]

    def _parts(self, texts: Texts) -> tuple[_Part, ...]:
        return (
            _Part(texts.recipient, faces.BOLD, 36, 16, 2, 0),
            _Part(texts.details, faces.REGULAR, 24, 13, 2, 3),
            _Part(texts.achievement, faces.ITALIC, 24, 12, 4, 4),
        )

    def _fitted(self, parts: tuple[_Part, ...], share: float) -> list[Fitted]:
        return [
            fit(
                part.text, part.face, size=part.size * share * self.scale,
                width=_ROOM * self.scale, lines=part.lines, least=part.least * share * self.scale,
            )
            for part in parts
        ]  # fmt: skip

    def _middle(self, texts: Texts) -> list[Mark]:
        """Recipient, office, achievement: one above another, all smaller where they are long."""
        parts = self._parts(texts)
        room = (_LAST - _FIRST) * self.scale
        for step in range(9):
            share = 1 - step * 0.05
            fitted = self._fitted(parts, share)
            if self._depth(parts, fitted) <= room:
                break
        marks: list[Mark] = []
        y = _FIRST * self.scale + max(room - self._depth(parts, fitted), 0) / 2
        for part, one in zip(parts, fitted, strict=True):
            y += part.gap * self.scale if one.lines else 0
            for line in one.lines:
                y += one.size * 1.2 * POINT
                left = self.width / 2 - faces.width(line, part.face, one.size) / 2
                foot = y - one.size * faces.DEPTH * POINT
                marks.append(Line(left, foot, line, part.face, one.size, BLACK))
        return marks

    def _depth(self, parts: tuple[_Part, ...], fitted: list[Fitted]) -> float:
        return sum(
            len(one.lines) * one.size * 1.2 * POINT + (part.gap * self.scale if one.lines else 0)
            for part, one in zip(parts, fitted, strict=True)
        )

    def _foot(self, texts: Texts) -> list[Mark]:
        marks = [mark for _, line in self._lines(texts) for mark in self._line(line)]
        for number, line in enumerate((texts.decision, texts.gold_line)):
            fitted = fit(line, faces.REGULAR, size=15 * self.scale, width=165 * self.scale, lines=1)
            marks += [
                Line(
                    36 * self.scale, (257 + number * 8) * self.scale, one, faces.REGULAR,
                    fitted.size, BLACK,
                )
                for one in fitted.lines[:1]
            ]  # fmt: skip
        return marks
