"""The outgoing register with each run of numbers given outside of the system as one line."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased

from app.lib.pages import SIZE, Page, offset
from app.registers.models import OutgoingPaper
from app.registers.queries import books
from app.registers.queries.books import OutgoingFilter
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
