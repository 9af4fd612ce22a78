"""One line of the incoming register, with its files; what was given to a person, what has a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from app.documents.models import File
from app.lib import clock
from app.lib.errors import NotFound
from app.lib.text import fold
from app.registers.models import IncomingFile, IncomingPaper, OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind, PaperState
from tenants import context
from tenants.db import db

FALLEN = (PaperState.REVOKED, PaperState.REPLACED)


def own_incoming(incoming_id: int, *, lock: bool = False) -> IncomingPaper:
    """A line of the acting tenant's own incoming register. Raises NotFound."""
    query = select(IncomingPaper).where(
        IncomingPaper.id == incoming_id,
        IncomingPaper.tenant_id == context.acting().tenant_id,
    )
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("Không tìm thấy văn bản đến này trong sổ của đơn vị.")
    return found


def incoming_files(incoming_id: int) -> Sequence[File]:
    """The files laid beside an incoming paper, the first one first."""
    return db.session.scalars(
        select(File)
        .join(
            IncomingFile,
            (File.tenant_id == IncomingFile.tenant_id) & (File.id == IncomingFile.file_id),
        )
        .where(IncomingFile.paper_id == incoming_id)
        .order_by(IncomingFile.id)
    ).all()


def entry_of_recipient(paper_recipient_id: int) -> IncomingPaper | None:
    """The own line of a paper that came through the system, by the sender's row for it."""
    return db.session.scalar(
        select(IncomingPaper).where(
            IncomingPaper.tenant_id == context.acting().tenant_id,
            IncomingPaper.paper_recipient_id == paper_recipient_id,
        )
    )


def entry_id_of(paper_recipient_id: int) -> int | None:
    """The id of that line; None where the paper is not in the book."""
    entry = entry_of_recipient(paper_recipient_id)
    return None if entry is None else entry.id


def twin(
    *, paper_number: str, issued_on: date | None, sender_names: Collection[str]
) -> IncomingPaper | None:
    """The first own line that seems to be the same paper: its number and symbol, day, and sender.

    Letters with or without diacritics, "06" or "6", "UBND tỉnh" or "Ủy ban nhân dân tỉnh Lạng
    Sơn". A paper without a number has no twin; one without a day is looked for in this year.
    """
    number = _number_key(paper_number)
    if not number:
        return None
    is_then = (
        IncomingPaper.year == clock.today().year
        if issued_on is None
        else IncomingPaper.issued_on == issued_on
    )
    rows = db.session.scalars(
        select(IncomingPaper)
        .where(IncomingPaper.tenant_id == context.acting().tenant_id, is_then)
        .order_by(IncomingPaper.id)
    )
    names = {_sender_key(name) for name in sender_names}
    return next((one for one in rows if _is_it(one, number, names)), None)


def _is_it(entry: IncomingPaper, number: str, names: Collection[str]) -> bool:
    theirs = _sender_key(entry.sender_name)
    return _number_key(entry.paper_number) == number and any(
        f"{longer} ".startswith(f"{shorter} ")
        for name in names
        for longer, shorter in ((name, theirs), (theirs, name))
    )


def _number_key(paper_number: str) -> str:
    return "".join(fold(paper_number).split()).lstrip("0")


def _sender_key(name: str) -> str:
    return " ".join(fold(name).replace("uy ban nhan dan", "ubnd").split())


def fallen(entries: Iterable[IncomingPaper]) -> Mapping[int, OutgoingPaper]:
    """By id, the senders' papers among these entries that were revoked or replaced since."""
    ids = [entry.paper_id for entry in entries if entry.paper_id is not None]
    rows = db.session.scalars(
        select(OutgoingPaper).where(OutgoingPaper.id.in_(ids), OutgoingPaper.state.in_(FALLEN))
    )
    return {paper.id: paper for paper in rows}


def is_fallen() -> ColumnElement[bool]:
    """Whether the sender revoked or replaced the paper of an incoming line: its day is void."""
    return (
        exists()
        .where(OutgoingPaper.id == IncomingPaper.paper_id, OutgoingPaper.state.in_(FALLEN))
        .correlate(IncomingPaper)
    )


def fallen_by(entries: Iterable[IncomingPaper]) -> Mapping[int, str]:
    """By the sender's paper, what the book notes of those that stand no more, and by what."""
    ids = [entry.paper_id for entry in entries if entry.paper_id is not None]
    rows = db.session.execute(
        select(OutgoingPaper.id, OutgoingPaper.state, PaperChange.by_paper)
        .outerjoin(
            PaperChange,
            (PaperChange.paper_id == OutgoingPaper.id)
            & (PaperChange.change != ChangeKind.CORRECTED),
        )
        .where(OutgoingPaper.id.in_(ids), OutgoingPaper.state.in_(FALLEN))
        .order_by(PaperChange.id)
    )
    said = {PaperState.REVOKED: "Bị thu hồi", PaperState.REPLACED: "Bị thay thế"}
    return {
        row.id: said[row.state] + (f" bởi {row.by_paper}" if row.by_paper else "") for row in rows
    }


@dataclass(frozen=True)
class Load:
    """How much of one year's register one person has to deal with.

    `first_due_on` is the earliest day by which some of it is to be done, where any has one. What
    its sender revoked or replaced is to be closed, but has no day any more.
    """

    year: int
    count: int
    overdue: int
    first_due_on: date | None


def load_of(user_id: int) -> list[Load]:
    """What was given to this person and is not done, by the register's year, the latest first."""
    rows = db.session.execute(
        select(
            IncomingPaper.year,
            func.count(),
            func.count().filter(IncomingPaper.due_on < clock.today(), ~is_fallen()),
            func.min(IncomingPaper.due_on).filter(~is_fallen()),
        )
        .where(
            IncomingPaper.tenant_id == context.acting().tenant_id,
            IncomingPaper.assigned_to == user_id,
            IncomingPaper.done_at.is_(None),
        )
        .group_by(IncomingPaper.year)
        .order_by(IncomingPaper.year.desc())
    )
    return [Load(*row) for row in rows]


def due(since: date, until: date) -> Sequence[IncomingPaper]:
    """Papers of the acting tenant that are or were to be dealt with from `since` to `until`."""
    return db.session.scalars(
        select(IncomingPaper)
        .where(
            IncomingPaper.tenant_id == context.acting().tenant_id,
            IncomingPaper.due_on.between(since, until),
            ~is_fallen(),
        )
        .order_by(IncomingPaper.due_on, IncomingPaper.id)
    ).all()
