"""A paper comes in: it takes its number of arrival and stands in the incoming register."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind, Urgency
from app.lib import clock
from app.lib.text import fold
from app.registers import policies
from app.registers.actions import numbering
from app.registers.models import IncomingFile, IncomingPaper
from tenants import context
from tenants.db import db


def receive(
    *,
    sender_name: str,
    abstract: str,
    by: Person | None,
    arrived_on: date | None = None,
    sender_id: int | None = None,
    paper_recipient_id: int | None = None,
    paper_id: int | None = None,
    paper_number: str = "",
    kind: PaperKind | None = None,
    issued_on: date | None = None,
    urgency: Urgency | None = None,
    due_on: date | None = None,
    file_ids: Sequence[int] = (),
) -> IncomingPaper:
    """Enter a paper that came, under the next number of arrival of its year.

    `arrived_on` is today where it is not given; `paper_number` is the paper's own number and
    symbol ("12/KH-UBND"). One that came through the system names the sender's rows
    (`paper_recipient_id`, `paper_id`); received twice, the entry that is there is given back.
    Raises Invalid for a day of arrival ahead or before the paper's own day, and for empty fields.
    """
    arrived = arrived_on or clock.today()
    policies.check_arrival(
        arrived_on=arrived,
        issued_on=issued_on,
        sender_name=sender_name,
        abstract=abstract,
        today=clock.today(),
    )
    last = numbering.locked(numbering.INCOMING, arrived.year)
    there = _from_recipient(paper_recipient_id)
    if there is not None:
        return there
    numbering.advance(numbering.INCOMING, arrived.year, last + 1)
    entry = IncomingPaper(
        tenant_id=context.acting().tenant_id,
        year=arrived.year,
        number=last + 1,
        arrived_on=arrived,
        sender_id=sender_id,
        sender_name=sender_name.strip(),
        paper_recipient_id=paper_recipient_id,
        paper_id=paper_id,
        paper_number=paper_number.strip(),
        kind=kind,
        issued_on=issued_on,
        abstract=abstract.strip(),
        urgency=urgency,
        due_on=due_on,
        entered_by=None if by is None else by.id,
    )
    entry.folded = folded(entry)
    db.session.add(entry)
    db.session.flush()
    add_files(entry, file_ids)
    audit.record(
        "incoming_paper.received", entry, by=by, number=entry.number, sender=entry.sender_name
    )
    return entry


def folded(entry: IncomingPaper) -> str:
    """What a search in the incoming register finds the entry by."""
    return fold(f"{entry.paper_number} {entry.sender_name} {entry.abstract}")


def add_files(entry: IncomingPaper, file_ids: Sequence[int]) -> None:
    """Lay files beside an incoming paper; the same file again changes nothing."""
    for file_id in file_ids:
        db.session.execute(
            insert(IncomingFile)
            .values(tenant_id=entry.tenant_id, paper_id=entry.id, file_id=file_id)
            .on_conflict_do_nothing()
        )


def _from_recipient(paper_recipient_id: int | None) -> IncomingPaper | None:
    if paper_recipient_id is None:
        return None
    return db.session.scalar(
        select(IncomingPaper).where(
            IncomingPaper.tenant_id == context.acting().tenant_id,
            IncomingPaper.paper_recipient_id == paper_recipient_id,
        )
    )
