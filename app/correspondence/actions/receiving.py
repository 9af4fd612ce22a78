"""What a recipient does with a paper that was sent to it: open, register, return."""

from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import sending
from app.correspondence.models import PaperReceipt, PaperSighting
from app.correspondence.policies import exchange
from app.correspondence.queries import recipients
from app.correspondence.queries.recipients import Received
from app.correspondence.terms import ReceiptOutcome
from app.lib import clock
from app.lib.errors import Conflict
from app.notifications import actions as notifications
from app.registers import queries as books
from app.registers.actions import incoming
from app.registers.queries import IncomingPaper
from app.stationery.terms import issuer_of
from tenants import context
from tenants.db import db

ALL_AT_ONCE = 200


def see(*, paper_id: int, by: Person) -> bool:
    """Note that the acting tenant has opened a paper sent to it; whether it was the first time.

    Raises NotFound for a paper that was not sent to it.
    """
    found = recipients.received(paper_id)
    if found.is_seen:
        return False
    first = db.session.scalar(
        insert(PaperSighting)
        .values(
            tenant_id=context.acting().tenant_id,
            paper_recipient_id=found.recipient.id,
            paper_id=paper_id,
            sender_id=found.sender.id,
            by_name=by.full_name,
            sent_at=clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(PaperSighting.id)
    )
    if first is not None:
        audit.record("incoming_paper.seen", books.paper(paper_id), by=by)
    return first is not None


def register(*, paper_id: int, by: Person) -> IncomingPaper:
    """Give a paper that came through the system the next number of arrival; its sender is told.

    Raises NotFound for a paper that was not sent to the acting tenant, Conflict for one that it
    registered or returned already.
    """
    found = recipients.received(paper_id)
    exchange.check_answer(found.receipt)
    paper = books.paper(paper_id)
    entry = incoming.receive(
        sender_name=issuer_of(found.sender, paper.symbol),
        abstract=paper.abstract,
        by=by,
        sender_id=found.sender.id,
        paper_recipient_id=found.recipient.id,
        paper_id=paper_id,
        paper_number=paper.full_number,
        kind=paper.kind,
        issued_on=paper.issued_on,
        urgency=paper.urgency,
    )
    _answer(found, ReceiptOutcome.REGISTERED, by, number=entry.number)
    return entry


def register_all(*, by: Person) -> int:
    """Register what waits, the oldest first, at most 200 at once; how many.

    Raises Conflict where nothing waits.
    """
    page = recipients.waiting(size=ALL_AT_ONCE)
    if not page.items:
        raise Conflict("Không còn văn bản nào chờ vào sổ.")
    for one in reversed(page.items):
        register(paper_id=one.paper.id, by=by)
    return len(page.items)


def return_to_sender(*, paper_id: int, reason: str, by: Person) -> None:
    """Send a paper back: it was not meant for the acting tenant, or something is wrong with it.

    The sender is told the reason. Raises Invalid at `reason` without one, NotFound, Conflict for a
    paper that was answered.
    """
    found = recipients.received(paper_id)
    exchange.check_answer(found.receipt)
    kept = exchange.check_reason(reason)
    _answer(found, ReceiptOutcome.RETURNED, by, note=kept)
    paper = books.paper(paper_id)
    audit.record("incoming_paper.returned", paper, by=by, reason=kept)
    notifications.tell(
        addressee_ids=[found.sender.id],
        kind="paper.returned",
        text=f"{found.recipient.name} trả lại {sending.named(paper)}. Lý do: {kept}",
        path=sending.page_of(paper),
        key=f"paper.returned:{found.recipient.id}",
        roles=sending.READERS,
    )


def _answer(
    found: Received,
    outcome: ReceiptOutcome,
    by: Person,
    *,
    number: int | None = None,
    note: str | None = None,
) -> None:
    """A row of the recipient, read by the sender. Raises Conflict where another was first."""
    answered = db.session.scalar(
        insert(PaperReceipt)
        .values(
            tenant_id=context.acting().tenant_id,
            paper_recipient_id=found.recipient.id,
            paper_id=found.recipient.paper_id,
            sender_id=found.sender.id,
            outcome=outcome,
            number=number,
            note=note,
            by_name=by.full_name,
            sent_at=clock.now(),
        )
        .on_conflict_do_nothing()
        .returning(PaperReceipt.id)
    )
    if answered is None:
        raise Conflict(
            "Đơn vị bạn vừa có người vào sổ hoặc trả lại văn bản này; hãy tải lại trang."
        )
