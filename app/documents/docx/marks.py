"""What Word knows but python-docx has no call for: rules, page fields, table and section marks."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

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
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz=_RULE_EIGHTHS, space="1", color="000000"))
    _insert(paragraph._p.get_or_add_pPr(), borders, _PARAGRAPH_ORDER)


def framed(cell: _Cell, width: float, height: float) -> Paragraph:
    """A frame of this size in the middle of a cell; gives the paragraph in it."""
    table = cell.add_table(1, 1)
    unpadded(table)
    fixed_widths(table, [width])
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    borders = _element("w:tblBorders")
    for edge in ("w:top", "w:left", "w:bottom", "w:right"):
        borders.append(_element(edge, val="single", sz=_RULE_EIGHTHS, space="0", color="000000"))
    _insert(table._tbl.tblPr, borders, _TABLE_ORDER)
    row = table.rows[0]
    row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.EXACTLY
    row.cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return row.cells[0].paragraphs[0]


def outlined(properties: BaseOxmlElement, level: int) -> None:
    """Let Word's navigation list paragraphs of these properties as headings of this level."""
    _insert(properties, _element("w:outlineLvl", val=str(level)), _PARAGRAPH_ORDER)


def ruled_above(paragraph: Paragraph) -> None:
    """A rule above the paragraph, as wide as the text."""
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz=_RULE_EIGHTHS, space="4", color="000000"))
    _insert(paragraph._p.get_or_add_pPr(), borders, _PARAGRAPH_ORDER)


def on_page(run: Run, left: float, top: float) -> None:
    """Let the picture of a run float, so many points from the edges of the paper."""
    inline = run._r.find(f".//{qn('wp:inline')}")
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{Pt(left)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{Pt(top)}</wp:posOffset></wp:positionV>'
        "</wp:anchor>"
    )
    extent, *others = inline
    anchor.append(extent)
    anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    anchor.extend(others)
    inline.getparent().replace(inline, anchor)


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, which Word keeps right."""
    field = _element("w:fldSimple", instr="PAGE")
    field.append(paragraph.add_run("2")._r)
    paragraph._p.append(field)


def numbered_anew(section: Section) -> None:
    """Count the pages of this section from 1."""
    counted_on(section)
    _insert(section._sectPr, _element("w:pgNumType", start="1"), _SECTION_ORDER)


def counted_on(section: Section) -> None:
    """Count the pages of this section on from those before."""
    for numbering in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(numbering)


def fixed_widths(table: Table, widths: list[float]) -> None:
    """Columns of so many points, whatever their content."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def unpadded(table: Table) -> None:
    """No space between the text of cells and their edges."""
    margins = _element("w:tblCellMar")
    for edge in ("w:top", "w:left", "w:bottom", "w:right"):
        margins.append(_element(edge, w="0", type="dxa"))
    _insert(table._tbl.tblPr, margins, _TABLE_ORDER)


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
