"""A register as plain data: a cover and one wide table (Decree 30/2020/NĐ-CP, annex IV)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.lib.workbooks import Sheet, Value

MILLIMETRES_A_LETTER = 2


class Holds(StrEnum):
    """What the cells of a column are, as a spreadsheet knows it: "20/11/2026", "06" are printed."""

    TEXT = "text"
    DAY = "day"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column: its head, its width in millimetres, whether its text stands in the middle."""

    title: str
    width: float
    centred: bool = False
    holds: Holds = Holds.TEXT


@dataclass(frozen=True, slots=True)
class Book:
    """A register of one year: whose it is, what it is called, what it spans (days, then numbers),
    its lines; `volume` is its number among the volumes of that year."""

    issuer_lines: tuple[str, ...]
    title: str
    year: int
    span: tuple[str, ...]
    columns: tuple[BookColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    volume: int | None = None

    @property
    def cover(self) -> tuple[str, ...]:
        """What stands under the title on the cover; dots to write on where the number of the
        volume is not known."""
        volume = "……" if self.volume is None else f"{self.volume:02d}"
        return (f"Năm: {self.year}", *self.span, f"Quyển số: {volume}")


def sheet_of(book: Book) -> Sheet:
    """A register as a spreadsheet."""
    return Sheet(
        name=f"Năm {book.year}",
        title=f"{book.title} năm {book.year}",
        notes=(" ".join(book.issuer_lines), *book.span),
        head=[column.title for column in book.columns],
        rows=[list(map(_value, book.columns, row)) for row in book.rows],
        widths=[round(column.width / MILLIMETRES_A_LETTER) for column in book.columns],
    )


def _value(column: BookColumn, text: str) -> Value:
    """A cell: days and counts as such, so that they sort and add up."""
    if column.holds is Holds.COUNT and text.isdigit():
        return Value(int(text), padding=len(text))
    if column.holds is Holds.DAY and text:
        return Value(datetime.strptime(text, "%d/%m/%Y").date())
    return Value(text)
