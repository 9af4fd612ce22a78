"""A task of a table while its rows are gathered, and what becomes of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.intake.queries import offices, when
from app.intake.queries.plan import ReadTask, ReadWarning
from app.intake.queries.sources.columns import Role
from app.intake.queries.sources.lines import Cell
from app.intake.queries.table_rows import Row
from app.intake.queries.when import WorkYear
from app.intake.terms import Note

SHOWN = 60
_IN_CELL = re.compile(r"(?P<no>\d{1,3})\s*[.)]\s+(?=\S)")
_BULLETS = re.compile(r"^[-–—+•·●*]\s*")
_ENDS = frozenset(".;!?")
_PARTS = re.compile(r"(?:^|(?<=[.;:])\s*|\n)\s*[-–+•]\s+")
_FIELDS = {
    Role.LEAD: "lead",
    Role.OFFICES: "offices",
    Role.SUPPORT: "support",
    Role.TIME: "time",
    Role.PRODUCT: "product",
}


def plain_text(text: str) -> str:
    """The words of a cell without markup on one line, without the first bullet."""
    return _BULLETS.sub("", " ".join(text.split()))


@dataclass(slots=True)
class Draft:
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
    asks_offices: bool = True
    is_group: bool = False

    @classmethod
    def of(cls, row: Row, no: str | None, band: int | None, span: str | None) -> "Draft":
        """The task that begins on this row; `span` is the time of its band of several quarters."""
        return cls(
            no=no,
            band=band,
            line=row.line.no,
            content=row.content,
            lead=row.at(Role.LEAD),
            offices=row.at(Role.OFFICES),
            support=row.at(Role.SUPPORT),
            time=row.time or span or "",
            product=row.at(Role.PRODUCT),
            asks_offices=bool(row.columns.at(Role.LEAD, Role.OFFICES, Role.SUPPORT)),
        )

    @property
    def ended(self) -> bool:
        """Whether its text closes with a full stop or the like."""
        stripped = self.content.rstrip(' ”")')
        return bool(stripped) and stripped[-1] in _ENDS

    def take_number_from_text(self) -> None:
        """ "1. Ban hành …" in a table that has no column of numbers."""
        match = _IN_CELL.match(self.content)
        if match:
            self.no = match["no"]
            self.content = self.content[match.end() :]

    def go_on(self, row: Row) -> None:
        """Add a row that a page break or a merged cell had cut from this task."""
        further = row.content_from_above
        if not further:
            self.content = _appended(self.content, row.content)
        for place, cell in enumerate(row.cells):
            if cell.text.strip() and not cell.from_above and place < len(row.columns.roles):
                self._go_on_cell(row.columns.roles[place], cell, further)

    def _go_on_cell(self, role: Role | None, cell: Cell, is_further: bool) -> None:
        name = _FIELDS.get(role) if role else None
        if name is None:
            return
        written = str(getattr(self, name))
        more = f"{written}\n{cell.text.strip()}" if is_further else _appended(written, cell.text)
        setattr(self, name, more)


def _appended(before: str, more: str) -> str:
    """The rest of a cell after its first part; a word cut by the page goes on with a space."""
    if not before.strip() or not more.strip():
        return before.strip() or more.strip()
    separator = "\n" if more.strip()[0] in "-–+•" or before.rstrip()[-1] in ".;" else " "
    return f"{before.rstrip()}{separator}{more.strip()}"


def finished(
    drafts: Sequence[Draft], year: WorkYear | None, warnings: list[ReadWarning]
) -> tuple[ReadTask, ...]:
    """The tasks, their actors told apart and spelled alike; adds to the warnings."""
    split = [_actors(draft) for draft in drafts]
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
        if draft.asks_offices and not named:
            warnings.append(
                ReadWarning.about(Note.TASK_WITHOUT_OFFICES, draft.line, printed=text[:SHOWN])
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
                in_table=True,
                banded=draft.band is not None,
            )
        )
    return tuple(tasks)


def _actors(draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Those who lead, who do, who support: by their column, or by the words inside a cell."""
    lead, plain, support = (
        offices.sides(cell) for cell in (draft.lead, draft.offices, draft.support)
    )
    cells = (lead, plain, support)
    return (
        (*lead.plain, *(name for cell in cells for name in cell.lead)),
        plain.plain,
        (*support.plain, *(name for cell in cells for name in cell.support)),
    )


def _timed(draft: Draft, year: WorkYear | None, warnings: list[ReadWarning]) -> when.Timing:
    timing = when.timing(draft.time, year)
    printed = plain_text(draft.time)[:SHOWN]
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
