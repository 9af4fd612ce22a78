"""Taking in a paper that came as an envelope or a package from another system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.audit.actions import Person
from app.correspondence.envelopes import Attachment, open_package
from app.correspondence.queries import envelopes
from app.correspondence.queries.envelopes import Arrived
from app.documents import actions as documents
from app.documents.queries import File
from app.documents.terms import PaperKind, Urgency
from app.lib.errors import Invalid
from app.registers.actions import incoming
from app.registers.queries import IncomingPaper

LONGEST_NUMBER = 60


@dataclass(frozen=True)
class Opened:
    """What was in the file: the paper, its files as they are kept now, and those left out."""

    arrived: Arrived
    files: Sequence[File]
    left_out: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What the clerk confirmed of a paper from elsewhere."""

    sender_name: str
    sender_code: str
    paper_number: str
    abstract: str
    kind: PaperKind | None
    issued_on: date
    arrived_on: date | None
    urgency: Urgency | None
    due_on: date | None
    file_ids: Sequence[int]


def open_envelope(*, content: bytes, by: Person) -> Opened:
    """Open an envelope or a package and keep its files, to be looked at before it is registered.

    Files of kinds that are not kept here are left out and named. Raises Invalid at `file` for what
    is no envelope, is broken, or means harm.
    """
    envelope = open_package(content)
    kept, left_out = list[File](), list[str]()
    for one in envelope.attachments:
        try:
            kept.append(_store(one, by))
        except Invalid as error:
            left_out.append(error.message)
    return Opened(envelopes.arrived(envelope), kept, left_out)


def _store(attachment: Attachment, by: Person) -> File:
    return documents.store(name=attachment.name, content=attachment.content, by=by)


def take_in(*, particulars: Particulars, by: Person) -> IncomingPaper:
    """Enter the paper in the register of incoming papers, with its files.

    Raises Invalid at the field at fault; `file_ids` for files that are not the tenant's own.
    """
    files = envelopes.own_files(particulars.file_ids)
    if len(files) != len(set(particulars.file_ids)):
        raise Invalid("Có tệp không thuộc đơn vị; hãy đưa phong bì lên lại.", "file_ids")
    sender = envelopes.by_code(particulars.sender_code)
    return incoming.receive(
        sender_name=particulars.sender_name,
        sender_id=None if sender is None else sender.id,
        abstract=particulars.abstract,
        by=by,
        arrived_on=particulars.arrived_on,
        paper_number=particulars.paper_number,
        kind=particulars.kind,
        issued_on=particulars.issued_on,
        urgency=particulars.urgency,
        due_on=particulars.due_on,
        file_ids=[file.id for file in files],
    )
