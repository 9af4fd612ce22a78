"""One line of the incoming register, with its files; what was given to a person, what has a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.documents.models import File
from app.lib import clock
from app.lib.errors import NotFound
from app.registers.models import IncomingFile, IncomingPaper, OutgoingPaper
from app.registers.terms import PaperState
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


def fallen(entries: Iterable[IncomingPaper]) -> Mapping[int, OutgoingPaper]:
    """By id, the senders' papers among these entries that were revoked or replaced since."""
    ids = [entry.paper_id for entry in entries if entry.paper_id is not None]
    rows = db.session.scalars(
        select(OutgoingPaper).where(OutgoingPaper.id.in_(ids), OutgoingPaper.state.in_(FALLEN))
    )
    return {paper.id: paper for paper in rows}


@dataclass(frozen=True)
class Load:
    """How much of one year's register one person has to deal with.

    `first_due_on` is the earliest day by which some of it is to be done, where any has one.
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
            func.count().filter(IncomingPaper.due_on < clock.today()),
            func.min(IncomingPaper.due_on),
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
        )
        .order_by(IncomingPaper.due_on, IncomingPaper.id)
    ).all()
