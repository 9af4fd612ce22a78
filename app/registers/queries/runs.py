"""The outgoing register with each run of numbers given outside of the system as one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from app.lib.pages import SIZE, Page, offset
from app.registers.models import OutgoingPaper
from app.registers.queries import books
from app.registers.queries.books import OutgoingFilter
from app.registers.queries.outgoing import neighbours
from app.registers.terms import PaperState
from tenants.db import db

OUTSIDE = PaperState.OUTSIDE


@dataclass(frozen=True)
class Lines:
    """One page of the register; `ends` has the last number of each line that is a run, by id."""

    page: Page[OutgoingPaper]
    ends: Mapping[int, int]

    def numbers(self, line: OutgoingPaper) -> str:
        """What a line counts: "05/QĐ-UBND", or "03–899/QĐ-UBND" for a run."""
        end = self.ends.get(line.id)
        if end is None:
            return line.full_number
        return f"{line.printed_number}–{end:02d}/{line.symbol}"


def outgoing(chosen: OutgoingFilter, page: int = 1, size: int = SIZE) -> Lines:
    """One page in the order of `books.outgoing`. Where words are looked for, number by number."""
    if chosen.q:
        return Lines(books.outgoing(chosen, page, size), {})
    with books.of_book(chosen.of_id) as tenant_id:
        narrowed = [*books.outgoing_where(chosen, tenant_id), _heads_its_run()]
        total = db.session.scalar(select(func.count(OutgoingPaper.id)).where(*narrowed)) or 0
        rows = db.session.execute(
            select(OutgoingPaper, case((OutgoingPaper.state == OUTSIDE, _end())))
            .where(*narrowed)
            .order_by(*books.NEWEST_FIRST)
            .limit(size)
            .offset(offset(page, size))
        ).all()
    ends = {line.id: end for line, end in rows if end is not None and end > line.number}
    return Lines(Page([row[0] for row in rows], max(page, 1), size, total), ends)


@dataclass(frozen=True)
class Run:
    """Numbers in a row given outside of the system, and what stands around them.

    A paper with one of them is dated from `since` to `until`. `kept` are the numbers above that
    are kept for papers to come; `is_last` where nothing but such stands above.
    """

    first: int
    last: int
    since: date | None
    until: date | None
    kept: Sequence[OutgoingPaper]
    is_last: bool

    def may_go_back(self, last: int) -> bool:
        """Whether the series may give the numbers up to `last` next: no paper stands above."""
        return self.is_last and last == self.last


def around(paper: OutgoingPaper) -> Run:
    """The run in which an outside number stands."""
    below, over = aliased(OutgoingPaper), aliased(OutgoingPaper)
    before = select(func.max(below.number)).where(
        *_book_of(below, paper), below.number < paper.number, below.state != OUTSIDE
    )
    after = select(func.min(over.number)).where(
        *_book_of(over, paper), over.number > paper.number, over.state != OUTSIDE
    )
    floor, ceiling = db.session.execute(
        select(before.scalar_subquery(), after.scalar_subquery())
    ).one()
    rest = above(paper, paper.number)
    last = rest[-1].number if ceiling is None and rest else (ceiling or paper.number + 1) - 1
    others = [one for one in rest if one.number > last]
    lower, upper = neighbours(paper.series, paper.year, paper.number)
    return Run(
        first=(floor or 0) + 1,
        last=last,
        since=None if lower is None else lower[1],
        until=None if upper is None else upper[1],
        kept=[one for one in others if one.state is PaperState.RESERVED],
        is_last=all(one.state is PaperState.RESERVED for one in others),
    )


def above(paper: OutgoingPaper, number: int, up_to: int | None = None) -> Sequence[OutgoingPaper]:
    """The lines of a paper's series above a number, in order."""
    narrowed = [*_book_of(OutgoingPaper, paper), OutgoingPaper.number > number]
    if up_to is not None:
        narrowed.append(OutgoingPaper.number <= up_to)
    return db.session.scalars(
        select(OutgoingPaper).where(*narrowed).order_by(OutgoingPaper.number)
    ).all()


def _book_of(line: type[OutgoingPaper], paper: OutgoingPaper) -> list[ColumnElement[bool]]:
    return [
        line.tenant_id == paper.tenant_id,
        line.year == paper.year,
        line.series == paper.series,
    ]


def _heads_its_run() -> ColumnElement[bool]:
    """Any line but an outside number that follows another one."""
    before = aliased(OutgoingPaper)
    follows = select(before.id).where(
        _same_series(before),
        before.number == OutgoingPaper.number - 1,
        before.state == OUTSIDE,
    )
    return (OutgoingPaper.state != OUTSIDE) | ~follows.exists()


def _end() -> ColumnElement[int]:
    """The last outside number of the run that starts here: before the next line of another kind."""
    other, last = aliased(OutgoingPaper), aliased(OutgoingPaper)
    up_to = (
        select(func.min(other.number) - 1)
        .where(_same_series(other), other.number > OutgoingPaper.number, other.state != OUTSIDE)
        .scalar_subquery()
    )
    the_last = select(func.max(last.number)).where(_same_series(last)).scalar_subquery()
    return func.coalesce(up_to, the_last)


def _same_series(other: type[OutgoingPaper]) -> ColumnElement[bool]:
    return and_(
        other.tenant_id == OutgoingPaper.tenant_id,
        other.year == OutgoingPaper.year,
        other.series == OutgoingPaper.series,
    )
