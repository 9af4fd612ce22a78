"""The cells of an uploaded workbook: opened safely, named as Excel names them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from app.documents import policies as documents
from app.intake.queries.sources.xlsx_archive import Workbook
from app.lib import dates, numbers
from app.lib.errors import Invalid
from app.scoring.exchange.columns import Column, Holds
from app.scoring.exchange.document import tidy
from app.scoring.exchange.words import NO, YES, listed

ACCEPTED = "tệp Excel (.xlsx) do hệ thống xuất"
DAMAGED = "Tệp Excel bị hỏng, không mở được; xin mở bằng Excel rồi lưu lại."

Value = TypeVar("Value")


@dataclass(frozen=True)
class CellError:
    """What is wrong in a cell; `cell` is empty where it concerns the whole sheet."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.message}"


def open_workbook(name: str, content: bytes) -> dict[str, list[list[Any]]]:
    """The values of every sheet. Raises Invalid at "file" for what is no sound workbook."""
    accepted = documents.check_file(name, content, accepted=ACCEPTED)
    if not accepted.name.lower().endswith(".xlsx"):
        raise Invalid(f"Hãy chọn {ACCEPTED}.", "file")
    try:
        with CalamineWorkbook.from_filelike(Workbook(content).packed()) as book:
            return {
                sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                for sheet in book.sheet_names
            }
    except Invalid as error:
        message = error.message.replace("một kế hoạch", "một bộ tiêu chí")
        raise Invalid(message, "file") from error
    except Exception as error:
        # the reader of spreadsheets raises errors of its own for every kind of damage
        raise Invalid(DAMAGED, "file") from error


@dataclass
class Errors:
    """The errors found so far."""

    found: list[CellError] = field(default_factory=list)

    def add(self, sheet: str, row: int, place: int | None, message: str) -> None:
        """At row and column (from 0); column None: the row as a whole."""
        cell = f"dòng {row + 1}" if place is None else xl_rowcol_to_cell(row, place)
        self.found.append(CellError(sheet, cell, message))


@dataclass(frozen=True)
class Row:
    """One row of a sheet with the columns that it should have."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    places: Mapping[str, int]
    errors: Errors

    def wrong(self, key: str, message: str) -> None:
        """Say what is wrong in one of its cells."""
        self.errors.add(self.sheet, self.number, self.places.get(key), message)

    def text(self, key: str) -> str:
        """The cell as words."""
        return as_text(self.values.get(key))

    def read(self, column: Column) -> Any:
        """The cell as what its column holds; None where it is empty or was refused."""
        value = self.values.get(column.key)
        if as_text(value) == "":
            return None
        try:
            return READERS[column.holds](value, column)
        except Invalid as error:
            self.wrong(column.key, error.message)
            return None


def table(
    book: Mapping[str, list[list[Any]]], name: str, columns: Sequence[Column], errors: Errors
) -> list[Row]:
    """The rows of a sheet that say anything. A missing sheet or column is an error of the sheet."""
    lines = book.get(name)
    if lines is None:
        errors.found.append(CellError(name, "", "Tệp thiếu trang này; hãy xuất lại tệp rồi sửa."))
        return []
    head = {
        as_text(label).casefold(): place for place, label in enumerate(lines[0] if lines else [])
    }
    missing = [column.label for column in columns if column.label.casefold() not in head]
    if missing:
        message = f"Thiếu cột {listed(missing)}; xin giữ nguyên dòng tiêu đề."
        errors.found.append(CellError(name, "", message))
        return []
    places = {column.key: head[column.label.casefold()] for column in columns}
    rows = []
    for number, line in enumerate(lines[1:], start=1):
        values = {key: line[at] if at < len(line) else "" for key, at in places.items()}
        if any(as_text(value) for value in values.values()):
            rows.append(Row(name, number, values, places, errors))
    return rows


def as_text(value: Any) -> str:
    """A value as words: a whole number without a fraction, a day as 05/03/2026."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return tidy(str(value))


def _number(value: Any, column: Column) -> Decimal:
    if isinstance(value, bool):
        raise Invalid("Phải là số.")
    if isinstance(value, int | float):
        try:
            return numbers.exact(f"{Decimal(repr(value)):f}")
        except Invalid as error:
            raise Invalid("Số quá lớn hoặc có quá 3 chữ số sau dấu phẩy.") from error
    return numbers.parse(as_text(value))


def _whole(value: Any, column: Column) -> int:
    number = _number(value, column)
    if number != number.to_integral_value():
        raise Invalid("Phải là số nguyên.")
    return int(number)


def _day(value: Any, column: Column) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else dates.parse(as_text(value))


def _flag(value: Any, column: Column) -> bool:
    said = as_text(value).casefold()
    if said in (YES.casefold(), "x"):
        return True
    if said == NO.casefold():
        return False
    raise Invalid(f"Hãy ghi {listed(column.labels)}.")


def _choice(value: Any, column: Column) -> str:
    by_label = {label.casefold(): stored for stored, label in column.choices}
    said = as_text(value).casefold()
    if said not in by_label:
        raise Invalid(f"Không có “{as_text(value)[:60]}”; hãy chọn {listed(column.labels)}.")
    return by_label[said]


READERS: dict[Holds, Callable[[Any, Column], Any]] = {
    Holds.WORDS: lambda value, column: as_text(value),
    Holds.NUMBER: _number,
    Holds.WHOLE: _whole,
    Holds.DAY: _day,
    Holds.FLAG: _flag,
    Holds.CHOICE: _choice,
}
