"""The pieces of a Word file of ours: each paragraph has the style of what it is."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from app.documents.docx import styles
from app.documents.paper import Align, Band, Column, DataTable, Row, Total
from app.intake.queries.mirror.pieces import Piece, Role, Shown
from app.intake.queries.sources.files import refuse

_DAMAGED = "Tệp Word bị hỏng, không mở được; xin mở bằng Word rồi lưu lại."
_ROLES = {
    styles.SUPERIOR.id: Role.SUPERIOR,
    styles.ISSUER.id: Role.ISSUER,
    styles.NUMBER.id: Role.NUMBER,
    styles.PLACE.id: Role.PLACE,
    styles.SUBJECT.id: Role.SUBJECT,
    styles.DRAFT.id: Role.DRAFT,
    styles.MARK.id: Role.MARK,
    styles.TITLE.id: Role.TITLE,
    styles.ABSTRACT.id: Role.ABSTRACT,
    styles.AUTHORITY.id: Role.AUTHORITY,
    styles.ADDRESSED.id: Role.ADDRESSED,
    styles.ADDRESSEE.id: Role.ADDRESSEE,
    styles.BASIS.id: Role.BASIS,
    styles.TEXT.id: Role.TEXT,
    styles.PART.id: Role.PART,
    styles.PART_TITLE.id: Role.PART_TITLE,
    **{style.id: Role.HEADING for style in styles.HEADINGS},
    styles.CENTRED.id: Role.CENTRED,
    styles.CAPTION.id: Role.CAPTION,
    styles.UNIT.id: Role.UNIT,
    styles.NOTE.id: Role.NOTE,
    styles.CAPACITY.id: Role.CAPACITY,
    styles.NAME.id: Role.NAME,
    styles.RECIPIENT.id: Role.RECIPIENT,
    styles.ANNEX.id: Role.ANNEX,
    styles.ANNEX_TITLE.id: Role.ANNEX_TITLE,
    styles.FOOTER.id: Role.FOOTER,
    styles.VERIFICATION.id: Role.VERIFICATION,
}
_CELLS = frozenset({styles.CELL.id, styles.HEAD_CELL.id})
_BALANCED = frozenset(
    {
        Role.SUPERIOR, Role.ISSUER, Role.SUBJECT, Role.TITLE, Role.ABSTRACT, Role.AUTHORITY,
        Role.PART_TITLE, Role.CAPACITY, Role.NAME, Role.ANNEX_TITLE,
    }
)  # fmt: skip
"""Pieces whose lines were broken to be nearly equally wide."""
_EMPTY = frozenset({Role.NAME})
_ALIGNMENTS = {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}


def read(data: bytes) -> Shown:
    """The pieces of the file; none of a file that the product did not write.

    Raises Invalid for a damaged file.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise refuse(_DAMAGED) from error
    pieces = [*_foot(document), *_pieces(document)]
    return Shown(tuple(pieces), document.core_properties.subject or "")


def _pieces(document: Document) -> Iterator[Piece]:
    body = document.element.body
    lying = _lying(body)
    for place, child in enumerate(body):
        if child.tag == qn("w:p"):
            yield from _paragraph(child, lying[place])
        elif child.tag == qn("w:tbl"):
            table = _table(child)
            if table is not None:
                yield Piece(Role.TABLE, table=table)
                continue
            for paragraph in child.iter(qn("w:p")):
                yield from _paragraph(paragraph, lying[place])


def _lying(body: _Element) -> list[bool]:
    """For each child of the body whether its section lies across."""
    lying: list[bool] = []
    for place, child in enumerate(body):
        section = child if child.tag == qn("w:sectPr") else child.find(f".//{qn('w:sectPr')}")
        if section is not None:
            size = section.find(qn("w:pgSz"))
            across = size is not None and size.get(qn("w:orient")) == "landscape"
            lying += [across] * (place + 1 - len(lying))
    return lying + [False] * (len(body) - len(lying))


def _foot(document: Document) -> Iterator[Piece]:
    for paragraph in document.sections[0].first_page_footer.paragraphs:
        yield from _paragraph(paragraph._p, False)


def _paragraph(paragraph: _Element, across: bool) -> Iterator[Piece]:
    role = _ROLES.get(_style(paragraph))
    if role is None:
        return
    lead, text = _runs(paragraph)
    if role in _BALANCED:
        text = " ".join(text.split())
    if text or lead or role in _EMPTY:
        yield Piece(role, text, lead, across=across)


def _style(paragraph: _Element) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(found.get(qn("w:val"))) if found is not None else ""


def _runs(paragraph: _Element) -> tuple[str, str]:
    """The bold words that open the paragraph, and the rest."""
    lead, text = "", ""
    for run in paragraph.findall(qn("w:r")):
        words = _words(run)
        if _has(run, "w:b") and not text:
            lead += words
        else:
            text += words
    return lead.strip(), text.strip()


def _words(element: _Element) -> str:
    shown = {qn("w:br"): "\n", qn("w:tab"): " "}
    return "".join(
        str(child.text or "") if child.tag == qn("w:t") else shown.get(child.tag, "")
        for child in element.iter()
    )


def _has(run: _Element, mark: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(mark)}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false")


def _table(table: _Element) -> DataTable | None:
    """A table of figures; None for one that only places letterhead or signature."""
    rows = table.findall(qn("w:tr"))
    first = table.find(f".//{qn('w:p')}")
    if not rows or first is None or _style(first) not in _CELLS:
        return None
    head = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    cells = [_cells(row) for row in rows[len(head) :]]
    columns = _columns(head, cells)
    if len(cells) == 1 and _is_empty_text(cells[0], len(columns)):
        return DataTable(columns, (), empty_text=_cell_text(cells[0][0]))
    return DataTable(columns, tuple(_row(row, len(columns)) for row in cells))


def _cells(row: _Element) -> list[_Element]:
    return list(row.findall(qn("w:tc")))


def _columns(head: list[_Element], body: list[list[_Element]]) -> tuple[Column, ...]:
    rows = [_cells(row) for row in head]
    signs = [""] * sum(map(_span, rows[0])) if rows else []
    if len(rows) > 1 and _is_italic(rows[-1]):
        signs = [_cell_text(cell) for cell in rows.pop()]
    groups = [""] * len(signs)
    titles = [_cell_text(cell) for cell in rows[-1]] if rows else []
    if len(rows) == 2:
        above = [cell for cell in rows[0] for _ in range(_span(cell))]
        merged = [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None for cell in above]
        named = zip(titles, above, merged, strict=True)
        titles = [_cell_text(cell) if down else title for title, cell, down in named]
        groups = [
            "" if down else _cell_text(cell) for cell, down in zip(above, merged, strict=True)
        ]
    return tuple(
        Column(title, _align(body, place), None, groups[place], signs[place])
        for place, title in enumerate(titles)
    )


def _align(body: list[list[_Element]], place: int) -> Align:
    for row in body:
        if place < len(row) and _span(row[place]) == 1 and _cell_text(row[place]):
            placed = row[place].find(f".//{qn('w:jc')}")
            named = str(placed.get(qn("w:val"))) if placed is not None else ""
            return _ALIGNMENTS.get(named, Align.LEFT)
    return Align.LEFT


def _row(cells: list[_Element], wide: int) -> Row | Band | Total:
    bold = any(_has(run, "w:b") for cell in cells for run in cell.iter(qn("w:r")))
    if len(cells) == 1 and bold and (wide > 1 or _is_centred(cells[0])):
        return Band(_cell_text(cells[0]))
    texts = tuple(map(_cell_text, cells))
    return Total(texts) if bold else Row(texts)


def _is_centred(cell: _Element) -> bool:
    placed = cell.find(f".//{qn('w:jc')}")
    return placed is not None and placed.get(qn("w:val")) == "center"


def _is_empty_text(cells: list[_Element], wide: int) -> bool:
    return len(cells) == 1 and _span(cells[0]) == wide and _is_italic(cells)


def _is_italic(cells: list[_Element]) -> bool:
    runs = [run for cell in cells for run in cell.iter(qn("w:r"))]
    return bool(runs) and all(_has(run, "w:i") for run in runs)


def _span(cell: _Element) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(found.get(qn("w:val"), "1")) if found is not None else 1


def _cell_text(cell: _Element) -> str:
    return "\n".join(_words(paragraph).strip() for paragraph in cell.findall(qn("w:p"))).strip()
