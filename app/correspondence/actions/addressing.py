"""Who receives an issued paper: units, groups of them, and others, before it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import own_papers
from app.correspondence.models import PaperRecipient
from app.correspondence.papers.recipients import PURPOSES, is_reference
from app.correspondence.policies import exchange
from app.correspondence.queries import recipients
from app.correspondence.terms import Channel, Purpose
from app.correspondence.terms.exchange import RecipientGroup
from app.lib import characters
from app.lib.errors import Conflict, Invalid, NotFound
from app.registers.queries import OutgoingPaper
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

COLUMNS = ["tenant_id", "paper_id", "position", "addressee_id", "name", "purpose", "channel"]


def _last_position(paper_id: int) -> int:
    return (
        db.session.scalar(
            select(func.coalesce(func.max(PaperRecipient.position), 0)).where(
                PaperRecipient.tenant_id == context.acting().tenant_id,
                PaperRecipient.paper_id == paper_id,
            )
        )
        or 0
    )


def add_tenants(*, paper_id: int, tenant_ids: Sequence[int], purpose: Purpose, by: Person) -> int:
    """Add units that work in the system; how many are new. Who is on the list already stays.

    Raises Invalid at `tenant_ids` for none, for too many, and for a unit that has ceased.
    """
    paper = own_papers.held(paper_id)
    exchange.check_given_out(paper)
    wanted = sorted(set(tenant_ids))
    if not 1 <= len(wanted) <= exchange.MOST_RECIPIENTS:
        raise Invalid("Hãy chọn ít nhất một đơn vị nhận.", "tenant_ids")
    open_units = _open_units().where(Tenant.id.in_(wanted))
    found = db.session.scalar(select(func.count()).select_from(open_units.subquery()))
    if found != len(wanted):
        raise Invalid("Có đơn vị không có trong danh mục hoặc đã kết thúc hoạt động.", "tenant_ids")
    return _add(paper, open_units, purpose, by)


def add_group(*, paper_id: int, group: RecipientGroup, purpose: Purpose, by: Person) -> int:
    """Add all units of a kind directly below; how many are new. Raises Conflict for none."""
    paper = own_papers.held(paper_id)
    exchange.check_given_out(paper)
    below = _open_units().where(
        Tenant.parent_id == context.acting().tenant_id, Tenant.kind == group.kind
    )
    if db.session.scalar(select(below.exists())) is not True:
        raise Conflict(f"Đơn vị không có {group.kind.label.lower()} trực thuộc.", "group")
    return _add(paper, below, purpose, by)


def _open_units() -> Select[Tenant]:
    return select(Tenant).where(
        recipients.is_at_work(),
        Tenant.kind != TenantKind.PLATFORM,
        Tenant.id != context.acting().tenant_id,
    )


def _add(paper: OutgoingPaper, units: Select[Tenant], purpose: Purpose, by: Person) -> int:
    chosen = units.subquery()
    place = func.row_number().over(order_by=(chosen.c.kind.desc(), chosen.c.sort_key, chosen.c.id))
    rows = select(
        literal(paper.tenant_id, BigInteger),
        literal(paper.id, BigInteger),
        (place + _last_position(paper.id)).cast(Integer),
        chosen.c.id,
        chosen.c.name,
        literal(purpose, PaperRecipient.purpose.type),
        literal(Channel.TENANT, PaperRecipient.channel.type),
    )
    added = db.session.scalars(
        insert(PaperRecipient)
        .from_select(COLUMNS, rows)
        .on_conflict_do_nothing()
        .returning(PaperRecipient.id)
    ).all()
    if added:
        audit.record("outgoing_paper.recipients_added", paper, by=by, added=len(added))
    return len(added)


def add_outsider(
    *, paper_id: int, name: str, email: str | None, purpose: Purpose, by: Person
) -> PaperRecipient:
    """Add somebody outside of the system, by e-mail where an address is given.

    Raises Invalid at `name` and `email`.
    """
    paper = own_papers.held(paper_id)
    exchange.check_given_out(paper)
    kept, address = characters.tidy(name), (email or "").strip() or None
    exchange.check_outsider(kept, address)
    recipient = _outsider(paper, _last_position(paper_id) + 1, kept, address, purpose)
    db.session.add(recipient)
    db.session.flush()
    audit.record("outgoing_paper.recipients_added", paper, by=by, added=1, name=kept)
    return recipient


def _outsider(
    paper: OutgoingPaper, position: int, name: str, email: str | None, purpose: Purpose
) -> PaperRecipient:
    return PaperRecipient(
        tenant_id=paper.tenant_id,
        paper_id=paper.id,
        position=position,
        name=name,
        email=email,
        purpose=purpose,
        channel=Channel.EMAIL if email else Channel.PACKAGE,
    )


def take_over(*, paper: OutgoingPaper, recipients: Iterable[Mapping[str, Any]], by: Person) -> int:
    """Make the list of Nơi nhận of a draft the recipients of the issued paper, not sent yet.

    Called when the draft is issued, in its transaction. A unit named twice, or ceased since, is
    left out, as is a line that points into the paper ("Như Điều 3"); a recipient with an address
    that is none gets the paper by hand. How many there are.
    """
    listed = list(recipients)
    unit_ids = {one["tenant_id"] for one in listed if one.get("tenant_id")}
    units = {
        unit.id: unit for unit in db.session.scalars(_open_units().where(Tenant.id.in_(unit_ids)))
    }
    position, taken = 0, set[int]()
    for one in listed:
        unit = units.get(one.get("tenant_id") or 0)
        if one.get("tenant_id") and (unit is None or unit.id in taken):
            continue
        if unit is None and is_reference(one["name"]):
            continue
        position += 1
        purpose = PURPOSES.get(one.get("purpose") or "", Purpose.KNOW)
        if unit is None:
            email = (one.get("email") or "").strip()
            address = email if exchange.is_email(email) else None
            db.session.add(_outsider(paper, position, one["name"], address, purpose))
            continue
        taken.add(unit.id)
        db.session.add(
            PaperRecipient(
                tenant_id=paper.tenant_id,
                paper_id=paper.id,
                position=position,
                addressee_id=unit.id,
                name=unit.name,
                purpose=purpose,
                channel=Channel.TENANT,
            )
        )
    db.session.flush()
    return position


def remove(*, paper_id: int, recipient_id: int, by: Person) -> None:
    """Take a recipient off the list. Raises NotFound, Conflict once it was sent to."""
    paper = own_papers.held(paper_id)
    recipient = db.session.scalar(
        select(PaperRecipient).where(
            PaperRecipient.tenant_id == paper.tenant_id,
            PaperRecipient.paper_id == paper_id,
            PaperRecipient.id == recipient_id,
        )
    )
    if recipient is None:
        raise NotFound("Không tìm thấy nơi nhận này trong danh sách.")
    if recipient.sent_at is not None:
        raise Conflict(f"Văn bản đã gửi đến {recipient.name}, không bỏ khỏi danh sách được.")
    audit.record("outgoing_paper.recipient_removed", paper, by=by, name=recipient.name)
    db.session.delete(recipient)
    db.session.flush()
