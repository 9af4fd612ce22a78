"""A certificate drawn whole, lying across A3 or A4.

The lines and their colours follow the form of bằng khen and giấy khen: national title and motto,
who gives (red), TẶNG, the name of the form (red), the recipient, what for; below on the left the
decision and the number in the gold book, on the right place and day, who signs, room for the
signature and the seal. Above stays the place of the State emblem.
"""

from dataclasses import dataclass

from app.documents.wording import COUNTRY, MOTTO
from app.stationery.drawing import faces
from app.stationery.drawing.fitting import Fitted, fit
from app.stationery.drawing.marks import POINT, Line, Mark, Page, Rule
from app.stationery.drawing.ornaments import RED, frame
from app.stationery.drawing.texts import Texts
from app.stationery.terms.awards import SheetSize

BASE = 420.0
"""The layout is measured on A3; A4 is the same, smaller."""
SHEETS = {SheetSize.A3: (420.0, 297.0), SheetSize.A4: (297.0, 210.0)}
BLACK = "#000000"
_MARGIN, _BAND = 13.0, 13.0
_ROOM = 330.0
_FIRST, _LAST = 146.0, 204.0
"""Between these heights stand the recipient and what for."""
_SIGN_MIDDLE = 312.0
_SIGN_ROOM = 150.0


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


class _Sheet:
    """Places texts measured on A3 on the sheet at hand."""

    def __init__(self, sheet: SheetSize) -> None:
        self.width, self.height = SHEETS[sheet]
        self.scale = self.width / BASE

    def page(self, texts: Texts) -> Page:
        marks: list[Mark] = [*self._head(texts), *self._middle(texts), *self._foot(texts)]
        ground = frame(
            self.width, self.height, margin=_MARGIN * self.scale, band=_BAND * self.scale
        )
        return Page(self.width, self.height, tuple(marks), ground)

    def faults(self, texts: Texts) -> tuple[str, ...]:
        names = ("Tên", "Chức vụ, đơn vị", "Thành tích")
        fitted = self._fitted(self._parts(texts), 1.0)
        wrong = [name for name, one in zip(names, fitted, strict=True) if not one.fits]
        return tuple(wrong)

    def _line(
        self, text: str, y: float, face: str, size: float, colour: str = BLACK,
        *, middle: float = BASE / 2, room: float = _ROOM,
    ) -> list[Mark]:  # fmt: skip
        """One centred line, shrunk to its room."""
        room = room * self.scale
        fitted = fit(text, face, size=size * self.scale, width=room, lines=1)
        at = middle * self.scale
        return [
            Line(
                at - faces.width(line, face, fitted.size) / 2, y * self.scale, line, face,
                fitted.size, colour,
            )
            for line in fitted.lines[:1]
        ]  # fmt: skip

    def _head(self, texts: Texts) -> list[Mark]:
        motto = self._line(MOTTO, 84, faces.BOLD, 23)
        half = faces.width(MOTTO, faces.BOLD, 23 * self.scale) / 2
        middle, under = self.width / 2, 87.2 * self.scale
        return [
            *self._line(COUNTRY, 74.5, faces.BOLD, 22),
            *motto,
            Rule(middle - half, under, middle + half, under, 0.4 * self.scale, BLACK),
            *self._line(faces.capitals(texts.authority), 103, faces.BOLD, 28, RED),
            *self._line("TẶNG", 115.5, faces.BOLD, 24),
            *self._line(faces.capitals(texts.form.label), 139, faces.BOLD, 64, RED),
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
        marks = self._line(
            texts.place_date, 213, faces.ITALIC, 17, middle=_SIGN_MIDDLE, room=_SIGN_ROOM
        )
        y = 213.0
        for line in texts.capacity:
            y += 7.6
            marks += self._line(
                faces.capitals(line), y, faces.BOLD, 17, middle=_SIGN_MIDDLE, room=_SIGN_ROOM
            )
        marks += self._line(texts.signer, 265, faces.BOLD, 17, middle=_SIGN_MIDDLE, room=_SIGN_ROOM)
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
