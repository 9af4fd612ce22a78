"""Tasks out of the tables of a plan: quarter bands, broken rows, merged cells, actors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.queries import when
from app.intake.queries.letters import bare, is_upper
from app.intake.queries.plan import ReadTask, ReadWarning
from app.intake.queries.sources import markup
from app.intake.queries.sources.columns import Columns, read_header, with_second_row
from app.intake.queries.sources.lines import Cell, Line
from app.intake.queries.table_drafts import SHOWN, Draft, finished, plain_text
from app.intake.queries.table_rows import Row
from app.intake.queries.when import WorkYear
from app.intake.terms import Note

_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-HĐ])\s*[.)]?")
_ORDINAL = re.compile(r"(?P<no>\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?)\s*[.)]?|(?P<letter>[a-zđ])\s*[.)]")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_YEAR_ROUND = re.compile(
    r"thuong xuyen|ca nam|hang nam|hang thang|hang quy|trong nam|dot xuat|dinh ky|nhiem vu khac"
)
_LONGEST_CELL = 10_000


@dataclass(slots=True)
class TableTasks:
    """Tasks of all tables, and what was not understood in them."""

    tasks: tuple[ReadTask, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


def read(lines: Sequence[Line], year: WorkYear | None) -> TableTasks:
    """The tasks of every table of work among these lines."""
    return _Tables(year).read([line for line in lines if line.cells is not None])


class _Tables:
    """Walks down the rows, keeping the header and the quarter in force."""

    def __init__(self, year: WorkYear | None) -> None:
        self._year = year
        self._columns: Columns | None = None
        self._header: Columns | None = None
        self._header_done = False
        self._banded = False
        self._table: int | None = None
        self._quarter: int | None = None
        self._span: str | None = None
        self._drafts: list[Draft] = []
        self._lost = False
        self._warnings: list[ReadWarning] = []

    def read(self, rows: Sequence[Line]) -> TableTasks:
        for place, line in enumerate(rows):
            self._take(line, rows[place + 1] if place + 1 < len(rows) else None)
        drafts = [draft for draft in self._drafts if not draft.is_group]
        tasks = finished(drafts, self._year, self._warnings)
        return TableTasks(tasks, tuple(self._warnings))

    def _take(self, line: Line, following: Line | None) -> None:
        cells = tuple(
            Cell(markup.plain(cell.text), cell.from_above, cell.from_left)
            for cell in line.cells or ()
        )
        if self._take_header(line, cells):
            return
        if self._columns is None:
            return
        row = Row(line, cells, self._columns)
        if not row.filled or self._is_column_numbers(row) or self._take_band(row):
            return
        if row.columns.is_work or self._banded:
            self._take_row(row, following)

    def _take_header(self, line: Line, cells: tuple[Cell, ...]) -> bool:
        texts = [" ".join(cell.text.split()) for cell in cells]
        found = read_header(texts)
        new_table = line.table != self._table
        self._table = line.table
        if found is not None:
            if found != self._header:
                self._start_table(found)
            self._header_done = False
            return True
        if self._columns is not None and not self._header_done:
            completed = with_second_row(
                self._columns, ["" if c.from_above else c.text for c in cells]
            )
            self._header_done = True
            if completed is not None:
                self._columns = completed
                return True
        if new_table and self._columns is not None and len(cells) != self._columns.width:
            self._columns = None
        return False

    def _start_table(self, header: Columns) -> None:
        self._header = header
        self._columns = header if header.content >= 0 else None
        self._banded = False
        if self._columns is None:
            self._quarter = self._span = None

    @staticmethod
    def _is_column_numbers(row: Row) -> bool:
        texts = [cell.text.strip() for cell in row.cells]
        return len(texts) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)

    def _take_band(self, row: Row) -> bool:
        own = [cell.text.strip() for cell in row.cells if cell.text.strip() and not cell.from_above]
        whole = " ".join(own)
        words = own[-1] if len(own) == 2 and _GROUP_NUMBER.fullmatch(own[0]) else whole
        quarter = when.band_quarter(words)
        if row.actors or (quarter is None and not when.band_of_several(words)):
            return False
        self._quarter, self._banded = quarter, True
        self._span = None if quarter else words
        return True

    def _take_row(self, row: Row, following: Line | None) -> None:
        if any(len(cell.text) > _LONGEST_CELL for cell in row.cells):
            self._not_understood(row)
        elif self._is_group(row, following):
            self._open_group(row)
        elif _ORDINAL.fullmatch(row.number) or self._begins(row):
            self._open(row)
        else:
            self._go_on(row)

    def _is_group(self, row: Row, following: Line | None) -> bool:
        """Whether the row only heads the rows under it."""
        if row.actors or row.time:
            return False
        if _GROUP_NUMBER.fullmatch(row.number) and not _ORDINAL.fullmatch(row.number):
            return True
        if len(row.filled) == 1 and (is_upper(row.filled[0]) or row.spans):
            return True
        match = _ORDINAL.fullmatch(row.number)
        if match is None or following is None or not self._columns:
            return False
        place = self._columns.number
        below = (following.cells or ())[place or 0].text.strip() if following.cells else ""
        return below.startswith(f"{match['no']}.") and len(below) > len(row.number)

    def _open_group(self, row: Row) -> None:
        words = bare(" ".join(row.filled))
        self._lost = False
        if _YEAR_ROUND.search(words):
            self._quarter = self._span = None
        shown = " ".join(" ".join(row.filled).split())[:SHOWN]
        self._warnings.append(ReadWarning.about(Note.GROUP_ROW, row.line.no, printed=shown))
        group = Draft.of(row, None, self._quarter, self._span)
        group.is_group = True
        self._drafts.append(group)

    def _begins(self, row: Row) -> bool:
        """Whether a row without a number is a task of its own, not the rest of the one above."""
        text = plain_text(row.content)
        if not text or row.content_from_above or not text.lstrip("“\"'(")[:1].isupper():
            return False
        before = self._drafts[-1] if self._drafts else None
        if before is None or before.is_group:
            return True
        if row.columns.number is None:
            return bool(row.actors or row.time) or before.ended
        return bool(row.actors) and (before.ended or not self._close_with_stops())

    def _close_with_stops(self) -> bool:
        """Whether the tasks of these tables end with a full stop as a habit."""
        own = [draft for draft in self._drafts if not draft.is_group and draft.content.strip()]
        return sum(1 for draft in own[:-1] if draft.ended) * 2 > len(own) - 1

    def _open(self, row: Row) -> None:
        if not plain_text(row.content):
            self._not_understood(row)
            return
        match = _ORDINAL.fullmatch(row.number)
        number = (match["no"] or match["letter"]) if match else None
        draft = Draft.of(row, number, self._quarter, self._span)
        if row.columns.number is None:
            draft.take_number_from_text()
        elif number is None and self._drafts and not self._drafts[-1].is_group:
            shown = plain_text(row.content)[:SHOWN]
            self._warnings.append(
                ReadWarning.about(Note.UNNUMBERED_TASK, row.line.no, printed=shown)
            )
        self._drafts.append(draft)
        self._lost = False

    def _go_on(self, row: Row) -> None:
        """Add the row to the task above it, which a page break or a merged cell had cut."""
        before = self._drafts[-1] if self._drafts else None
        number_is_odd = bool(row.number) and not _ORDINAL.fullmatch(row.number)
        if before is None or before.is_group or number_is_odd or self._lost:
            self._not_understood(row)
            return
        before.go_on(row)

    def _not_understood(self, row: Row) -> None:
        self._lost = True
        shown = " ".join(" ".join(text[:SHOWN] for text in row.filled).split())[:SHOWN]
        self._warnings.append(
            ReadWarning.about(Note.ROW_NOT_UNDERSTOOD, row.line.no, printed=shown)
        )
