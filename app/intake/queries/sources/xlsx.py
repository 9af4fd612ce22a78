"""Excel workbooks (.xlsx): every visible sheet as lines of text and rows of tables."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from app.intake.queries.sources import legacy, markup
from app.intake.queries.sources.files import MAX_LINES, refuse, too_long
from app.intake.queries.sources.lines import Cell, Line, Lines, Source
from app.intake.queries.sources.sheet import Row, add_sheet
from app.intake.queries.sources.xlsx_archive import DAMAGED, Workbook
from app.intake.queries.when import band_quarter
from app.lib.errors import Invalid

_TICK = "x"


def read(data: bytes) -> Source:
    """The lines of a workbook. Raises Invalid if it is damaged, locked or too big inside."""
    measured = Workbook(data)
    lines = Lines()
    try:
        with CalamineWorkbook.from_filelike(measured.packed()) as workbook:
            for name in _visible(workbook):
                months = measured.months_of(name)
                add_sheet(lines, _rows(workbook.get_sheet_by_name(name), months), _band(name))
    except Invalid:
        raise
    except Exception as error:
        # the reader of spreadsheets raises errors of its own for every kind of damage
        raise refuse(DAMAGED) from error
    if lines.count > MAX_LINES:
        raise too_long()
    frozen = lines.freeze()
    if not any(line.text.strip() for line in frozen):
        raise refuse("Tệp Excel không có chữ để đọc.")
    return _converted(frozen)


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]


def _band(name: str) -> str | None:
    """The name of a sheet that holds the work of one quarter ("Quý II")."""
    return name.strip() if band_quarter(name.strip()) else None


def _rows(sheet: CalamineSheet, months: frozenset[tuple[int, int]]) -> list[Row]:
    values = sheet.to_python(skip_empty_area=False)
    texts = [
        [_text(value, (row, column) in months) for column, value in enumerate(line)]
        for row, line in enumerate(values)
    ]
    rows = [[Cell(text) for text in line] for line in texts]
    for start, end in sheet.merged_cell_ranges or ():
        _merge(rows, start, end)
    return [tuple(row) for row in rows]


def _merge(rows: list[list[Cell]], start: tuple[int, int], end: tuple[int, int]) -> None:
    """Carry the text of a merged area down its first column; the rest is empty."""
    first_row, first_column = start
    if first_row >= len(rows) or first_column >= len(rows[first_row]):
        return
    text = rows[first_row][first_column].text
    for row in range(first_row, min(end[0] + 1, len(rows))):
        for column in range(first_column, min(end[1] + 1, len(rows[row]))):
            if column > first_column:
                rows[row][column] = Cell("", from_left=True)
            elif row > first_row:
                rows[row][column] = Cell(text, from_above=True)


def _text(value: Any, shows_month: bool) -> str:
    """A value as the sheet shows it: a day as 05/03/2026, a whole number without a fraction."""
    if isinstance(value, bool):
        return _TICK if value else ""
    if isinstance(value, datetime | date):
        return value.strftime("tháng %m/%Y" if shows_month else "%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "\n".join(" ".join(line.split()) for line in str(value).splitlines()).strip()


def _converted(lines: Sequence[Line]) -> Source:
    """The lines in Unicode, whichever font encoding they were typed in."""
    encoding = legacy.converted("\n".join(line.text for line in lines[:2000]))[1]
    return Source(tuple(_normal(line, encoding) for line in lines), encoding)


def _normal(line: Line, encoding: str | None) -> Line:
    def convert(text: str) -> str:
        return markup.normal(legacy.from_named(text, encoding) if encoding else text)

    if line.cells is None:
        return Line(line.no, convert(line.text))
    cells = tuple(Cell(convert(c.text), c.from_above, c.from_left) for c in line.cells)
    return Line(line.no, convert(line.text), cells, line.table)
