"""Workbooks of criteria sets, edited as a person does in Excel."""

import io
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Book = dict[str, list[list[Any]]]


def opened(content: bytes) -> Book:
    """The values of every sheet."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }


def saved(book: Book) -> bytes:
    """The same as a file, as another program would write it: values alone."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as written:
        day = written.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in book.items():
            page = written.add_worksheet(name)
            for row, line in enumerate(rows):
                for column, value in enumerate(line):
                    if hasattr(value, "year"):
                        page.write_datetime(row, column, value, day)
                    elif isinstance(value, str):
                        page.write_string(row, column, value)
                    elif value is not None:
                        page.write(row, column, value)
    return content.getvalue()


def column(book: Book, sheet: str, label: str) -> int:
    """The place of a column by its label."""
    return book[sheet][0].index(label)


def line(book: Book, sheet: str, code: str, nth: int = 0) -> int:
    """The row that has a code in its first cell; of several, the nth."""
    found = [at for at, row in enumerate(book[sheet]) if row and row[0] == code]
    return found[nth]


def put(book: Book, sheet: str, code: str, label: str, value: Any, nth: int = 0) -> None:
    """Type a value into the cell where a code's row and a column meet."""
    book[sheet][line(book, sheet, code, nth)][column(book, sheet, label)] = value
