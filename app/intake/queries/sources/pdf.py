"""PDF files: lines in reading order, two-column letterheads untangled, ruled tables as rows."""

import io
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTItem
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table

from app.intake.queries.letters import bare
from app.intake.queries.sources import legacy, markup
from app.intake.queries.sources.files import MAX_LINES, check_pdf_streams, refuse, too_long
from app.intake.queries.sources.layout import CAPACITY, FOOT, LETTERHEAD, is_layout
from app.intake.queries.sources.lines import Cell, Lines, Source
from app.lib.errors import Invalid

# pdfminer reports every oddity of a file that it can still read
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_PAGES = 200
MAX_WORDS_PER_PAGE = 20_000
_SAME_LINE_PT = 3.5
_GUTTER_PT = 9.0
_CELL_PADDING_PT = 11.0
_SPACE_PT = 3.0
_EDGES_OF_A_TABLE = 4
_BULLETS = frozenset("-–—+•·*")
_LETTERHEAD_END = re.compile(r"ngay\s*[\d.… ]{0,6}\s*thang\s*[\d.… ]{0,6}\s*nam")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_UNMAPPED = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float


_Visual = list[_Word]


def read(data: bytes) -> Source:
    """The lines of a PDF. Raises Invalid if it is damaged, locked, scanned or far too long."""
    check_pdf_streams(data)
    lines = Lines()
    encoding = None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise refuse(f"Tệp PDF dài hơn {MAX_PAGES} trang; xin tách riêng phần kế hoạch.")
            pages = [_PageReader(page) for page in pdf.pages]
            _check_text(pages)
            encoding = _encoding(pages)
            for page in pages:
                if lines.count > MAX_LINES:
                    raise too_long()
                page.write(lines, _converter(encoding))
    except Invalid:
        raise
    except Exception as error:
        # a broken file makes pdfminer raise anything, from struct.error to AssertionError
        raise _refusal(error) from error
    return Source(lines.freeze(), encoding)


def _refusal(error: Exception) -> Invalid:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return refuse("Tệp PDF được đặt mật khẩu; xin bỏ mật khẩu rồi tải lên lại.")
    return refuse("Tệp PDF bị hỏng, không mở được; xin tải lên bản khác.")


def _check_text(pages: Sequence["_PageReader"]) -> None:
    letters = sum(len(word.text) for page in pages for word in page.words)
    if letters < 20:
        pictured = any(page.has_images for page in pages)
        raise refuse(
            "Tệp PDF là bản quét (ảnh chụp), không có lớp chữ để đọc; "
            "xin tải lên bản PDF xuất từ Word, hoặc bản đã nhận dạng chữ (OCR)."
            if pictured
            else "Tệp PDF không có chữ để đọc."
        )
    unmapped = sum(1 for page in pages for word in page.words if _UNMAPPED.search(word.text))
    if unmapped * 5 > sum(len(page.words) for page in pages):
        raise refuse("Tệp PDF không kèm bảng mã chữ nên không đọc được; xin xuất lại từ Word.")


def _encoding(pages: Sequence["_PageReader"]) -> str | None:
    sample = " ".join(word.text for page in pages[:5] for word in page.words)
    return legacy.converted(sample)[1]


class _PageReader:
    """The words and tables of one page, kept without pdfplumber's heavy objects."""

    def __init__(self, page: Page) -> None:
        _lighten(page)
        self.width = float(page.width)
        self.height = float(page.height)
        self.first = page.page_number == 1
        self.has_images = bool(page.images)
        self.words = [_word(found) for found in page.extract_words(x_tolerance_ratio=0.2)]
        if len(self.words) > MAX_WORDS_PER_PAGE:
            raise refuse("Tệp PDF có trang quá nhiều chữ; xin kiểm tra lại tệp.")
        self._tables = [_Grid(table) for table in self._find_tables(page)]
        page.close()

    @staticmethod
    def _find_tables(page: Page) -> list[Table]:
        if len(page.lines) + len(page.rects) + len(page.curves) < _EDGES_OF_A_TABLE:
            return []
        tables: list[Table] = page.find_tables()
        return [table for table in tables if len(table.rows) and _columns(table) > 1]

    def write(self, lines: Lines, convert: Callable[[str], str]) -> None:
        """Add the lines of the page from top to bottom, each converted to Unicode."""
        outside = [word for word in self.words if not any(t.holds(word) for t in self._tables)]
        visual = [line for line in _visual_lines(outside) if not self._is_page_number(line)]
        for grid in sorted(self._tables, key=lambda grid: grid.top):
            above = [line for line in visual if line[0].top < grid.top]
            visual = visual[len(above) :]
            self._write_running(above, lines, convert)
            self._write_table(grid, lines, convert)
        self._write_running(visual, lines, convert)

    def _write_running(
        self, visual: list[_Visual], lines: Lines, convert: Callable[[str], str]
    ) -> None:
        for text in self._untangled(visual):
            lines.add(convert(text))

    def _write_table(self, grid: "_Grid", lines: Lines, convert: Callable[[str], str]) -> None:
        inside = [word for word in self.words if grid.holds(word)]
        table = lines.new_table()
        rows = grid.rows(inside)
        if is_layout([cell.text for row in rows for cell in row]):
            for text in (line for row in rows for cell in row for line in cell.text.split("\n")):
                lines.add(convert(text))
            return
        for row in rows:
            lines.add_row(
                table, tuple(Cell(convert(c.text), c.from_above, c.from_left) for c in row)
            )

    def _is_page_number(self, line: _Visual) -> bool:
        at_edge = line[0].top < self.height * 0.1 or line[0].bottom > self.height * 0.9
        return at_edge and _PAGE_NUMBER.fullmatch(_text(line)) is not None

    def _untangled(self, visual: list[_Visual]) -> Iterable[str]:
        """The lines with the two columns of letterhead and foot one after the other."""
        head = self._letterhead_size(visual)
        foot = self._foot_start(visual, head)
        yield from self._columns_apart(visual[:head])
        yield from (_text(line) for line in visual[head:foot])
        yield from self._columns_apart(visual[foot:])

    def _letterhead_size(self, visual: list[_Visual]) -> int:
        texts = [bare(_text(line)) for line in visual[:14]]
        if not any(LETTERHEAD.search(text) for text in texts):
            return 0
        ends = [place for place, text in enumerate(texts) if _LETTERHEAD_END.search(text)]
        starts = [place for place, text in enumerate(texts) if LETTERHEAD.search(text)]
        return (ends[0] if ends else starts[-1]) + 1

    def _foot_start(self, visual: list[_Visual], head: int) -> int:
        for place in range(head, len(visual)):
            if FOOT.match(bare(_text(visual[place]))):
                before = visual[place - 1] if place > head else None
                signed = before is not None and CAPACITY.match(bare(_text(before)))
                return place - 1 if signed else place
        return len(visual)

    def _columns_apart(self, visual: list[_Visual]) -> Iterable[str]:
        gutter = self._gutter(visual)
        if gutter is None:
            yield from (_text(line) for line in visual)
            return
        left = [[word for word in line if word.x1 <= gutter] for line in visual]
        right = [[word for word in line if word.x1 > gutter] for line in visual]
        yield from (_text(line) for line in (*left, *right) if line)

    def _gutter(self, visual: list[_Visual]) -> float | None:
        """Where a clear vertical lane parts the lines into two columns."""
        spans = sorted((word.x0, word.x1) for line in visual for word in line)
        lanes: list[tuple[float, float]] = []
        reach = 0.0
        for x0, x1 in spans:
            middle = (reach + x0) / 2
            in_middle = self.width * 0.25 < middle < self.width * 0.68
            if reach and x0 - reach >= _GUTTER_PT and in_middle:
                lanes.append((x0 - reach, middle))
            reach = max(reach, x1)
        return max(lanes)[1] if lanes else None


def _converter(encoding: str | None) -> Callable[[str], str]:
    def convert(text: str) -> str:
        return markup.normal(legacy.from_named(text, encoding) if encoding else text)

    return convert


def _lighten(page: Page) -> None:
    """Let the page describe letters by the few facts that words are made from.

    pdfplumber describes each by some thirty, colours and all, which takes most of its time.
    """
    in_full = page.process_object
    left, top = page.mediabox[:2]

    def process(found: LTItem) -> dict[str, Any]:
        if not isinstance(found, LTChar):
            return in_full(found)
        above = page.height - found.y1 + top
        return {
            "object_type": "char",
            "text": found.get_text(),
            "x0": found.x0 + left,
            "x1": found.x1 + left,
            "top": above,
            "bottom": page.height - found.y0 + top,
            "doctop": page.initial_doctop + above,
            "upright": found.upright,
            "size": found.size,
        }

    page.process_object = process  # type: ignore[method-assign, assignment]


def _word(found: dict[str, Any]) -> _Word:
    return _Word(
        str(found["text"]),
        float(found["x0"]),
        float(found["x1"]),
        float(found["top"]),
        float(found["bottom"]),
    )


def _visual_lines(words: Iterable[_Word]) -> list[_Visual]:
    lines: list[_Visual] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if lines and abs(lines[-1][0].bottom - word.bottom) <= _SAME_LINE_PT:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _text(line: _Visual) -> str:
    """The words with single spaces, a wide gap kept wide."""
    pieces = [line[0].text]
    for before, word in pairwise(line):
        pieces.append("     " if word.x0 - before.x1 > 3 * _GUTTER_PT else " ")
        pieces.append(word.text)
    return "".join(pieces)


def _columns(table: Table) -> int:
    return max(len(row.cells) for row in table.rows)


_Box = tuple[float, float, float, float]


class _Grid:
    """The boxes of a ruled table, and which words stand in each."""

    def __init__(self, table: Table) -> None:
        self.x0, self.top, self.x1, self.bottom = (float(edge) for edge in table.bbox)
        width = _columns(table)
        self._boxes: list[list[_Box | None]] = [
            [*row.cells, *[None] * (width - len(row.cells))] for row in table.rows
        ]
        self._middles = [(row.bbox[1] + row.bbox[3]) / 2 for row in table.rows]
        self._lanes = [self._lane(place) for place in range(width)]

    def _lane(self, place: int) -> float:
        """The middle of the narrowest box in this column."""
        boxes = [row[place] for row in self._boxes]
        spans = [(box[2] - box[0], (box[0] + box[2]) / 2) for box in boxes if box]
        return min(spans)[1] if spans else self.x1

    def holds(self, word: _Word) -> bool:
        """Whether the middle of the word lies inside the table."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def rows(self, words: Sequence[_Word]) -> list[tuple[Cell, ...]]:
        """The cells of every row, spans across rows and columns filled in."""
        texts = {box: _cell_text(words, box) for row in self._boxes for box in row if box}
        return [
            tuple(self._cell(row, place, texts) for place in range(len(self._lanes)))
            for row in range(len(self._boxes))
        ]

    def _cell(self, row: int, place: int, texts: dict[_Box, str]) -> Cell:
        own = self._boxes[row][place]
        if own:
            return Cell(texts[own])
        x, y = self._lanes[place], self._middles[row]
        for above in range(row, -1, -1):
            for box in self._boxes[above]:
                if box and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                    return (
                        Cell("", from_left=True)
                        if above == row
                        else Cell(texts[box], from_above=True)
                    )
        return Cell("")


def _cell_text(words: Sequence[_Word], box: _Box) -> str:
    x0, top, x1, bottom = box
    inside = [
        word
        for word in words
        if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
    ]
    lines = _visual_lines(inside)
    text = _text(lines[0]) if lines else ""
    listed = bool(lines) and _opens_item(lines[0])
    for before, line in pairwise(lines):
        ended = _opens_item(line) if listed else _had_room(before, line, x1 - x0)
        text += ("\n" if ended else " ") + _text(line)
    return text


def _opens_item(line: _Visual) -> bool:
    return line[0].text[:1] in _BULLETS


def _had_room(before: _Visual, line: _Visual, width: float) -> bool:
    """Whether the first word of the line would have fitted above: then the break was meant."""
    spare = width - _CELL_PADDING_PT - (before[-1].x1 - before[0].x0)
    return spare > (line[0].x1 - line[0].x0) + _SPACE_PT
