"""Tasks out of the tables of a plan: quarter bands, broken rows, merged cells, actors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.queries import offices, when
from app.intake.queries.letters import bare, is_upper
from app.intake.queries.plan import ReadTask, ReadWarning
from app.intake.queries.sources import markup
from app.intake.queries.sources.columns import Columns, Role, read_header, with_second_row
from app.intake.queries.sources.lines import Cell, Line
from app.intake.queries.when import WorkYear
from app.intake.terms import Note

_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-HĐ])\s*[.)]?")
_ORDINAL = re.compile(r"(?P<no>\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?)\s*[.)]?|(?P<letter>[a-zđ])\s*[.)]")
_IN_CELL = re.compile(r"(?P<no>\d{1,3})\s*[.)]\s+(?=\S)")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?")
_BULLETS = re.compile(r"^[-–—+•·●*]\s*")
_ENDS = frozenset(".;!?")
_YEAR_ROUND = re.compile(
    r"thuong xuyen|ca nam|hang nam|hang thang|hang quy|trong nam|dot xuat|dinh ky|nhiem vu khac"
)
_PARTS = re.compile(r"(?:^|(?<=[.;:])\s*|\n)\s*[-–+•]\s+")
_SHOWN = 60
_LONGEST_CELL = 10_000


@dataclass(slots=True)
class _Row:
    """A row with its cells read by their roles."""

    line: Line
    cells: tuple[Cell, ...]
    columns: Columns

    def at(self, *roles: Role) -> str:
        return "\n".join(
            text for place in self.columns.at(*roles) if (text := self.text(place)).strip()
        )

    def text(self, place: int) -> str:
        return self.cells[place].text.strip() if place < len(self.cells) else ""

    @property
    def content(self) -> str:
        return self.text(self.columns.content)

    @property
    def content_from_above(self) -> bool:
        place = self.columns.content
        return place < len(self.cells) and self.cells[place].from_above

    @property
    def number(self) -> str:
        place = self.columns.number
        if place is None or place >= len(self.cells) or self.cells[place].from_above:
            return ""
        return self.cells[place].text.strip()

    @property
    def actors(self) -> str:
        return self.at(Role.LEAD, Role.OFFICES, Role.SUPPORT)

    @property
    def filled(self) -> list[str]:
        return [cell.text.strip() for cell in self.cells if cell.text.strip()]


@dataclass(slots=True)
class _Draft:
    """A task while its rows are being gathered."""

    no: str | None
    band: int | None
    line: int
    content: str
    lead: str
    offices: str
    support: str
    time: str
    product: str
    is_group: bool = False


@dataclass(slots=True)
class TableTasks:
    """Tasks of all tables, and what was not understood in them."""

    tasks: tuple[ReadTask, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


def read(lines: Sequence[Line], year: WorkYear | None) -> TableTasks:
    """The tasks of every table of work among these lines."""
    return _Tables(year).read([line for line in lines if line.cells is not None])


def plain_text(text: str) -> str:
    """The words of a cell without markup on one line, without the first bullet."""
    return _BULLETS.sub("", " ".join(text.split()))


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
        self._drafts: list[_Draft] = []
        self._lost = False
        self._warnings: list[ReadWarning] = []

    def read(self, rows: Sequence[Line]) -> TableTasks:
        for place, line in enumerate(rows):
            self._take(line, rows[place + 1] if place + 1 < len(rows) else None)
        drafts = [draft for draft in self._drafts if not draft.is_group]
        tasks = _finished(drafts, self._year, self._warnings)
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
        row = _Row(line, cells, self._columns)
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
    def _is_column_numbers(row: _Row) -> bool:
        texts = [cell.text.strip() for cell in row.cells]
        return len(texts) > 1 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)

    def _take_band(self, row: _Row) -> bool:
        own = [cell.text.strip() for cell in row.cells if cell.text.strip() and not cell.from_above]
        whole = " ".join(own)
        words = own[-1] if len(own) == 2 and _GROUP_NUMBER.fullmatch(own[0]) else whole
        quarter = when.band_quarter(words)
        if row.actors or (quarter is None and not when.band_of_several(words)):
            return False
        self._quarter, self._banded = quarter, True
        self._span = None if quarter else words
        return True

    def _take_row(self, row: _Row, following: Line | None) -> None:
        if any(len(cell.text) > _LONGEST_CELL for cell in row.cells):
            self._not_understood(row)
        elif self._is_group(row, following):
            self._open_group(row)
        elif _ORDINAL.fullmatch(row.number) or self._begins(row):
            self._open(row)
        else:
            self._go_on(row)

    def _is_group(self, row: _Row, following: Line | None) -> bool:
        """Whether the row only heads the rows under it."""
        if row.actors or row.at(Role.TIME):
            return False
        if _GROUP_NUMBER.fullmatch(row.number) and not _ORDINAL.fullmatch(row.number):
            return True
        if len(row.filled) == 1 and (is_upper(row.filled[0]) or _spans(row)):
            return True
        match = _ORDINAL.fullmatch(row.number)
        if match is None or following is None or not self._columns:
            return False
        place = self._columns.number
        below = (following.cells or ())[place or 0].text.strip() if following.cells else ""
        return below.startswith(f"{match['no']}.") and len(below) > len(row.number)

    def _open_group(self, row: _Row) -> None:
        words = bare(" ".join(row.filled))
        self._lost = False
        if _YEAR_ROUND.search(words):
            self._quarter = self._span = None
        self._drafts.append(self._draft(row, None, is_group=True))

    def _begins(self, row: _Row) -> bool:
        """Whether a row without a number is a task of its own, not the rest of the one above."""
        text = plain_text(row.content)
        if not text or row.content_from_above or not text.lstrip("“\"'(")[:1].isupper():
            return False
        before = self._drafts[-1] if self._drafts else None
        if before is None or before.is_group:
            return True
        if row.columns.number is None:
            return bool(row.actors or row.at(Role.TIME)) or _ended(before.content)
        return bool(row.actors) and (_ended(before.content) or not self._close_with_stops())

    def _close_with_stops(self) -> bool:
        """Whether the tasks of these tables end with a full stop as a habit."""
        own = [draft for draft in self._drafts if not draft.is_group and draft.content.strip()]
        return sum(1 for draft in own[:-1] if _ended(draft.content)) * 2 > len(own) - 1

    def _open(self, row: _Row) -> None:
        if not plain_text(row.content):
            self._not_understood(row)
            return
        match = _ORDINAL.fullmatch(row.number)
        number = (match["no"] or match["letter"]) if match else None
        draft = self._draft(row, number)
        if row.columns.number is None:
            _number_from_text(draft)
        elif number is None and self._drafts and not self._drafts[-1].is_group:
            shown = plain_text(row.content)[:_SHOWN]
            self._warnings.append(
                ReadWarning.about(Note.UNNUMBERED_TASK, row.line.no, printed=shown)
            )
        self._drafts.append(draft)
        self._lost = False

    def _draft(self, row: _Row, number: str | None, is_group: bool = False) -> _Draft:
        return _Draft(
            no=number,
            band=self._quarter,
            line=row.line.no,
            content=row.content,
            lead=row.at(Role.LEAD),
            offices=row.at(Role.OFFICES),
            support=row.at(Role.SUPPORT),
            time=row.at(Role.TIME) or self._span or "",
            product=row.at(Role.PRODUCT),
            is_group=is_group,
        )

    def _go_on(self, row: _Row) -> None:
        """Add the row to the task above it, which a page break or a merged cell had cut."""
        before = self._drafts[-1] if self._drafts else None
        number_is_odd = bool(row.number) and not _ORDINAL.fullmatch(row.number)
        if before is None or before.is_group or number_is_odd or self._lost:
            self._not_understood(row)
            return
        if not row.content_from_above:
            before.content = _appended(before.content, row.content)
        for place, cell in enumerate(row.cells):
            if cell.text.strip() and not cell.from_above and place < len(row.columns.roles):
                _go_on_cell(before, row.columns.roles[place], cell, row.content_from_above)

    def _not_understood(self, row: _Row) -> None:
        self._lost = True
        shown = " ".join(" ".join(text[:_SHOWN] for text in row.filled).split())[:_SHOWN]
        self._warnings.append(
            ReadWarning.about(Note.ROW_NOT_UNDERSTOOD, row.line.no, printed=shown)
        )


_FIELDS = {
    Role.LEAD: "lead",
    Role.OFFICES: "offices",
    Role.SUPPORT: "support",
    Role.TIME: "time",
    Role.PRODUCT: "product",
}


def _go_on_cell(before: _Draft, role: Role | None, cell: Cell, is_further: bool) -> None:
    """Add a cell to its column of the task: a further entry, or the rest of the one above."""
    name = _FIELDS.get(role) if role else None
    if name is None:
        return
    written = str(getattr(before, name))
    more = f"{written}\n{cell.text.strip()}" if is_further else _appended(written, cell.text)
    setattr(before, name, more)


def _spans(row: _Row) -> bool:
    return sum(1 for cell in row.cells if cell.from_left) >= max(len(row.cells) - 2, 1)


def _ended(text: str) -> bool:
    stripped = text.rstrip(' ”")')
    return bool(stripped) and stripped[-1] in _ENDS


def _appended(before: str, more: str) -> str:
    """The rest of a cell after its first part; a word cut by the page goes on with a space."""
    if not before.strip() or not more.strip():
        return before.strip() or more.strip()
    separator = "\n" if more.strip()[0] in "-–+•" or before.rstrip()[-1] in ".;" else " "
    return f"{before.rstrip()}{separator}{more.strip()}"


def _number_from_text(draft: _Draft) -> None:
    """ "1. Ban hành …" in a table that has no column of numbers."""
    match = _IN_CELL.match(draft.content)
    if match:
        draft.no = match["no"]
        draft.content = draft.content[match.end() :]


def _finished(
    drafts: Sequence[_Draft], year: WorkYear | None, warnings: list[ReadWarning]
) -> tuple[ReadTask, ...]:
    split = [
        (offices.split(d.lead), offices.split(d.offices), offices.split(d.support)) for d in drafts
    ]
    shorter = offices.known_short(name for three in split for names in three for name in names)
    tasks = []
    for draft, three in zip(drafts, split, strict=True):
        lead, plain, support = (
            offices.unique(shorter.get(offices.key(name), name) for name in names)
            for names in three
        )
        timing = _timed(draft, year, warnings)
        text = plain_text(draft.content)
        named = offices.unique((*lead, *plain, *support))
        if not named:
            warnings.append(
                ReadWarning.about(Note.TASK_WITHOUT_OFFICES, draft.line, printed=text[:_SHOWN])
            )
        tasks.append(
            ReadTask(
                no=draft.no,
                quarter=draft.band or timing.quarter,
                text=text,
                offices=named,
                lead=lead,
                support=support,
                time=plain_text(draft.time) or None,
                due_on=timing.due_on,
                product=plain_text(draft.product) or None,
                parts=_parts(draft.content),
                line=draft.line,
            )
        )
    return tuple(tasks)


def _timed(draft: _Draft, year: WorkYear | None, warnings: list[ReadWarning]) -> when.Timing:
    timing = when.timing(draft.time, year)
    printed = plain_text(draft.time)[:_SHOWN]
    if not timing.clear and draft.band is None:
        warnings.append(ReadWarning.about(Note.QUARTER_UNCLEAR, draft.line, printed=printed))
    if draft.band and timing.quarter and timing.quarter != draft.band:
        warnings.append(
            ReadWarning.about(
                Note.QUARTER_CONFLICT, draft.line, quarter=draft.band, printed=printed
            )
        )
    return timing


def _parts(content: str) -> tuple[str, ...]:
    """The actions of a cell that lists several behind bullets, none for a single action."""
    pieces = [" ".join(piece.split()).strip(" ;") for piece in _PARTS.split(content)]
    pieces = [piece for piece in pieces if piece]
    return tuple(pieces) if len(pieces) > 1 else ()
