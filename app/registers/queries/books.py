"""Both books as they are leafed through: filters, words without diacritics, counts, pages."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select

from app.documents.terms import PaperKind
from app.lib import clock
from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page, offset
from app.lib.text import fold
from app.registers.models import IncomingPaper, NumberSeries, OutgoingPaper
from app.registers.queries.incoming import is_fallen
from app.registers.terms import INCOMING, IncomingView, PaperState
from tenants import archive, context
from tenants.db import db
from tenants.models import Tenant

MOST_WORDS = 12
Line = TypeVar("Line", OutgoingPaper, IncomingPaper)
NEWEST_FIRST = (
    OutgoingPaper.issued_on.desc().nulls_last(),
    OutgoingPaper.series,
    OutgoingPaper.number.desc(),
)


@dataclass(frozen=True, kw_only=True)
class OutgoingFilter:
    """Which lines of the outgoing register; `of_id` is a predecessor whose book is read."""

    year: int
    series: str | None = None
    state: PaperState | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""
    of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class IncomingFilter:
    """Which lines of the incoming register; `of_id` is a predecessor whose book is read."""

    year: int
    view: IncomingView = IncomingView.ALL
    kind: PaperKind | None = None
    assigned_to: int | None = None
    since: date | None = None
    until: date | None = None
    q: str = ""
    of_id: int | None = None


@contextmanager
def of_book(of_id: int | None) -> Iterator[int]:
    """Whose book is read: the acting tenant's, or that of a unit it succeeds. Raises NotFound."""
    if of_id is None or of_id == _mine():
        yield _mine()
        return
    with archive.opened() as reached:
        if of_id not in reached:
            raise NotFound("Đơn vị này không phải tiền thân của đơn vị bạn.")
        yield of_id


def predecessors() -> Sequence[Tenant]:
    """The closed units whose books pass to the acting tenant."""
    ids = archive.predecessors(_mine(), clock.today())
    if not ids:
        return []
    return db.session.scalars(
        select(Tenant).where(Tenant.id.in_(ids)).order_by(Tenant.sort_key, Tenant.id)
    ).all()


def outgoing(chosen: OutgoingFilter, page: int = 1, size: int = SIZE) -> Page[OutgoingPaper]:
    """One page of the outgoing register: the newest day first, numbers without a paper last."""
    with of_book(chosen.of_id) as tenant_id:
        query = select(OutgoingPaper).where(*outgoing_where(chosen, tenant_id))
        return _leaf(query.order_by(*NEWEST_FIRST), page, size)


def outgoing_lines(chosen: OutgoingFilter) -> Sequence[OutgoingPaper]:
    """All lines as the printed book has them: series by series, number by number."""
    with of_book(chosen.of_id) as tenant_id:
        return db.session.scalars(
            select(OutgoingPaper)
            .where(*outgoing_where(chosen, tenant_id))
            .order_by(OutgoingPaper.series, OutgoingPaper.number)
        ).all()


def outgoing_counts(chosen: OutgoingFilter) -> Mapping[PaperState, int]:
    """How many lines there are in each state, whatever state is chosen."""
    with of_book(chosen.of_id) as tenant_id:
        rows = db.session.execute(
            select(OutgoingPaper.state, func.count())
            .where(*outgoing_where(replace(chosen, state=None), tenant_id))
            .group_by(OutgoingPaper.state)
        )
        return {row[0]: row[1] for row in rows}


def series(year: int, of_id: int | None = None) -> list[str]:
    """The series in which numbers were given in the year."""
    with of_book(of_id) as tenant_id:
        return list(
            db.session.scalars(
                select(OutgoingPaper.series)
                .where(OutgoingPaper.tenant_id == tenant_id, OutgoingPaper.year == year)
                .distinct()
                .order_by(OutgoingPaper.series)
            )
        )


def last_numbers(year: int) -> list[tuple[str, int]]:
    """Each series of the year with the last number given."""
    rows = db.session.execute(
        select(NumberSeries.series, NumberSeries.last)
        .where(
            NumberSeries.tenant_id == _mine(),
            NumberSeries.year == year,
            NumberSeries.series != INCOMING,
        )
        .order_by(NumberSeries.series)
    )
    return [(row[0], row[1]) for row in rows]


def incoming(chosen: IncomingFilter, page: int = 1, size: int = SIZE) -> Page[IncomingPaper]:
    """One page of the incoming register, the last number of arrival first."""
    with of_book(chosen.of_id) as tenant_id:
        query = select(IncomingPaper).where(*_incoming(chosen, tenant_id))
        return _leaf(query.order_by(IncomingPaper.number.desc()), page, size)


def _leaf(query: Select[Line], page: int, size: int) -> Page[Line]:
    """One page of what a query finds."""
    total = db.session.scalar(query.order_by(None).with_only_columns(func.count())) or 0
    rows = db.session.scalars(query.limit(size).offset(offset(page, size))).all()
    return Page(rows, max(page, 1), size, total)


def incoming_lines(chosen: IncomingFilter) -> Sequence[IncomingPaper]:
    """All lines as the printed book has them: number by number."""
    with of_book(chosen.of_id) as tenant_id:
        return db.session.scalars(
            select(IncomingPaper)
            .where(*_incoming(chosen, tenant_id))
            .order_by(IncomingPaper.number)
        ).all()


def incoming_counts(chosen: IncomingFilter) -> Mapping[IncomingView, int]:
    """How many lines each view holds, whatever view is chosen: one statement."""
    counted = [
        func.count().filter(*_of_view(view)) if _of_view(view) else func.count()
        for view in IncomingView
    ]
    with of_book(chosen.of_id) as tenant_id:
        everything = _incoming(replace(chosen, view=IncomingView.ALL), tenant_id)
        row = db.session.execute(select(*counted).where(*everything)).one()
    return dict(zip(IncomingView, row, strict=True))


def edition(book: type[OutgoingPaper] | type[IncomingPaper], year: int, of_id: int | None) -> str:
    """A mark that changes whenever a line of the book's year does, or a sender's paper falls."""
    marks: list[ColumnElement[int]] = [func.count(), func.sum(book.version), func.max(book.id)]
    if book is IncomingPaper:
        marks.append(func.count().filter(is_fallen()))
    with of_book(of_id) as tenant_id:
        row = db.session.execute(
            select(*marks).where(book.tenant_id == tenant_id, book.year == year)
        ).one()
    return "-".join(str(value or 0) for value in row)


def _mine() -> int:
    tenant_id = context.acting().tenant_id
    if tenant_id is None:
        raise NotFound("Chưa chọn đơn vị làm việc.")
    return tenant_id


def outgoing_where(chosen: OutgoingFilter, tenant_id: int) -> list[ColumnElement[bool]]:
    """The lines that a filter shows."""
    book = OutgoingPaper
    found = [book.tenant_id == tenant_id, book.year == chosen.year]
    if chosen.series:
        found.append(book.series == chosen.series)
    if chosen.state is not None:
        found.append(book.state == chosen.state)
    return found + _within(book.issued_on, chosen) + _worded(book.folded, chosen.q)


def _incoming(chosen: IncomingFilter, tenant_id: int) -> list[ColumnElement[bool]]:
    book = IncomingPaper
    found = [book.tenant_id == tenant_id, book.year == chosen.year, *_of_view(chosen.view)]
    if chosen.kind is not None:
        found.append(book.kind == chosen.kind)
    if chosen.assigned_to is not None:
        found.append(book.assigned_to == chosen.assigned_to)
    return found + _within(book.arrived_on, chosen) + _worded(book.folded, chosen.q)


def _of_view(view: IncomingView) -> list[ColumnElement[bool]]:
    book = IncomingPaper
    is_open = book.done_at.is_(None)
    narrowed: dict[IncomingView, list[ColumnElement[bool]]] = {
        IncomingView.ALL: [],
        IncomingView.UNASSIGNED: [is_open, book.assigned_to.is_(None)],
        IncomingView.UNDER_WAY: [is_open, book.assigned_to.is_not(None)],
        IncomingView.OVERDUE: [is_open, book.due_on < clock.today(), ~is_fallen()],
        IncomingView.DONE: [book.done_at.is_not(None)],
    }
    return narrowed[view]


def _within(column: Any, chosen: OutgoingFilter | IncomingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.since is not None:
        found.append(column >= chosen.since)
    if chosen.until is not None:
        found.append(column <= chosen.until)
    return found


def _worded(column: Any, typed: str) -> list[ColumnElement[bool]]:
    """Every word that was typed stands somewhere in the folded text."""
    words = fold(typed).split()[:MOST_WORDS]
    return [column.contains(word, autoescape=True) for word in words]
