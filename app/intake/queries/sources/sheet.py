"""A spreadsheet has no paragraphs: which rows are a table of work, which are running text."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from app.intake.queries.letters import bare
from app.intake.queries.sources.columns import read_header
from app.intake.queries.sources.layout import is_layout
from app.intake.queries.sources.lines import Cell, Lines

Row = tuple[Cell, ...]
_SIDE_BY_SIDE = "     "
_AFTER_THE_TABLE = re.compile(
    r"(?:[ivx]{1,5}|[a-h]|\d{1,2})?\s*[./)-]?\s*(?:to chuc thuc hien|kinh phi|phan cong nhiem vu|"
    r"trach nhiem thuc hien|noi nhan|can cu ke hoach|tren day la)\b"
)
_MOST_CELLS_OF_TEXT = 2


def add_sheet(lines: Lines, rows: Sequence[Row], band: str | None) -> None:
    """Add the rows of one sheet; `band` is the quarter that the sheet is named after."""
    place = 0
    while place < len(rows):
        width = _width_of_table(rows, place)
        if not width:
            _add_text(lines, rows[place])
            place += 1
            continue
        end = _end_of_table(rows, place)
        table = lines.new_table()
        for row in rows[place:end]:
            lines.add_row(table, row[:width])
            if band and read_header(_texts(row)):
                lines.add_row(table, _only(band, width))
        place = end


def _texts(row: Row) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _width_of_table(rows: Sequence[Row], place: int) -> int:
    """How many columns the table has whose header stands here; 0 where none does."""
    if read_header(_texts(rows[place])) is None:
        return 0
    end = _end_of_table(rows, place)
    return max(
        (
            number + 1
            for row in rows[place:end]
            for number, cell in enumerate(row)
            if cell.text.strip() or cell.from_left
        ),
        default=0,
    )


def _end_of_table(rows: Sequence[Row], start: int) -> int:
    """The row after the last one of work: before the closing text and the signature."""
    end = start + 1
    for place in range(start + 1, len(rows)):
        texts = [text for text in _texts(rows[place]) if text]
        if _is_over(texts):
            break
        if len(texts) > 1:
            end = place + 1
    return end


def _is_over(texts: Sequence[str]) -> bool:
    words = bare(" ".join(texts[:_MOST_CELLS_OF_TEXT]))
    closes = len(texts) <= _MOST_CELLS_OF_TEXT and _AFTER_THE_TABLE.match(words) is not None
    return closes or is_layout(list(texts))


def _add_text(lines: Lines, row: Row) -> None:
    """A row of running text; what stands side by side stays so, line by line."""
    cells = [cell.text.split("\n") for cell in row if cell.text.strip() and not cell.from_above]
    if not cells:
        lines.skip()
    for pieces in zip_longest(*cells, fillvalue=""):
        lines.add(_SIDE_BY_SIDE.join(piece.strip() for piece in pieces if piece.strip()))


def _only(text: str, width: int) -> Row:
    return (Cell(text), *(Cell("") for _ in range(width - 1)))
