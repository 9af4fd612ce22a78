"""Data tables in Word: the widths of the drawn paper, a repeated header, bands, sums.

They are written as text and parsed once, since lists of thousands of rows are common.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.documents import wording
from app.documents.docx.styles import CELL, HEAD_CELL, Style
from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.documents.pdf import tables as drawn

_SIDES, _ENDS = 80, 50
"""Space between text and the edges of its cell, in twentieths of a point."""
_PARTED_FROM = 400
"""A row with a text of so many letters may go on over the page."""


def add(document: Document, table: DataTable, page: tuple[float, float]) -> None:
    """The table at the end of the document, as wide as the text of this page."""
    layout = drawn.layout(table, page)
    writer = _Writer([round(width * 20) for width in layout.widths], layout.size)
    xml = "".join(writer.table(table))
    document.element.body._insert_tbl(parse_xml(xml))


class _Writer:
    """Writes the rows of one table of these column widths, in twentieths of a point."""

    def __init__(self, widths: list[int], size: float) -> None:
        self.widths = widths
        self.size = size

    def table(self, table: DataTable) -> Iterator[str]:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        yield f"<w:tbl {nsdecls('w')}>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>"
        yield from self._header(table.columns)
        for row, following in zip_longest(table.rows, table.rows[1:]):
            yield self._row(row, table.columns, keep=isinstance(following, Total))
        if not table.rows:
            yield self._across(table.empty_text, "<w:i/>")
        yield "</w:tbl>"

    def _properties(self) -> str:
        margins = "".join(
            f'<w:{edge} w:w="{space}" w:type="dxa"/>'
            for edge, space in (
                ("top", _ENDS),
                ("left", _SIDES),
                ("bottom", _ENDS),
                ("right", _SIDES),
            )
        )
        return (
            f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(self.widths)}" '
            f'w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020"/></w:tblPr>'
        )

    def _header(self, columns: Sequence[Column]) -> Iterator[str]:
        """Titles under the titles of their groups, and the signs of statistical forms."""
        grouped = any(column.group for column in columns)
        if grouped:
            yield self._head_row(self._group_cells(columns))
        under = '<w:vMerge w:val="continue"/>'
        yield self._head_row(
            self._cell(n, "", HEAD_CELL, merge=under)
            if grouped and not column.group
            else self._cell(n, column.title, HEAD_CELL)
            for n, column in enumerate(columns)
        )
        if any(column.index for column in columns):
            yield self._head_row(
                self._cell(n, column.index, HEAD_CELL, marks="<w:b w:val='0'/><w:i/>")
                for n, column in enumerate(columns)
            )

    def _group_cells(self, columns: Sequence[Column]) -> Iterator[str]:
        for group, members in groupby(enumerate(columns), key=lambda member: member[1].group):
            places = [n for n, _ in members]
            if group:
                yield self._cell(places[0], group, HEAD_CELL, span=len(places))
                continue
            for n in places:
                down = '<w:vMerge w:val="restart"/>'
                yield self._cell(n, columns[n].title, HEAD_CELL, merge=down)

    def _head_row(self, cells: Iterator[str]) -> str:
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _row(self, row: Row | Band | Total, columns: Sequence[Column], *, keep: bool) -> str:
        if isinstance(row, Band):
            return self._across(row.label, "<w:b/>", keep=True)
        marks = "<w:b/>" if isinstance(row, Total) else ""
        texts = (*row.cells, *[""] * (len(columns) - len(row.cells)))
        cells = (
            self._cell(n, texts[n], CELL, marks=marks, align=column.align, keep=keep)
            for n, column in enumerate(columns)
        )
        whole = all(len(text) < _PARTED_FROM for text in texts)
        rule = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
        return f"<w:tr>{rule}{''.join(cells)}</w:tr>"

    def _across(self, text: str, marks: str, *, keep: bool = False) -> str:
        span = len(self.widths)
        cell = self._cell(0, text, CELL, span=span, marks=marks, align=Align.CENTER, keep=keep)
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"

    def _cell(
        self,
        first: int,
        text: str,
        style: Style,
        *,
        span: int = 1,
        merge: str = "",
        marks: str = "",
        align: Align = Align.LEFT,
        keep: bool = False,
    ) -> str:
        width = sum(self.widths[first : first + span])
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        paragraphs = "".join(
            self._paragraph(line, style, marks, align, keep)
            for line in wording.printable(text).split("\n")
        )
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}'
            f'<w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
        )

    def _paragraph(self, line: str, style: Style, marks: str, align: Align, keep: bool) -> str:
        kept = "<w:keepNext/>" if keep else ""
        placed = f'<w:jc w:val="{align.value}"/>' if align is not Align.LEFT else ""
        size = f'<w:sz w:val="{round(self.size * 2)}"/>' if self.size != style.look.size else ""
        look = f"<w:rPr>{marks}{size}</w:rPr>" if marks or size else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{kept}{placed}</w:pPr>{run}</w:p>'
