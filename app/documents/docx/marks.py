"""What Word knows but python-docx has no call for: rules, page fields, table and section marks."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_RULE_EIGHTHS = "6"
_PARAGRAPH_ORDER = (
    "w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:pBdr",
    "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr",
)  # fmt: skip
_TABLE_ORDER = (
    "w:tblStyle", "w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar",
    "w:tblLook",
)  # fmt: skip
_SECTION_ORDER = (
    "w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:pgNumType",
    "w:cols", "w:titlePg", "w:docGrid",
)  # fmt: skip


def rule_above(paragraph: Paragraph, length: float, room: float) -> None:
    """Make an empty paragraph a centred rule of `length` points in a column of `room`."""
    side = Pt(max((room - length) / 2, 0))
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = side
    layout.line_spacing = Pt(6)
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz=_RULE_EIGHTHS, space="1", color="000000"))
    _insert(paragraph._p.get_or_add_pPr(), borders, _PARAGRAPH_ORDER)


def framed(paragraph: Paragraph, room: float, width: float) -> None:
    """A frame of `width` points around a paragraph in the middle of a column of `room`."""
    side = Pt(max((room - width) / 2, 0))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    borders = _element("w:pBdr")
    for edge in ("w:top", "w:left", "w:bottom", "w:right"):
        borders.append(_element(edge, val="single", sz=_RULE_EIGHTHS, space="2", color="000000"))
    _insert(paragraph._p.get_or_add_pPr(), borders, _PARAGRAPH_ORDER)


def outlined(paragraph: Paragraph, level: int) -> None:
    """Let Word's navigation list the paragraph as a heading of this level, from 0."""
    outline = _element("w:outlineLvl", val=str(level))
    _insert(paragraph._p.get_or_add_pPr(), outline, _PARAGRAPH_ORDER)


def page_number(paragraph: Paragraph, size: float) -> None:
    """The number of the page, which Word keeps right."""
    field = _element("w:fldSimple", instr="PAGE")
    run = paragraph.add_run("2")
    run.font.size = Pt(size)
    field.append(run._r)
    paragraph._p.append(field)


def numbered_anew(section: Section) -> None:
    """Count the pages of this section from 1."""
    _insert(section._sectPr, _element("w:pgNumType", start="1"), _SECTION_ORDER)


def fixed_widths(table: Table, widths: list[float]) -> None:
    """Columns of so many points, whatever their content."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def padded(table: Table, *, sides: float, ends: float) -> None:
    """Space between the text of cells and their edges: so many points beside, above and below.

    The borders, not the text, then stand at the margins of the page.
    """
    properties = table._tbl.tblPr
    margins = _element("w:tblCellMar")
    for edge, space in (("w:top", ends), ("w:left", sides), ("w:bottom", ends), ("w:right", sides)):
        margins.append(_element(edge, w=_twips(space), type="dxa"))
    _insert(properties, margins, _TABLE_ORDER)
    _insert(properties, _element("w:tblInd", w=_twips(sides), type="dxa"), _TABLE_ORDER)


def repeated(row: _Row) -> None:
    """Print the row at the top of each page that the table goes on over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def whole(row: _Row) -> None:
    """Keep the row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def keep_with_next(cells: tuple[_Cell, ...]) -> None:
    """Keep the row of these cells on the page of the next one."""
    for cell in cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _twips(points: float) -> str:
    return str(round(points * 20))


def _insert(properties: BaseOxmlElement, element: BaseOxmlElement, order: tuple[str, ...]) -> None:
    """Put a property where the schema wants it among the others; Word refuses other orders."""
    following = order[order.index(_tag(element)) + 1 :]
    for child in properties:
        if _tag(child) in following:
            child.addprevious(element)
            return
    properties.append(element)


def _tag(element: BaseOxmlElement) -> str:
    return f"w:{element.tag.rpartition('}')[2]}"
