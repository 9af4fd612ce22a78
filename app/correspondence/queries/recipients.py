"""How far a paper has come with each of its recipients, and what waits to be registered here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
)

from app.correspondence.models import OfficialPaper, PaperReceipt, PaperRecipient, PaperSighting
from app.correspondence.queries import addressees
from app.correspondence.terms import Channel, ReceiptOutcome
from app.correspondence.terms.exchange import Arrival, RecipientGroup
from app.documents.terms import Circulation
from app.lib import clock
from app.lib.errors import NotFound
from app.lib.pages import LARGEST, SIZE, Page, offset
from app.mail.models import Mail
from app.mail.terms import MailState
from app.registers.models import OutgoingPaper
from app.stationery.terms import issuer_of
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Line:
    """One recipient of a paper and what came back."""

    recipient: PaperRecipient
    seen_at: datetime | None
    receipt: PaperReceipt | None
    mail_state: MailState | None

    @property
    def arrival(self) -> Arrival:
        """How far the paper has come."""
        if self.recipient.sent_at is None:
            return Arrival.UNSENT
        if self.recipient.channel is not Channel.TENANT:
            is_mailed = self.recipient.channel is Channel.EMAIL
            return Arrival.MAILED if is_mailed else Arrival.HANDED_OVER
        if self.receipt is not None:
            is_registered = self.receipt.outcome is ReceiptOutcome.REGISTERED
            return Arrival.REGISTERED if is_registered else Arrival.RETURNED
        return Arrival.UNSEEN if self.seen_at is None else Arrival.SEEN


@dataclass(frozen=True)
class Recipients:
    """Everybody who receives a paper, in the order of Nơi nhận."""

    lines: Sequence[Line]

    @property
    def counts(self) -> dict[Arrival, int]:
        """How many recipients in each state, in the order of the states; none are left out."""
        found = Counter(line.arrival for line in self.lines)
        return {arrival: found[arrival] for arrival in Arrival if found[arrival]}

    @property
    def unsent(self) -> int:
        """To how many it was not sent yet."""
        return self.counts.get(Arrival.UNSENT, 0)

    @property
    def silent(self) -> int:
        """How many units neither registered nor returned it."""
        return self.counts.get(Arrival.UNSEEN, 0) + self.counts.get(Arrival.SEEN, 0)


@dataclass(frozen=True)
class Waiting:
    """A paper that was sent to the acting tenant and is not registered yet."""

    recipient: PaperRecipient
    paper: OutgoingPaper
    sender_name: str
    is_seen: bool


@dataclass(frozen=True)
class Received:
    """A paper as its recipient holds it: when it came, and what was answered."""

    recipient: PaperRecipient
    sender: Tenant
    receipt: PaperReceipt | None
    is_seen: bool


def recipients(paper_id: int) -> Recipients:
    """Everybody on the list of an own paper, in one statement."""
    mine = context.acting().tenant_id
    key = literal("paper:", String) + cast(PaperRecipient.id, String)
    rows = db.session.execute(
        select(PaperRecipient, PaperSighting.sent_at, PaperReceipt, Mail.state)
        .outerjoin(
            PaperSighting,
            and_(
                PaperSighting.paper_recipient_id == PaperRecipient.id,
                PaperSighting.tenant_id == PaperRecipient.addressee_id,
            ),
        )
        .outerjoin(
            PaperReceipt,
            and_(
                PaperReceipt.paper_recipient_id == PaperRecipient.id,
                PaperReceipt.tenant_id == PaperRecipient.addressee_id,
            ),
        )
        .outerjoin(Mail, and_(Mail.tenant_id == PaperRecipient.tenant_id, Mail.key == key))
        .where(PaperRecipient.tenant_id == mine, PaperRecipient.paper_id == paper_id)
        .order_by(PaperRecipient.position, PaperRecipient.id)
    )
    return Recipients([Line(*row) for row in rows])


def is_at_work() -> ColumnElement[bool]:
    """Whether a unit has not ceased by today."""
    return or_(Tenant.valid_to.is_(None), Tenant.valid_to >= clock.today())


def groups() -> list[tuple[RecipientGroup, int]]:
    """The groups of units directly below the acting tenant, with how many units each has."""
    rows = db.session.execute(
        select(Tenant.kind, func.count(Tenant.id))
        .where(Tenant.parent_id == context.acting().tenant_id, is_at_work())
        .group_by(Tenant.kind)
    )
    counts = {kind: count for kind, count in rows}
    return [(group, counts[group.kind]) for group in RecipientGroup if group.kind in counts]


def units(text: str, *, paper_id: int) -> Sequence[Tenant]:
    """Units at work that a text names (`addressees.searched`), but those listed already."""
    if not text.strip():
        return []
    mine = context.acting().tenant_id
    listed = select(PaperRecipient.addressee_id).where(
        PaperRecipient.tenant_id == mine,
        PaperRecipient.paper_id == paper_id,
        PaperRecipient.addressee_id.is_not(None),
    )
    known = [one for one in db.session.scalars(listed) if one is not None]
    return addressees.searched(db.session.get_one(Tenant, mine), text, but=known)


def circulation(paper_id: int) -> Circulation | None:
    """How far the paper may travel, by the draft from which it was issued."""
    return db.session.scalar(
        select(OfficialPaper.circulation).where(
            OfficialPaper.tenant_id == context.acting().tenant_id,
            OfficialPaper.outgoing_id == paper_id,
        )
    )


def received(paper_id: int) -> Received:
    """A paper that was sent to the acting tenant. Raises NotFound."""
    found = received_or_none(paper_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản này trong các văn bản gửi đến đơn vị.")
    return found


def received_or_none(paper_id: int) -> Received | None:
    """A paper that was sent to the acting tenant; None for one that it reads for another reason."""
    mine = context.acting().tenant_id
    row = db.session.execute(
        select(PaperRecipient, Tenant, PaperReceipt, PaperSighting.id)
        .join(Tenant, Tenant.id == PaperRecipient.tenant_id)
        .outerjoin(PaperReceipt, _own(PaperReceipt))
        .outerjoin(PaperSighting, _own(PaperSighting))
        .where(
            PaperRecipient.addressee_id == mine,
            PaperRecipient.paper_id == paper_id,
            PaperRecipient.sent_at.is_not(None),
        )
    ).one_or_none()
    return None if row is None else Received(row[0], row[1], row[2], row[3] is not None)


def _own(answer: type[PaperReceipt] | type[PaperSighting]) -> ColumnElement[bool]:
    return and_(
        answer.paper_recipient_id == PaperRecipient.id,
        answer.tenant_id == context.acting().tenant_id,
    )


def waiting(*, page: int = 1, size: int = SIZE) -> Page[Waiting]:
    """What was sent to the acting tenant and is neither registered nor returned, newest first."""
    size = min(max(size, 1), LARGEST)
    query = (
        _unanswered(PaperRecipient, OutgoingPaper, Tenant, PaperSighting.id)
        .join(OutgoingPaper, OutgoingPaper.id == PaperRecipient.paper_id)
        .join(Tenant, Tenant.id == PaperRecipient.tenant_id)
        .outerjoin(PaperSighting, _own(PaperSighting))
    )
    total = db.session.scalar(
        select(func.count()).select_from(query.with_only_columns(PaperRecipient.id).subquery())
    )
    rows = db.session.execute(
        query.order_by(PaperRecipient.sent_at.desc(), PaperRecipient.id.desc())
        .limit(size)
        .offset(offset(page, size))
    )
    items = [
        Waiting(row[0], row[1], issuer_of(row[2], row[1].symbol), row[3] is not None)
        for row in rows
    ]
    return Page(items, max(page, 1), size, total or 0)


def waiting_count() -> ScalarSelect[int]:
    """How many papers wait to be registered, for a statement that asks more than this."""
    return _unanswered(func.count(PaperRecipient.id)).scalar_subquery()


def _unanswered(*wanted: Any) -> Select[Any]:
    """From what was sent to the acting tenant and is neither registered nor returned."""
    return (
        select(*wanted)
        .select_from(PaperRecipient)
        .outerjoin(PaperReceipt, _own(PaperReceipt))
        .where(
            PaperRecipient.addressee_id == context.acting().tenant_id,
            PaperRecipient.sent_at.is_not(None),
            PaperReceipt.id.is_(None),
        )
    )
