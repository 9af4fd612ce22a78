"""Data tables in Word: the widths of the drawn paper, a repeated header, bands, sums."""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as Vertical
from docx.enum.text import WD_ALIGN_PARAGRAPH as Alignment
from docx.table import Table, _Cell, _Row

from app.documents.docx import marks
from app.documents.docx.prose import Look, fill
from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.documents.pdf import tables as drawn

_ALIGNMENTS = {
    Align.LEFT: Alignment.LEFT,
    Align.CENTER: Alignment.CENTER,
    Align.RIGHT: Alignment.RIGHT,
}


def add(document: Document, table: DataTable, page: tuple[float, float]) -> Table:
    """The table at the end of the document, as wide as the text of this page."""
    layout = drawn.data_grid(table, page).layout
    grouped = any(column.group for column in table.columns)
    added = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    _header(added, table.columns, layout.size, grouped)
    for row in table.rows:
        _row(added, row, table.columns, layout.size)
    if not table.rows:
        _across(added, table.empty_text, Look(size=layout.size, italic=True))
    marks.padded(added, sides=4, ends=2.5)
    marks.fixed_widths(added, list(layout.widths))
    return added


def _header(added: Table, columns: tuple[Column, ...], size: float, grouped: bool) -> None:
    look = Look(size=size, bold=True)
    upper = added.add_row()
    lower = added.add_row() if grouped else upper
    start = 0
    for n, column in enumerate(columns):
        if not column.group:
            _write(upper.cells[n].merge(lower.cells[n]), column.title, look)
            continue
        _write(lower.cells[n], column.title, look)
        if n + 1 == len(columns) or columns[n + 1].group != column.group:
            start = _first_of_group(columns, n)
            _write(upper.cells[start].merge(upper.cells[n]), column.group, look)
    if any(column.index for column in columns):
        signs = added.add_row()
        for cell, column in zip(signs.cells, columns, strict=True):
            _write(cell, column.index, Look(size=size, italic=True))
    for row in added.rows:
        marks.repeated(row)
        marks.whole(row)
        marks.keep_with_next(tuple(row.cells))


def _first_of_group(columns: tuple[Column, ...], last: int) -> int:
    first = last
    while first > 0 and columns[first - 1].group == columns[last].group:
        first -= 1
    return first


def _row(added: Table, row: Row | Band | Total, columns: tuple[Column, ...], size: float) -> None:
    if isinstance(row, Band):
        marks.keep_with_next(tuple(_across(added, row.label, Look(size=size, bold=True)).cells))
        return
    new = added.add_row()
    if isinstance(row, Total):
        marks.keep_with_next(tuple(added.rows[-2].cells))
    texts = (*row.cells, *[""] * (len(columns) - len(row.cells)))
    for cell, text, column in zip(new.cells, texts, columns, strict=False):
        look = Look(_ALIGNMENTS[column.align], size=size, bold=isinstance(row, Total))
        _write(cell, text, look)
    if max(len(text) for text in texts) < 400:
        marks.whole(new)


def _across(added: Table, text: str, look: Look) -> _Row:
    row = added.add_row()
    marks.whole(row)
    _write(row.cells[0].merge(row.cells[-1]), text, look)
    return row


def _write(cell: _Cell, text: str, look: Look) -> None:
    """One paragraph to each line of the text."""
    cell.vertical_alignment = Vertical.CENTER
    first, *others = text.split("\n")
    fill(cell.paragraphs[0], first, look)
    for other in others:
        fill(cell.add_paragraph(), other, look)
