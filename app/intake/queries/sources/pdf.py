"""PDF files: lines in reading order, two-column letterheads untangled, ruled tables as rows."""

import io
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber import PDF
from pdfplumber.page import Page
from pdfplumber.table import Table

from app.intake.queries.letters import bare
from app.intake.queries.sources import legacy, markup
from app.intake.queries.sources.files import MAX_LINES, check_pdf_streams, refuse, too_long
from app.intake.queries.sources.layout import CAPACITY, FOOT, LETTERHEAD, is_layout
from app.intake.queries.sources.lines import Cell, Lines, Source
from app.intake.queries.sources.pdf_grid import Grid, columns
from app.intake.queries.sources.pdf_page import pages_of
from app.intake.queries.sources.pdf_words import Visual, text_of, visual_lines, word
from app.lib.errors import Invalid

# pdfminer reports every oddity of a file that it can still read
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MAX_WORDS = 150_000
_GUTTER_PT = 9.0
_FEWEST_LETTERS = 20
_LETTERS_OF_A_STAMP = 300
_MOST_OF_A_PAGE = 0.5
_EDGES_OF_A_TABLE = 4
_MOST_BOXES = 3_000
_LETTERHEAD_END = re.compile(r"ngay\s*[\d.… ]{0,6}\s*thang\s*[\d.… ]{0,6}\s*nam")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def read(data: bytes) -> Source:
    """The lines of a PDF. Raises Invalid if it is damaged, locked, scanned or far too long."""
    check_pdf_streams(data)
    lines = Lines()
    encoding = None
    pictures: list[tuple[int, int]] = []
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[]) as pdf:
            pages = _read_pages(pdf)
            _check_text(pages)
            encoding = _encoding(pages)
            for page in pages:
                if lines.count > MAX_LINES:
                    raise too_long()
                if page.is_scan:
                    pictures.append((page.number, lines.count + 1))
                page.write(lines, _converter(encoding))
    except Invalid:
        raise
    except Exception as error:
        # a broken file makes pdfminer raise anything, from struct.error to AssertionError
        raise _refusal(error) from error
    return Source(lines.freeze(), encoding, tuple(pictures))


def _read_pages(pdf: PDF) -> list["_PageReader"]:
    pages: list[_PageReader] = []
    words = 0
    for page in pages_of(pdf):
        pages.append(_PageReader(page))
        words += len(pages[-1].words)
        if words > MAX_WORDS:
            raise too_long()
    return pages


def _refusal(error: Exception) -> Invalid:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args)):
        return refuse("Tệp PDF được đặt mật khẩu; xin bỏ mật khẩu rồi tải lên lại.")
    return refuse("Tệp PDF bị hỏng, không mở được; xin tải lên bản khác.")


def _check_text(pages: Sequence["_PageReader"]) -> None:
    if sum(page.letters for page in pages) < _FEWEST_LETTERS and not any(p.pictured for p in pages):
        raise refuse("Tệp PDF không có chữ để đọc.")
    if sum(1 for page in pages if page.is_scan) * 2 >= len(pages):
        raise refuse(
            "Tệp PDF là bản quét (ảnh chụp), không có lớp chữ để đọc; "
            "xin tải lên bản PDF xuất từ Word, hoặc bản đã nhận dạng chữ (OCR)."
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
        self.width = float(page.width)
        self.height = float(page.height)
        self.first = page.page_number == 1
        self.number = page.page_number
        self.pictured = bool(page.images)
        self._covered = max(map(_area, page.images), default=0.0) / (self.width * self.height)
        self.words = [word(found) for found in page.extract_words(x_tolerance_ratio=0.2)]
        self._tables = [Grid(table) for table in self._find_tables(page)]
        page.close()

    @property
    def letters(self) -> int:
        """How many characters of text the page has."""
        return sum(len(word.text) for word in self.words)

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture with no more text than the stamp of a signature."""
        if self._covered > _MOST_OF_A_PAGE:
            return self.letters < _LETTERS_OF_A_STAMP
        return self.pictured and self.letters < _FEWEST_LETTERS

    @staticmethod
    def _find_tables(page: Page) -> list[Table]:
        if len(page.lines) + len(page.rects) + len(page.curves) < _EDGES_OF_A_TABLE:
            return []
        tables: list[Table] = page.find_tables()
        small = [table for table in tables if 0 < len(table.cells) <= _MOST_BOXES]
        return [table for table in small if columns(table) > 1]

    def write(self, lines: Lines, convert: Callable[[str], str]) -> None:
        """Add the lines of the page from top to bottom, each converted to Unicode."""
        outside = [word for word in self.words if not any(t.holds(word) for t in self._tables)]
        visual = [line for line in visual_lines(outside) if not self._is_page_number(line)]
        for grid in sorted(self._tables, key=lambda grid: grid.top):
            above = [line for line in visual if line[0].top < grid.top]
            visual = visual[len(above) :]
            self._write_running(above, lines, convert)
            self._write_table(grid, lines, convert)
        self._write_running(visual, lines, convert)

    def _write_running(
        self, visual: list[Visual], lines: Lines, convert: Callable[[str], str]
    ) -> None:
        for text in self._untangled(visual):
            lines.add(convert(text))

    def _write_table(self, grid: "Grid", lines: Lines, convert: Callable[[str], str]) -> None:
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

    def _is_page_number(self, line: Visual) -> bool:
        at_edge = line[0].top < self.height * 0.1 or line[0].bottom > self.height * 0.9
        return at_edge and _PAGE_NUMBER.fullmatch(text_of(line)) is not None

    def _untangled(self, visual: list[Visual]) -> Iterable[str]:
        """The lines with the two columns of letterhead and foot one after the other."""
        head = self._letterhead_size(visual)
        foot = self._foot_start(visual, head)
        yield from self._columns_apart(visual[:head])
        yield from (text_of(line) for line in visual[head:foot])
        yield from self._columns_apart(visual[foot:])

    def _letterhead_size(self, visual: list[Visual]) -> int:
        texts = [bare(text_of(line)) for line in visual[:14]]
        if not any(LETTERHEAD.search(text) for text in texts):
            return 0
        ends = [place for place, text in enumerate(texts) if _LETTERHEAD_END.search(text)]
        starts = [place for place, text in enumerate(texts) if LETTERHEAD.search(text)]
        return (ends[0] if ends else starts[-1]) + 1

    def _foot_start(self, visual: list[Visual], head: int) -> int:
        for place in range(head, len(visual)):
            if FOOT.match(bare(text_of(visual[place]))):
                before = visual[place - 1] if place > head else None
                signed = before is not None and CAPACITY.match(bare(text_of(before)))
                return place - 1 if signed else place
        return len(visual)

    def _columns_apart(self, visual: list[Visual]) -> Iterable[str]:
        gutter = self._gutter(visual)
        if gutter is None:
            yield from (text_of(line) for line in visual)
            return
        left = [[word for word in line if word.x1 <= gutter] for line in visual]
        right = [[word for word in line if word.x1 > gutter] for line in visual]
        yield from (text_of(line) for line in (*left, *right) if line)

    def _gutter(self, visual: list[Visual]) -> float | None:
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


def _area(picture: dict[str, Any]) -> float:
    return abs(float(picture["x1"]) - float(picture["x0"])) * abs(
        float(picture["bottom"]) - float(picture["top"])
    )
