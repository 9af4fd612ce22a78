"""A paper comes in: it takes its number of arrival and stands in the incoming register."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.accounts import queries as accounts
from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.documents.terms import PaperKind, Urgency
from app.lib import clock, dates
from app.lib.errors import Invalid, Stale
from app.lib.text import fold
from app.registers import policies, queries
from app.registers.actions import numbering
from app.registers.models import IncomingFile, IncomingPaper
from app.registers.terms import INCOMING, INCOMING_FIELDS, shown
from tenants import context
from tenants.db import db

CHECKED = ("arrived_on", "issued_on", "sender_name", "abstract")
FIXED = ("sender_name", "paper_number", "kind", "issued_on", "abstract", "urgency")
"""What the sender's own rows say, of a paper that came through the system."""


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
    acknowledged: bool | None = None,
) -> IncomingPaper:
    """Enter a paper that came, under the next number of arrival of its year.

    `arrived_on` is today where it is not given; `paper_number` is the paper's own number and
    symbol ("12/KH-UBND"). One that came through the system names the sender's rows
    (`paper_recipient_id`, `paper_id`); received twice, the entry that is there is given back.
    `acknowledged` says that somebody looked at the line that seems to be the same paper (None: the
    form does not ask). Raises Invalid for a day of arrival ahead or before the paper's own day, for
    empty fields, and at `acknowledged` for what seems to be in the book.
    """
    arrived = arrived_on or clock.today()
    given: dict[str, Any] = {"sender_name": sender_name, "abstract": abstract}
    given |= {"issued_on": issued_on, "arrived_on": arrived, "today": clock.today()}
    policies.check_arrival(**given)
    last = numbering.locked(INCOMING, arrived.year)
    if paper_recipient_id and (there := queries.entry_of_recipient(paper_recipient_id)):
        return there
    if acknowledged is False:
        _check_is_new(paper_number, issued_on, sender_name)
    entry = IncomingPaper(
        tenant_id=context.acting().tenant_id,
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
    )
    return _enter(entry, last + 1, file_ids, by)


def _check_is_new(paper_number: str, issued_on: date | None, sender_name: str) -> None:
    there = queries.twin(paper_number=paper_number, issued_on=issued_on, sender_names=[sender_name])
    if there is not None:
        raise Invalid(
            f"Có thể văn bản này đã vào sổ: số đến {there.number:02d} ngày "
            f"{dates.short(there.arrived_on)} cũng là văn bản {there.paper_number} của "
            f"{there.sender_name}. Xem lại; nếu không phải một văn bản thì đánh dấu đã xem rồi "
            "vào sổ.",
            "acknowledged",
        )


def _enter(
    entry: IncomingPaper, number: int, file_ids: Sequence[int], by: Person | None
) -> IncomingPaper:
    entry.year, entry.number = entry.arrived_on.year, number
    numbering.advance(INCOMING, entry.year, number)
    entry.entered_by = None if by is None else by.id
    entry.folded = folded(entry)
    db.session.add(entry)
    db.session.flush()
    add_files(entry, file_ids)
    audit.record(
        "incoming_paper.received", entry, by=by, number=entry.number, sender=entry.sender_name
    )
    return entry


def change(
    *, incoming_id: int, version: int, changes: Mapping[str, Any], by: Person
) -> IncomingPaper:
    """Mend a line of the incoming register: only what `changes` names; its number stays.

    Raises NotFound, Invalid at the field, Stale where another has changed it since it was read,
    with what differs; what the sender's own rows say of a paper is not changed (Conflict).
    """
    entry = _held(incoming_id, version, changes)
    policies.check_change(entry, changes, FIXED)
    given = {name: getattr(entry, name) for name in CHECKED} | dict(changes)
    policies.check_arrival(**{name: given[name] for name in CHECKED}, today=clock.today())
    if given["arrived_on"].year != entry.year:
        raise Invalid(
            f"Số đến {entry.number:02d} thuộc sổ năm {entry.year}; ngày đến phải trong năm ấy.",
            "arrived_on",
        )
    before = {name: getattr(entry, name) for name in changes}
    for name, value in changes.items():
        setattr(entry, name, value.strip() if type(value) is str else value)
    entry.folded = folded(entry)
    changed = sorted(name for name, value in before.items() if getattr(entry, name) != value)
    if changed:
        audit.record("incoming_paper.changed", entry, by=by, number=entry.number, fields=changed)
    return entry


def assign(
    *,
    incoming_id: int,
    user_id: int,
    instruction: str = "",
    due_on: date | None = None,
    version: int | None = None,
    by: Person,
) -> IncomingPaper:
    """Give a paper to somebody of the office with what is to be done and until when (bút phê).

    Raises NotFound, Invalid for one who does not work here, a day before today, too long a text;
    Conflict where it is done, Stale.
    """
    entry = _held(incoming_id, version, {})
    policies.check_open_paper(entry)
    names = {one.user_id: one.user.full_name for one in accounts.members()}
    policies.check_assignment(
        is_here=user_id in names, instruction=instruction, due_on=due_on, today=clock.today()
    )
    entry.assigned_to, entry.assigned_name = user_id, names[user_id]
    entry.assigned_at, entry.assigned_by_name = clock.now(), by.full_name
    entry.instruction, entry.due_on = instruction.strip() or None, due_on
    audit.record(
        "incoming_paper.assigned",
        entry,
        by=by,
        number=entry.number,
        to=entry.assigned_name,
        due_on=None if due_on is None else due_on.isoformat(),
    )
    return entry


def finish(
    *, incoming_id: int, note: str = "", version: int | None = None, by: Person
) -> IncomingPaper:
    """A paper is dealt with; `note` says how ("Đã trả lời tại Công văn số …").

    Done already, it is given back as it is. Raises NotFound, Invalid, Stale.
    """
    entry = _held(incoming_id, version, {})
    if entry.done_at is not None:
        return entry
    entry.done_at, entry.done_note = clock.now(), policies.check_note(note)
    audit.record("incoming_paper.done", entry, by=by, number=entry.number, note=entry.done_note)
    return entry


def reopen(*, incoming_id: int, version: int | None = None, by: Person) -> IncomingPaper:
    """A paper taken for dealt with is open again. Raises NotFound, Stale."""
    entry = _held(incoming_id, version, {})
    if entry.done_at is not None:
        entry.done_at, entry.done_note = None, None
        audit.record("incoming_paper.reopened", entry, by=by, number=entry.number)
    return entry


def lay_in(*, incoming_id: int, name: str, content: bytes, by: Person) -> IncomingPaper:
    """Lay a scan or a file beside an incoming paper.

    Raises NotFound, Invalid at `file` for one that is empty, too large or unsuitable.
    """
    entry = queries.own_incoming(incoming_id)
    file = documents.store(name=name, content=content, by=by)
    add_files(entry, [file.id])
    audit.record("incoming_paper.file_added", entry, by=by, number=entry.number, name=file.name)
    return entry


def _held(incoming_id: int, version: int | None, changes: Mapping[str, Any]) -> IncomingPaper:
    entry = queries.own_incoming(incoming_id, lock=True)
    if version is not None and entry.version != version:
        raise Stale(
            "Dòng sổ đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi lưu.",
            changed=differences(entry, changes),
        )
    return entry


def differences(entry: IncomingPaper, changes: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What a change would change: label → (mine, what is there)."""
    return {
        INCOMING_FIELDS[name]: (shown(value), shown(getattr(entry, name)))
        for name, value in changes.items()
        if shown(value) != shown(getattr(entry, name))
    }


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
