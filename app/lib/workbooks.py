"""Spreadsheets (XLSX) out of plain data: sheets of text, frozen heads, no cell a formula."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHARACTERS = 32_000
"""A cell holds 32 767 characters; longer text is cut there."""

TONES: dict[str, dict[str, Any]] = {
    "": {},
    "success": {"bg_color": "#E7F3EC", "font_color": "#1B6B3F"},
    "info": {"bg_color": "#E9F0F7", "font_color": "#1B4F80"},
    "pale": {"bg_color": "#F3F6FA", "font_color": "#1B4F80"},
    "warning": {"bg_color": "#FCF2DE", "font_color": "#845000"},
    "danger": {"bg_color": "#FCEBE9", "font_color": "#B3261E", "bold": True},
    "neutral": {"font_color": "#5D6878"},
}
_BASE = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
_HEAD = {**_BASE, "bold": True, "bg_color": "#EEF0F4", "border": 1, "border_color": "#D5DAE2"}


@dataclass(frozen=True)
class Value:
    """What a cell shows: a text, a number, a day; `tone` colours it, its words say the same.

    A number is written with so many digits at least as `padding` says: 6 as "06".
    """

    content: str | int | Decimal | date
    tone: str = ""
    padding: int = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title, a head, rows. `frozen` columns stay in sight, and so does the head."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()
    frozen: int = 1
    notes: Sequence[str] = field(default=())


def as_xlsx(sheets: Sequence[Sheet], *, progress: Callable[[int], None] = lambda _: None) -> bytes:
    """The sheets as a workbook. Whatever somebody typed is text: never a formula, number or link.

    `progress` is told the percentage as rows are written.
    """
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    total = max(sum(len(sheet.rows) for sheet in sheets), 1)
    with xlsxwriter.Workbook(content, options) as book:
        looks = _Looks(book)
        head = book.add_format(_HEAD)
        written = 0
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            first = _write_head(page, sheet, head)
            for place, row in enumerate(sheet.rows, start=first):
                for column, value in enumerate(row):
                    _write(page, place, column, value, looks[value.tone, _number_format(value)])
                written += 1
                progress(written * 100 // total)
            _lay_out(page, sheet, first)
    return content.getvalue()


class _Looks(dict[tuple[str, str], Any]):
    """The formats of cells by tone and format of numbers, made once each."""

    def __init__(self, book: Any) -> None:
        super().__init__()
        self.book = book

    def __missing__(self, key: tuple[str, str]) -> Any:
        tone, number_format = key
        shown = {"num_format": number_format} if number_format else {}
        look = self[key] = self.book.add_format({**_BASE, **TONES[tone], **shown})
        return look


def _number_format(value: Value) -> str:
    if isinstance(value.content, date):
        return "dd/mm/yyyy"
    return "0" * value.padding


def _write_head(page: Any, sheet: Sheet, head: Any) -> int:
    """Title, notes and head; the row after them."""
    place = 0
    for line in (sheet.title, *sheet.notes):
        page.write_string(place, 0, line)
        place += 1
    for column, label in enumerate(sheet.head):
        page.write_string(place, column, label[:MOST_CHARACTERS], head)
    return place + 1


def _write(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    if isinstance(value.content, date):
        page.write_datetime(row, column, datetime.combine(value.content, time()), look)
    elif isinstance(value.content, int | Decimal):
        page.write_number(row, column, value.content, look)
    else:
        page.write_string(row, column, value.content[:MOST_CHARACTERS], look)


def _lay_out(page: Any, sheet: Sheet, first: int) -> None:
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(first, sheet.frozen)
    page.repeat_rows(first - 1)
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    if sheet.rows:
        page.autofilter(first - 1, 0, first - 1 + len(sheet.rows), len(sheet.head) - 1)
