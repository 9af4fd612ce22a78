"""A paper is issued: it takes its number and stands in the register, in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import queries as documents
from app.documents.terms import PaperKind, Urgency
from app.lib import clock, dates
from app.lib.text import fold
from app.registers import policies, queries
from app.registers.actions import numbering
from app.registers.models import OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from tenants import context
from tenants.db import db


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


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """What the book says of where a paper went: Nơi nhận as printed, the archived copy."""

    recipients: Sequence[str] = ()
    archive: str = ""
    copies: int | None = None


NOWHERE = Dispatch()


def enter(
    *,
    kind: PaperKind,
    symbol: str,
    abstract: str,
    issued_on: date,
    signer: Signer | None,
    by: Person | None,
    subject: Subject | Callable[[OutgoingPaper], Subject] | None = None,
    wanted: str | None = None,
    urgency: Urgency | None = None,
    dispatch: Dispatch = NOWHERE,
    confirm_gap: bool | None = None,
) -> OutgoingPaper:
    """Give a paper its number and enter it in the register of outgoing papers.

    `subject` names what is issued, or makes it once the number is known.
    Without `wanted` the next number of the series is given. A reserved or an outside number may be
    asked for; one above the next makes those between "given outside of the system", so that the
    register has no gaps; `confirm_gap` says that they were (None: the form does not ask, and more
    than 100 are refused). Raises Invalid at `number` for one that a paper carries
    already, at `issued_on` for a day ahead or out of the order of the numbers.
    """
    year = issued_on.year
    series = policies.series_of(kind, symbol)
    with db.session.no_autoflush:
        entry = _numbered(series, symbol, year, wanted, confirm_gap)
        below, above = queries.neighbours(series, year, entry.number)
    policies.check_day(issued_on, clock.today(), symbol, below, above)
    about = subject(entry) if callable(subject) else subject
    entry.kind = kind
    entry.subject_kind = None if about is None else about.kind
    entry.subject_id = None if about is None else about.id
    entry.state, entry.reason = PaperState.ISSUED, None
    _fill(entry, symbol, abstract, issued_on, signer, by, urgency, dispatch)
    db.session.add(entry)
    db.session.flush()
    audit.record("outgoing_paper.entered", entry, by=by, number=entry.full_number, year=year)
    return entry


def enter_again(
    *,
    paper: OutgoingPaper,
    abstract: str,
    issued_on: date,
    signer: Signer,
    by: Person,
    dispatch: Dispatch = NOWHERE,
) -> OutgoingPaper:
    """A report that was returned goes up again under the number that it has.

    Its line tells of the new sending; files of the earlier one stay, but are the paper no longer.
    Raises Invalid at `issued_on` for a day ahead or out of the order of the numbers.
    """
    below, above = queries.neighbours(paper.series, paper.year, paper.number)
    policies.check_day(issued_on, clock.today(), paper.symbol, below, above)
    paper.earlier_files_to = db.session.scalar(
        select(func.max(PaperFile.id)).where(
            PaperFile.tenant_id == paper.tenant_id, PaperFile.paper_id == paper.id
        )
    )
    _fill(paper, paper.symbol, abstract, issued_on, signer, by, paper.urgency, dispatch)
    audit.record("outgoing_paper.entered_again", paper, by=by, number=paper.full_number)
    return paper


def supersede(*, paper: OutgoingPaper, by_paper: OutgoingPaper, by: Person) -> None:
    """An issued paper is replaced by another one; both stay in the register.

    Its line names the other one, which not every reader of the paper may open.
    """
    paper.state, paper.replaced_by_id = PaperState.REPLACED, by_paper.id
    on = f" ngày {dates.short(by_paper.issued_on)}" if by_paper.issued_on else ""
    paper.reason = f"bằng văn bản số {by_paper.full_number}{on}"
    audit.record(
        "outgoing_paper.replaced",
        paper,
        by=by,
        number=paper.full_number,
        replaced_by=by_paper.full_number,
    )


def _fill(
    entry: OutgoingPaper,
    symbol: str,
    abstract: str,
    issued_on: date,
    signer: Signer | None,
    by: Person | None,
    urgency: Urgency | None,
    dispatch: Dispatch,
) -> None:
    entry.symbol, entry.urgency, entry.abstract = symbol, urgency, abstract
    entry.issued_on, entry.issued_at = issued_on, clock.now()
    if signer is not None:
        entry.signing_lines = "\n".join(signer.lines) or None
        entry.signer_position, entry.signer_name = signer.position, signer.name
    entry.recipients = "\n".join(dispatch.recipients)
    entry.archive, entry.copies = dispatch.archive, dispatch.copies
    if by is not None:
        entry.entered_by, entry.entered_by_name = by.id, by.full_name
    said = (entry.full_number, abstract, entry.signer_name or "", entry.recipients)
    entry.folded = fold(" ".join(said))


def _numbered(
    series: str, symbol: str, year: int, wanted: str | None, confirmed: bool | None
) -> OutgoingPaper:
    """A fresh entry with the next number, or the row that holds the wanted one open."""
    last = numbering.locked(series, year)
    number = last + 1 if not wanted else policies.check_number(wanted)
    if number <= last:
        held = queries.numbered(series, year, number)
        policies.check_open(held, year, last)
        return held
    numbering.skip(series, symbol, year, range(last + 1, number), confirmed=confirmed)
    numbering.advance(series, year, number)
    return numbering.fresh(series, symbol, year, number)


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


def attach_drawn(*, paper: OutgoingPaper | None, drawn_id: int) -> None:
    """Lay what the worker drew, PDF and Word, beside the own paper that was issued, if one was."""
    if paper is None or paper.tenant_id != context.acting().tenant_id:
        return
    drawn = documents.paper(drawn_id)
    files = {FileRole.EDITABLE: documents.word_of(drawn), FileRole.DRAWN: drawn.file_id}
    for role, file_id in files.items():
        if file_id is not None:
            attach(paper_id=paper.id, file_id=file_id, role=role, by=None)
