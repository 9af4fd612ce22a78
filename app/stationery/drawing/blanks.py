"""Texts on a pre-printed blank: each at its coordinates, moved by the drift of the printer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.stationery.drawing import faces
from app.stationery.drawing.fitting import fit
from app.stationery.drawing.marks import POINT, Line, Mark, Page, Rule, rectangle
from app.stationery.drawing.texts import Texts
from app.stationery.terms.blanks import FieldSource, Ink, TextAlign

LEADING = 1.22
"""From the foot of a line to the next, in sizes."""
LEAST_SHARE = 0.6
"""A text too long shrinks to this share of its size, then it is said not to fit."""
NO_PLACE = f"phôi thiếu ô “{FieldSource.GIVING.label}”"
_GRID, _GRID_BOLD, _CROSS = "#D9DEE6", "#9AA6B5", "#B3121D"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One text of a blank; `x`, `width` in millimetres, `y` the foot of the first line."""

    source: FieldSource
    x: float
    y: float
    width: float
    size: float
    lines: int = 1
    align: TextAlign = TextAlign.LEFT
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    ink: Ink = Ink.BLACK
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A blank: its size, its fields, how far the printer drifts."""

    width: float
    height: float
    fields: tuple[Field, ...]
    offset_x: float = 0
    offset_y: float = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A field with its lines; `fits` is False where the text is too long for its place."""

    field: Field
    lines: tuple[Line, ...]
    fits: bool


def place(layout: Layout, texts: Texts) -> tuple[Placed, ...]:
    """Every field that has a text, in the order of the blank."""
    return tuple(
        placed for field in layout.fields if (placed := _placed(layout, field, texts)).lines
    )


def _placed(layout: Layout, field: Field, texts: Texts) -> Placed:
    text = field.text if field.source is FieldSource.FIXED else texts.of(field.source)
    if field.capitals:
        text = faces.capitals(text)
    face = faces.face_of(bold=field.bold, italic=field.italic)
    fitted = fit(
        text, face, size=field.size, width=field.width, lines=field.lines,
        least=field.size * LEAST_SHARE,
    )  # fmt: skip
    lines = tuple(
        Line(
            _left(field, line, face, fitted.size) + layout.offset_x,
            field.y + number * fitted.size * LEADING * POINT + layout.offset_y,
            line,
            face,
            fitted.size,
            field.ink.colour,
        )
        for number, line in enumerate(fitted.lines)
    )
    return Placed(field, lines, fitted.fits)


def _left(field: Field, line: str, face: str, size: float) -> float:
    room = field.width - faces.width(line, face, size)
    share = {TextAlign.LEFT: 0.0, TextAlign.CENTER: 0.5, TextAlign.RIGHT: 1.0}[field.align]
    return field.x + room * share


def page(layout: Layout, texts: Texts) -> Page:
    """What the printer puts on the blank: the texts alone."""
    marks = [line for placed in place(layout, texts) for line in placed.lines]
    return Page(layout.width, layout.height, tuple(marks))


def faults(layout: Layout, texts: Texts) -> tuple[str, ...]:
    """The fields whose text is too long for its place, by their Vietnamese names; and what a blank
    says that is not so: TẶNG is printed on it, where a certificate says TRUY TẶNG."""
    long = [placed.field.source.label for placed in place(layout, texts) if not placed.fits]
    is_said = any(field.source is FieldSource.GIVING for field in layout.fields)
    return (*long, *([NO_PLACE] if texts.is_posthumous and not is_said else []))


def test_page(layout: Layout, texts: Texts) -> Page:
    """The test print: a grid of millimetres, a cross at the place of each field, the texts."""
    marks: list[Mark] = [*_grid(layout)]
    for field in layout.fields:
        marks += _cross(field.x + layout.offset_x, field.y + layout.offset_y)
        marks.append(
            Rule(
                field.x + layout.offset_x,
                field.y + layout.offset_y,
                field.x + field.width + layout.offset_x,
                field.y + layout.offset_y,
                0.1,
                _CROSS,
                1,
            )
        )
    marks += [line for placed in place(layout, texts) for line in placed.lines]
    return Page(layout.width, layout.height, tuple(marks))


def _grid(layout: Layout) -> Iterator[Mark]:
    """A line each 5 mm, a stronger one with its number each 10 mm."""
    yield rectangle(0, 0, layout.width, layout.height, stroke=_GRID_BOLD, thickness=0.2)
    for at in _steps(layout.width):
        bold = at % 10 == 0
        yield Rule(at, 0, at, layout.height, 0.12 if bold else 0.06, _GRID_BOLD if bold else _GRID)
        if bold:
            yield Line(at + 0.4, 2.6, str(at), faces.REGULAR, 6, _CROSS)
    for at in _steps(layout.height):
        bold = at % 10 == 0
        yield Rule(0, at, layout.width, at, 0.12 if bold else 0.06, _GRID_BOLD if bold else _GRID)
        if bold:
            yield Line(0.4, at - 0.4, str(at), faces.REGULAR, 6, _CROSS)


def _steps(length: float) -> Iterable[int]:
    return range(5, int(length) + 1, 5)


def _cross(x: float, y: float) -> Iterator[Rule]:
    yield Rule(x - 3, y, x + 3, y, 0.2, _CROSS)
    yield Rule(x, y - 3, x, y + 3, 0.2, _CROSS)
