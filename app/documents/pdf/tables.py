"""Data tables as grids: column widths, size of the text, header, bands, sums."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.units import mm

from app.documents import wording
from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.documents.pdf import fonts, grid, lines, measures
from app.documents.pdf.columns import Demand, widths
from app.documents.pdf.grid import Cell, Grid, GridRow, Layout

_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_ROOM_PER_COLUMN = (26 * mm, 20 * mm, 16 * mm, 0)
"""The room from which each of the larger sizes may be used."""
_WIDEST_WORD = 40 * mm
_LEAST_UPRIGHT = 10.0
"""A table that would be set smaller than this on an upright page lies across."""
_SHORT = 24
"""A text of so many letters, such as a name, stays in one line where the table has room."""
_SAMPLE = 80
"""About so many rows decide over the widths of a long table."""
_HEADER_LINES = 15
"""A title of more lines is cut short: a header must leave room for rows."""


def data_grid(table: DataTable, page: tuple[float, float]) -> Grid:
    """The table laid out for this size of page; one without rows says so in a line across."""
    laid_out = layout(table, page)
    rows = tuple(_row(row, table.columns, laid_out) for row in table.rows)
    if not rows:
        rows = (_across(table.empty_text, laid_out, fonts.ITALIC),)
    return Grid(laid_out, rows, before=measures.GAP)


def layout(table: DataTable, page: tuple[float, float]) -> Layout:
    """The widths, the size of the text and the header that a table has on this size of page."""
    room, depth = measures.room(page), measures.depth(page)
    size, demands = _fitting(_contents(table), room)
    bare = Layout(tuple(widths(demands, room)), size, (), depth)
    return Layout(bare.widths, size, tuple(_header(table.columns, bare)), depth)


def fits(table: DataTable, page: tuple[float, float]) -> bool:
    """Whether no word is cut and nothing is set too small on a page of this size."""
    least = sum(content.least(_LEAST_UPRIGHT) for content in _contents(table))
    return least <= measures.room(page)


@dataclass(frozen=True, slots=True)
class _Content:
    """What one column holds: its texts row by row, each with its face."""

    column: Column
    texts: tuple[tuple[str, str], ...]
    word: float
    """The width of its longest word at size 1."""

    def least(self, size: float) -> float:
        """The width that cuts no word, nor goes below what the column was given."""
        word = min(self.word * size, _WIDEST_WORD)
        return max((self.column.width or 0) * mm, grid.cell_width(word))


def _contents(table: DataTable) -> list[_Content]:
    rows = [(row.cells, _face(row)) for row in table.rows if not isinstance(row, Band)]
    return [
        _content(column, [(cells[n] if n < len(cells) else "", font) for cells, font in rows])
        for n, column in enumerate(table.columns)
    ]


def _content(column: Column, texts: Sequence[tuple[str, str]]) -> _Content:
    distinct = {(column.title, fonts.BOLD), *texts}
    word = max(lines.longest_word(text, font, 1) for text, font in distinct)
    return _Content(column, tuple(texts), word)


def _face(row: Row | Total) -> str:
    return fonts.BOLD if isinstance(row, Total) else fonts.REGULAR


def _fitting(contents: Sequence[_Content], room: float) -> tuple[float, list[Demand]]:
    """The text size for so many columns, smaller if a word were cut, and their demands."""
    share = room / len(contents)
    first = next(n for n, least in enumerate(_ROOM_PER_COLUMN) if share >= least)
    sizes = _SIZES[first:]
    needed = {size: sum(content.least(size) for content in contents) for size in sizes}
    size = next((size for size in sizes if needed[size] <= room), sizes[-1])
    return size, [_demand(content, size) for content in contents]


def _demand(content: _Content, size: float) -> Demand:
    column, texts = content.column, content.texts
    least = content.least(size)
    sample = texts[:: len(texts) // _SAMPLE + 1]
    title = (grid.cell_width(lines.width(column.title, fonts.BOLD, size)),)
    rows = (title, *(_line_widths(text, font, size) for text, font in sample))
    short = [one for one in sample if len(one[0]) <= _SHORT]
    whole = max([least, *(width for one in short for width in _line_widths(*one, size))])
    return Demand(least, rows, fixed=column.width is not None, whole=whole)


def _line_widths(text: str, font: str, size: float) -> tuple[float, ...]:
    parts = wording.printable(text).split("\n")
    return tuple(grid.cell_width(lines.width(part, font, size)) for part in parts)


def _header(columns: Sequence[Column], layout: Layout) -> Iterator[GridRow]:
    """Titles under the titles of their groups, and the signs of statistical forms."""
    grouped = any(column.group for column in columns)
    if grouped:
        yield _group_row(columns, layout)
    titles = tuple(
        _title_cell(column.title, layout, n)
        for n, column in enumerate(columns)
        if column.group or not grouped
    )
    tall = [
        len(_title_cell(column.title, layout, n).lines)
        for n, column in enumerate(columns)
        if not column.group
    ]
    yield GridRow(titles, least_lines=max([1, *(count - 1 for count in tall)]) if grouped else 1)
    if any(column.index for column in columns):
        yield GridRow(
            tuple(
                _cell(column.index, layout, n, align=Align.CENTER, font=fonts.ITALIC)
                for n, column in enumerate(columns)
            )
        )


def _group_row(columns: Sequence[Column], layout: Layout) -> GridRow:
    cells: list[Cell] = []
    for group, members in groupby(enumerate(columns), key=lambda member: member[1].group):
        places = [n for n, _ in members]
        if group:
            cells.append(_title_cell(group, layout, places[0], span=len(places)))
        else:
            cells += [_title_cell(columns[n].title, layout, n, down=2) for n in places]
    return GridRow(tuple(cells))


def _title_cell(text: str, layout: Layout, first: int, span: int = 1, down: int = 1) -> Cell:
    cell = _cell(text, layout, first, span=span, align=Align.CENTER, font=fonts.BOLD)
    kept = cell.lines
    if len(kept) > _HEADER_LINES:
        kept = (*kept[: _HEADER_LINES - 1], "…")
    return Cell(kept, first, span, down, Align.CENTER, fonts.BOLD)


def _row(row: Row | Band | Total, columns: Sequence[Column], layout: Layout) -> GridRow:
    if isinstance(row, Band):
        return _across(row.label, layout, fonts.BOLD, keep_next=True)
    font = _face(row)
    texts = (*row.cells, *[""] * (len(columns) - len(row.cells)))
    cells = tuple(
        _cell(texts[n], layout, n, align=column.align, font=font)
        for n, column in enumerate(columns)
    )
    return GridRow(cells, keep_previous=isinstance(row, Total))


def _across(text: str, layout: Layout, font: str, keep_next: bool = False) -> GridRow:
    cell = _cell(text, layout, 0, span=len(layout.widths), align=Align.CENTER, font=font)
    return GridRow((cell,), keep_next=keep_next)


def _cell(text: str, layout: Layout, first: int, *, span: int = 1, align: Align, font: str) -> Cell:
    text = wording.printable(text)
    room = layout.room(first, span)
    broken = lines.wrap(text, font, layout.size, room) if text else ()
    return Cell(broken, first, span, 1, align, font)
