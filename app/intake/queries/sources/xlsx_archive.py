"""The archive of a workbook, unpacked under a limit before any reader of spreadsheets sees it.

A reader of spreadsheets lays a sheet out from its first to its last cell: one cell at the far
corner of an empty sheet would take all memory. So cells are counted from the XML first, and the
reader is given an archive of our own making, which holds only what was measured.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from app.intake.queries.sources.files import MAX_LINES, MAX_PART_BYTES, refuse, too_long
from app.lib.errors import Invalid

MAX_XML_BYTES = 48 * 1024 * 1024
MAX_CELLS = 400_000
MAX_COLUMNS = 256
DAMAGED = "Tệp Excel bị hỏng, không mở được; xin mở bằng Excel rồi lưu lại."
_KEPT = (".xml", ".rels")
_LEFT_OUT = re.compile(
    r"xl/(?:media|drawings|charts|embeddings|pivot\w*|externalLinks|printerSettings|theme)/|"
    r"xl/(?:comments|threadedComments|persons|calcChain|metadata)|docProps/|customXml/"
)
_REFERENCE = re.compile(r"([A-Z]{1,7})(\d{1,9})")
_MONTH_ONLY = 17
"""The built-in format "mmm-yy": Excel turns a typed "3/2026" into a day and shows this."""


class Workbook:
    """The parts of a workbook that hold words, each measured.

    Raises Invalid for a damaged archive, and for one that unpacks to more than any plan.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._parts = dict(_parts(archive))
            self._month_styles = _month_styles(self._tree("xl/styles.xml"))
            self.sheets = {path: self._measured(path) for path in self._sheet_paths()}
        except Invalid:
            raise
        except Exception as error:
            # a broken archive raises anything, from zlib.error to XMLSyntaxError
            raise refuse(DAMAGED) from error

    def packed(self) -> io.BytesIO:
        """The measured parts as an archive, not compressed."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
            for name, content in self._parts.items():
                made.writestr(name, content)
        out.seek(0)
        return out

    def months_of(self, sheet: str) -> frozenset[tuple[int, int]]:
        """The cells (row, column, from 0) of the sheet of this name that show a month, no day."""
        return self.sheets.get(self._paths_by_name().get(sheet, ""), frozenset())

    def _tree(self, name: str) -> etree._Element | None:
        content = self._parts.get(name)
        return None if content is None else _parsed(content)

    def _targets(self) -> dict[str, str]:
        relations = self._tree("xl/_rels/workbook.xml.rels")
        return {
            str(one.get("Id")): posixpath.normpath(
                posixpath.join("/xl", str(one.get("Target", "")))
            ).lstrip("/")
            for one in (relations if relations is not None else ())
        }

    def _paths_by_name(self) -> dict[str, str]:
        workbook, targets = self._tree("xl/workbook.xml"), self._targets()
        found = {}
        for sheet in workbook.iter("{*}sheet") if workbook is not None else ():
            relation = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            found[str(sheet.get("name"))] = targets.get(relation, "")
        return found

    def _sheet_paths(self) -> list[str]:
        named = {path for path in self._paths_by_name().values() if path in self._parts}
        return sorted(named | {name for name in self._parts if name.startswith("xl/worksheets/s")})

    def _measured(self, path: str) -> frozenset[tuple[int, int]]:
        """The cells that show a month. Raises Invalid where the sheet is laid out too large."""
        months: set[tuple[int, int]] = set()
        rows = columns = 0
        for row, column, style in _cells(self._parts[path]):
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows > MAX_LINES or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
                raise refuse("Bảng tính quá lớn so với một kế hoạch; xin kiểm tra lại tệp.")
            if style in self._month_styles:
                months.add((row, column))
        return frozenset(months)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    total = 0
    for entry in archive.infolist():
        if not entry.filename.endswith(_KEPT) or _LEFT_OUT.match(entry.filename):
            continue
        with archive.open(entry) as opened:
            content = opened.read(MAX_PART_BYTES + 1)
        total += len(content)
        if len(content) > MAX_PART_BYTES or total > MAX_XML_BYTES:
            raise too_long()
        yield entry.filename, content


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    tree = etree.fromstring(content, parser)
    if tree.getroottree().docinfo.doctype:
        raise refuse(DAMAGED)
    return tree


def _cells(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Row, column (from 0) and style of every cell, as the readers of spreadsheets count them."""
    row = -1
    for found in _parsed(content).iter("{*}row"):
        row = _whole(found.get("r"), row + 2) - 1
        yield row, 0, ""
        column = -1
        for cell in found.iter("{*}c"):
            place = _REFERENCE.fullmatch(str(cell.get("r", "")))
            column = _column(place[1]) if place else column + 1
            own_row = int(place[2]) - 1 if place else row
            yield max(own_row, row), column, str(cell.get("s", ""))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _month_styles(styles: etree._Element | None) -> frozenset[str]:
    """The styles of cells that show month and year of a date and hide its day."""
    if styles is None:
        return frozenset()
    own = {str(one.get("numFmtId")): str(one.get("formatCode")) for one in styles.iter("{*}numFmt")}
    formats = styles.find("{*}cellXfs")
    return frozenset(
        str(place)
        for place, one in enumerate(formats if formats is not None else ())
        if _shows_month(str(one.get("numFmtId")), own)
    )


def _shows_month(number: str, own: dict[str, str]) -> bool:
    code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", own.get(number, "")).lower()
    plain = {"m", "y"} <= set(code) and not {"d", "h", "s"} & set(code)
    return plain or number == str(_MONTH_ONLY)
