"""Word files (.docx): paragraphs with their counted numbers, tables with their merged cells."""

import io
import posixpath
import zipfile
from collections.abc import Iterator

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from app.intake.queries.sources import legacy, markup
from app.intake.queries.sources.docx_numbering import Numbering
from app.intake.queries.sources.files import MAX_LINES, MAX_PART_BYTES, refuse, too_long
from app.intake.queries.sources.layout import is_layout
from app.intake.queries.sources.lines import Cell, Line, Lines, Source
from app.lib.errors import Invalid

_MAIN_TYPE = "/officeDocument"
_DAMAGED = "Tệp Word bị hỏng, không mở được; xin mở bằng Word rồi lưu lại."
_MAX_CELLS = 200_000
_MAX_SPAN = 64
_MAX_DEPTH = 12
_WRAPPERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
)
_SKIPPED = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:drawing", "w:pict")
)
_OFF = ("0", "false", "off")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "    ", qn("w:noBreakHyphen"): "-"}
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": nsmap["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": nsmap["r"].encode(),
}
"""Names that Word writes where one saves as “Strict Open XML”, and those it usually writes."""
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read(data: bytes) -> Source:
    """The lines of a Word file. Raises Invalid if it is damaged or too big inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _main_part(archive)
            document = _part(archive, main)
            folder = posixpath.dirname(main)
            numbering = Numbering.of(
                _part(archive, f"{folder}/numbering.xml"), _part(archive, f"{folder}/styles.xml")
            )
    except Invalid:
        raise
    except Exception as error:
        # a broken archive raises anything, from zlib.error to NotImplementedError
        raise refuse(_DAMAGED) from error
    body = document.find(qn("w:body")) if document is not None else None
    if body is None:
        raise refuse(_DAMAGED)
    lines = _Reader(numbering).read(body)
    if not any(line.text.strip() for line in lines):
        raise refuse("Tệp Word không có chữ để đọc (chỉ có ảnh hoặc trang trắng).")
    return _converted(lines)


def _main_part(archive: zipfile.ZipFile) -> str:
    relations = _part(archive, "_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith(_MAIN_TYPE):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _part(archive: zipfile.ZipFile, name: str) -> _Element | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.file_size > MAX_PART_BYTES:
        raise too_long()
    content = archive.read(entry)
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    parsed: _Element = parse_xml(content)
    return parsed


def _converted(lines: tuple[Line, ...]) -> Source:
    """The lines in Unicode, whichever font encoding they were typed in."""
    text = "\n".join(line.text for line in lines[:2000])
    encoding = legacy.converted(text)[1]
    return Source(tuple(_normal(line, encoding) for line in lines), encoding)


def _normal(line: Line, encoding: str | None) -> Line:
    def convert(text: str) -> str:
        return markup.normal(legacy.from_named(text, encoding) if encoding else text)

    if line.cells is None:
        return Line(line.no, convert(line.text))
    cells = tuple(Cell(convert(c.text), c.from_above, c.from_left) for c in line.cells)
    return Line(line.no, convert(line.text), cells, line.table)


class _Reader:
    """Walks the body in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._lines = Lines()
        self._cells = 0
        self._begun = ""

    def read(self, body: _Element) -> tuple[Line, ...]:
        for block in _blocks(body):
            if self._lines.count > MAX_LINES:
                raise too_long()
            if block.tag == qn("w:tbl"):
                self._add_table(block)
            else:
                self._add_paragraph(block)
        return self._lines.freeze()

    def _add_paragraph(self, paragraph: _Element) -> None:
        if _runs_on(paragraph):
            self._begun += "".join(_pieces(paragraph))
        else:
            for text in self._paragraph(paragraph).split("\n"):
                self._lines.add(text.strip())
        for box in _text_boxes(paragraph):
            for inner in _blocks(box):
                if inner.tag == qn("w:p"):
                    self._add_paragraph(inner)

    def _paragraph(self, paragraph: _Element) -> str:
        text = (self._begun + "".join(_pieces(paragraph))).strip()
        self._begun = ""
        label = self._numbering.label(paragraph)
        return f"{label} {text}".strip() if label else text

    def _add_table(self, table: _Element) -> None:
        rows = self._rows(table, depth=0)
        texts = [cell.text for row in rows for cell in row if not cell.from_above]
        if is_layout(texts) or all(len(row) == 1 for row in rows):
            for text in texts:
                for line in text.split("\n"):
                    self._lines.add(line)
            return
        number = self._lines.new_table()
        for row in rows:
            self._lines.add_row(number, row)

    def _rows(self, table: _Element, depth: int) -> list[tuple[Cell, ...]]:
        rows: list[list[Cell]] = []
        for element in _children(table, "w:tr"):
            if element.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            rows.append(self._row(element, rows[-1] if rows else [], depth))
        width = max((len(row) for row in rows), default=0)
        return [tuple(row + [Cell("")] * (width - len(row))) for row in rows]

    def _row(self, element: _Element, above: list[Cell], depth: int) -> list[Cell]:
        row = [Cell("")] * min(_property(element, "w:trPr", "w:gridBefore") or 0, _MAX_SPAN)
        for tc in _children(element, "w:tc"):
            span = min(max(_property(tc, "w:tcPr", "w:gridSpan") or 1, 1), _MAX_SPAN)
            place = len(row)
            if _continues(tc, "w:hMerge"):
                row.append(Cell("", from_left=True))
                continue
            if _continues(tc, "w:vMerge") and place < len(above):
                row.append(Cell(above[place].text, from_above=True))
            else:
                row.append(Cell(self._cell_text(tc, depth)))
            row += [Cell("", from_left=True)] * (span - 1)
        self._cells += len(row)
        if self._cells > _MAX_CELLS:
            raise refuse("Tệp Word có bảng quá lớn; xin kiểm tra lại tệp.")
        return row

    def _cell_text(self, tc: _Element, depth: int) -> str:
        texts: list[str] = []
        for block in _blocks(tc):
            if block.tag == qn("w:p"):
                texts.append(self._paragraph(block))
            elif depth < _MAX_DEPTH:
                inner = self._rows(block, depth + 1)
                texts += [cell.text for row in inner for cell in row if not cell.from_above]
        return "\n".join(text for text in texts if text)


def _blocks(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    for child in parent:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == qn("w:r") and _is_hidden(child):
            continue
        elif child.tag not in _SKIPPED and child.tag != _ALTERNATIVES:
            yield from _pieces(child)


def _is_hidden(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in _OFF


def _runs_on(paragraph: _Element) -> bool:
    """Whether the end of the paragraph was deleted while changes are tracked: the next one is its
    continuation."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _text_boxes(paragraph: _Element) -> list[_Element]:
    """Text boxes drawn beside the paragraph; of alternatives for old readers only the first."""
    boxes = []
    for box in paragraph.iter(qn("w:txbxContent")):
        ancestors = [ancestor.tag for ancestor in box.iterancestors()]
        if (
            not any(str(tag).endswith("}Fallback") for tag in ancestors)
            and ancestors.count(qn("w:txbxContent")) == 0
        ):
            boxes.append(box)
    return boxes


def _property(element: _Element, group: str, name: str) -> int | None:
    found = element.find(f"{qn(group)}/{qn(name)}")
    value = str(found.get(qn("w:val")) or "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def _continues(tc: _Element, name: str) -> bool:
    found = tc.find(f"{qn('w:tcPr')}/{qn(name)}")
    return found is not None and found.get(qn("w:val"), "continue") == "continue"
