"""Makes the kinds of file that offices upload, out of texts written for the tests."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import indico_fonts
import xlsxwriter
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_FONT, _BOLD = "Serif", "Serif-Bold"
_FONTS = Path(indico_fonts.__file__).parent


def _register_fonts() -> None:
    for name, file in ((_FONT, "LiberationSerif-Regular"), (_BOLD, "LiberationSerif-Bold")):
        if name not in pdfmetrics.getRegisteredFontNames():
            path = next(_FONTS.rglob(f"{file}.ttf"))
            pdfmetrics.registerFont(TTFont(name, str(path)))


class Word:
    """A Word file built up from the top."""

    def __init__(self) -> None:
        self.document: Document = docx.Document()
        self._lists = 90

    def lines(self, *texts: str) -> "Word":
        """Paragraphs, one for each text."""
        for text in texts:
            self.document.add_paragraph(text)
        return self

    def side_by_side(self, *rows: tuple[str, str]) -> "Word":
        """A table without borders, as letterheads and signatures are made."""
        table = self.document.add_table(rows=0, cols=2)
        for left, right in rows:
            cells = table.add_row().cells
            self._fill(cells[0], left)
            self._fill(cells[1], right)
        return self

    def table(self, rows: Sequence[Sequence[str]]) -> WordTable:
        """A ruled table."""
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                self._fill(cell, text)
        return table

    def counted(self, paragraphs: Sequence[WordParagraph], shape: str, pattern: str) -> "Word":
        """Let Word count the paragraphs: `shape` decimal, upperRoman or bullet."""
        self._lists += 1
        numbering = self.document.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(self._lists))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("w:start", "1"), ("w:numFmt", shape), ("w:lvlText", pattern)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        numbering.insert(0, abstract)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(self._lists))
        reference = OxmlElement("w:abstractNumId")
        reference.set(qn("w:val"), str(self._lists))
        num.append(reference)
        numbering.append(num)
        for paragraph in paragraphs:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = self._lists
        return self

    def bytes(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    @staticmethod
    def _fill(cell: _Cell, text: str) -> None:
        first, *rest = text.split("\n")
        cell.paragraphs[0].text = first
        for line in rest:
            cell.add_paragraph(line)


class Pdf:
    """A PDF as Word would print it: justified body, ruled tables, a page number on top."""

    def __init__(self) -> None:
        _register_fonts()
        self._flow: list[Flowable] = []
        self._body = ParagraphStyle(
            "body", fontName=_FONT, fontSize=13, leading=17, alignment=TA_JUSTIFY,
            firstLineIndent=10 * mm, spaceAfter=3,
        )  # fmt: skip
        self._cell = ParagraphStyle("cell", fontName=_FONT, fontSize=12, leading=14)
        self._centred = ParagraphStyle(
            "centred", fontName=_BOLD, fontSize=13, leading=16, alignment=TA_CENTER
        )
        self._left = ParagraphStyle("left", fontName=_FONT, fontSize=11, leading=13)

    def lines(self, *texts: str) -> "Pdf":
        """Justified paragraphs."""
        self._flow += [Paragraph(_escaped(text), self._body) for text in texts]
        return self

    def centred(self, *texts: str) -> "Pdf":
        """Centred bold lines."""
        self._flow += [Paragraph(_escaped(text), self._centred) for text in texts]
        return self

    def side_by_side(self, left: Sequence[str], right: Sequence[str]) -> "Pdf":
        """Two columns without rules."""
        columns = [
            [Paragraph(_escaped(text), style) for text in texts]
            for texts, style in ((left, self._left), (right, self._centred))
        ]
        self._flow.append(Table([columns], colWidths=[70 * mm, 95 * mm]))
        self._flow.append(Spacer(1, 5 * mm))
        return self

    def table(
        self, rows: Sequence[Sequence[str]], widths: Sequence[float], spans: Sequence[tuple] = ()
    ) -> "Pdf":
        """A ruled table that repeats its header on every page."""
        cells = [[Paragraph(_escaped(text), self._cell) for text in row] for row in rows]
        style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])
        self._flow.append(
            Table(cells, colWidths=[width * mm for width in widths], repeatRows=1, style=style)
        )
        return self

    def bytes(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=28 * mm, rightMargin=17 * mm, topMargin=20 * mm
        )
        document.build(self._flow, onLaterPages=self._number)
        return out.getvalue()

    @staticmethod
    def _number(canvas: object, document: SimpleDocTemplate) -> None:
        canvas.setFont(_FONT, 13)  # type: ignore[attr-defined]
        canvas.drawCentredString(105 * mm, 285 * mm, str(document.page))  # type: ignore[attr-defined]


class Workbook:
    """An Excel workbook, sheet by sheet. A cell may be a text, a number, a day or None."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._formats = {
            name: self._book.add_format({"num_format": name}) for name in ("dd/mm/yyyy", "mm/yyyy")
        }

    def sheet(
        self,
        name: str,
        rows: Sequence[Sequence[object]],
        merges: Sequence[tuple[int, int, int, int]] = (),
        *,
        months: Sequence[tuple[int, int]] = (),
        hidden: bool = False,
    ) -> "Workbook":
        """A sheet with these rows from A1; `merges` are (row, column, last row, last column)."""
        sheet = self._book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    shown = "mm/yyyy" if (row, column) in months else "dd/mm/yyyy"
                    sheet.write_datetime(row, column, value, self._formats[shown])
                elif value is not None:
                    sheet.write(row, column, value)
        for row, column, last_row, last_column in merges:
            sheet.merge_range(row, column, last_row, last_column, rows[row][column])
        if hidden:
            sheet.hide()
        return self

    def bytes(self) -> bytes:
        """The file."""
        self._book.close()
        return self._out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()
