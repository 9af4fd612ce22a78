"""A paper is issued: it takes its number and stands in the register, in one transaction."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind, Urgency
from app.lib import clock
from app.lib.errors import Invalid
from app.lib.text import fold
from app.registers import policies
from app.registers.actions import numbering
from app.registers.models import OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from tenants import context
from tenants.db import db

CODE_BYTES = 15
"""A code of 20 letters: nobody guesses one of 2^120."""
GIVEN_ELSEWHERE = "Số do văn thư cấp ngoài hệ thống trước khi cấp số {number}."


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signed: the lines above the position, the position, the name."""

    lines: tuple[str, ...] = ()
    position: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What was issued, in the room that knows it: ("plans", 7)."""

    kind: str
    id: int


def enter(
    *,
    kind: PaperKind,
    symbol: str,
    abstract: str,
    issued_on: date,
    signer: Signer,
    by: Person,
    subject: Subject | None = None,
    wanted: str | None = None,
    urgency: Urgency | None = None,
) -> OutgoingPaper:
    """Give a paper its number and enter it in the register of outgoing papers.

    Without `wanted` the next number of the series is given. A reserved or an outside number may be
    asked for; one above the next makes those between "given outside of the system", so that the
    register has no gaps. Raises Invalid at `number` for one that a paper carries already.
    """
    year = issued_on.year
    series = policies.series_of(kind, symbol)
    with db.session.no_autoflush:
        entry = _numbered(series, symbol, year, wanted)
    entry.symbol, entry.kind, entry.urgency = symbol, kind, urgency
    entry.abstract, entry.folded = abstract, fold(f"{entry.full_number} {abstract}")
    entry.issued_on, entry.issued_at = issued_on, clock.now()
    entry.signing_lines = "\n".join(signer.lines) or None
    entry.signer_position, entry.signer_name = signer.position, signer.name
    entry.subject_kind = None if subject is None else subject.kind
    entry.subject_id = None if subject is None else subject.id
    entry.entered_by, entry.entered_by_name = by.id, by.full_name
    entry.state = PaperState.ISSUED
    db.session.add(entry)
    db.session.flush()
    audit.record("outgoing_paper.entered", entry, by=by, number=entry.full_number, year=year)
    return entry


def _numbered(series: str, symbol: str, year: int, wanted: str | None) -> OutgoingPaper:
    """A fresh entry with the next number, or the row that holds the wanted one open."""
    last = numbering.locked(series, year)
    number = last + 1 if not wanted else policies.check_number(wanted)
    if number <= last:
        return _open(series, symbol, year, number, last)
    for skipped in range(last + 1, number):
        gap = _fresh(series, symbol, year, skipped)
        gap.state = PaperState.OUTSIDE
        gap.reason = GIVEN_ELSEWHERE.format(number=f"{number:02d}/{symbol}")
        db.session.add(gap)
    numbering.advance(series, year, number)
    return _fresh(series, symbol, year, number)


def _fresh(series: str, symbol: str, year: int, number: int) -> OutgoingPaper:
    return OutgoingPaper(
        tenant_id=context.acting().tenant_id,
        year=year,
        series=series,
        number=number,
        symbol=symbol,
        code=secrets.token_urlsafe(CODE_BYTES),
    )


def _open(series: str, symbol: str, year: int, number: int, last: int) -> OutgoingPaper:
    held = db.session.scalars(
        select(OutgoingPaper).where(
            OutgoingPaper.tenant_id == context.acting().tenant_id,
            OutgoingPaper.year == year,
            OutgoingPaper.series == series,
            OutgoingPaper.number == number,
        )
    ).one()
    if held.state not in (PaperState.RESERVED, PaperState.OUTSIDE):
        raise Invalid(
            f"Số {number:02d}/{symbol} của năm {year} đã dùng ({held.state.label.lower()}); "
            f"số tiếp theo là {last + 1:02d}.",
            "number",
        )
    held.reason = None
    return held


def attach(*, paper_id: int, file_id: int, role: FileRole, by: Person | None) -> None:
    """Lay a file beside its paper; the same file again changes nothing."""
    tenant_id = context.acting().tenant_id
    added = db.session.scalar(
        insert(PaperFile)
        .values(tenant_id=tenant_id, paper_id=paper_id, file_id=file_id, role=role)
        .on_conflict_do_nothing()
        .returning(PaperFile.id)
    )
    if added is not None:
        paper = db.session.get_one(OutgoingPaper, paper_id)
        audit.record("outgoing_paper.file_added", paper, by=by, role=role.value)
