"""Who receives an issued paper, and sending it to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from app.access.permissions import Role
from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.models import PaperReceipt, PaperRecipient
from app.correspondence.papers.recipients import is_reference
from app.correspondence.policies import exchange
from app.correspondence.queries import links, recipients
from app.correspondence.terms import Channel, Purpose
from app.correspondence.terms.exchange import RecipientGroup
from app.documents import queries as documents
from app.lib import characters, clock, dates
from app.lib.errors import Conflict, Invalid, NotFound
from app.mail import actions as mail
from app.mail import queries as mails
from app.mail.terms import Letter
from app.notifications import actions as notifications
from app.registers import queries as registers
from app.registers.queries import OutgoingPaper
from tenants import context
from tenants.db import db
from tenants.models import Tenant, TenantKind

READERS = (Role.CLERK, Role.OFFICE_HEAD, Role.LEADER)
HELPERS = (Role.OFFICER, Role.TENANT_ADMIN)
"""Who sees to it that there is a clerk, where a unit has none."""
NO_CLERK = (
    "Nếu đơn vị chưa có văn thư, quản trị đơn vị hãy giao vai trò Văn thư cho một người ở trang "
    "Người dùng."
)
PURPOSES: dict[str, Purpose] = {purpose.value: purpose for purpose in Purpose}
MOST_MAILED = 10 * 1024 * 1024
COLUMNS = ["tenant_id", "paper_id", "position", "addressee_id", "name", "purpose", "channel"]


@dataclass(frozen=True)
class Sent:
    """How many recipients a paper was sent to now, and how many wait for a mail server."""

    tenants: int
    mails: int
    packages: int
    waiting: int

    @property
    def total(self) -> int:
        """All that were sent to now."""
        return self.tenants + self.mails + self.packages


def _mine(paper_id: int) -> OutgoingPaper:
    """The acting tenant's paper, held until the transaction ends. Raises NotFound, NotAllowed."""
    paper = registers.paper(paper_id)
    exchange.check_own(paper, context.acting().tenant_id)
    db.session.execute(
        select(OutgoingPaper.id).where(OutgoingPaper.id == paper_id).with_for_update()
    )
    return paper


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
    paper = _mine(paper_id)
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
    paper = _mine(paper_id)
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
    paper = _mine(paper_id)
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
    paper = _mine(paper_id)
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


def send(*, paper_id: int, by: Person) -> Sent:
    """Send the paper to everybody on the list to whom it was not sent yet.

    Units get it on their list of incoming papers with one notice each, others by mail where the
    installation sends mail (until then they wait), the rest by hand. Raises Conflict for a paper
    that stands no more, has no file, or was sent to everybody.
    """
    paper = _mine(paper_id)
    exchange.check_given_out(paper)
    file = registers.current_file(paper_id)
    exchange.check_file(file)
    reached = [Channel.TENANT, Channel.PACKAGE, *([Channel.EMAIL] if mails.is_on() else [])]
    sent = db.session.execute(
        update(PaperRecipient)
        .where(*_unsent(paper), PaperRecipient.channel.in_(reached))
        .values(sent_at=clock.now(), sent_by=by.id)
        .returning(
            PaperRecipient.id, PaperRecipient.channel, PaperRecipient.name, PaperRecipient.email
        )
    ).all()
    waiting = db.session.scalar(select(func.count(PaperRecipient.id)).where(*_unsent(paper))) or 0
    if not sent:
        raise Conflict(_nobody(waiting))
    by_channel = {channel: [r for r in sent if r.channel is channel] for channel in Channel}
    if by_channel[Channel.TENANT]:
        _tell_of(paper)
    if by_channel[Channel.EMAIL]:
        mail.post(_letters(paper, file.id if file else 0, by_channel[Channel.EMAIL]))
    audit.record(
        "outgoing_paper.sent", paper, by=by, number=paper.full_number, recipients=len(sent)
    )
    counts = {channel: len(rows) for channel, rows in by_channel.items()}
    return Sent(counts[Channel.TENANT], counts[Channel.EMAIL], counts[Channel.PACKAGE], waiting)


def _unsent(paper: OutgoingPaper) -> tuple[Any, ...]:
    return (
        PaperRecipient.tenant_id == paper.tenant_id,
        PaperRecipient.paper_id == paper.id,
        PaperRecipient.sent_at.is_(None),
    )


def _nobody(waiting: int) -> str:
    if waiting:
        return (
            f"Còn {waiting} nơi nhận qua thư điện tử, nhưng hệ thống chưa nối máy chủ thư. "
            "Hãy tải gói văn bản và gửi từ hộp thư của cơ quan."
        )
    return "Không còn nơi nhận nào chưa gửi; hãy thêm nơi nhận trước."


def named(paper: OutgoingPaper) -> str:
    """How a sentence names the paper: "Quyết định số 01/QĐ-UBND ngày 20/11/2026"."""
    kind = paper.kind.label if paper.kind else "Văn bản"
    on = f" ngày {dates.short(paper.issued_on)}" if paper.issued_on else ""
    return f"{kind} số {paper.full_number}{on}"


def page_of(paper: OutgoingPaper) -> str:
    """The page of a paper inside of the product."""
    return f"/correspondence/outgoing/{paper.id}"


def _issuer(paper: OutgoingPaper) -> str:
    return registers.issuer_name(paper, db.session.get_one(Tenant, paper.tenant_id))


def _addressees(paper: OutgoingPaper) -> Select[int | None]:
    return select(PaperRecipient.addressee_id).where(
        PaperRecipient.tenant_id == paper.tenant_id,
        PaperRecipient.paper_id == paper.id,
        PaperRecipient.addressee_id.is_not(None),
        PaperRecipient.sent_at.is_not(None),
    )


def _tell_of(paper: OutgoingPaper) -> None:
    notifications.tell(
        addressee_ids=_addressees(paper),  # type: ignore[arg-type]
        kind="paper.sent",
        text=(
            f"{_issuer(paper)} gửi {named(paper)}: {paper.abstract}. Hãy xem và vào sổ. {NO_CLERK}"
        ),
        path=page_of(paper),
        key=f"paper.sent:{paper.id}",
        roles=(*READERS, *HELPERS),
    )


def _letters(paper: OutgoingPaper, file_id: int, rows: Iterable[Any]) -> list[Letter]:
    file, issuer = documents.file_with_content(file_id), _issuer(paper)
    is_small = file.size <= MOST_MAILED
    told = (
        "Văn bản kèm theo thư này."
        if is_small
        else "Tệp văn bản quá lớn để kèm theo thư; xin liên hệ cơ quan gửi để nhận tệp."
    )
    return [
        Letter(
            user_id=None,
            address=row.email,
            subject=f"{named(paper)} của {issuer}",
            text=(
                f"Kính gửi {row.name},\n{issuer} gửi {named(paper)}: {paper.abstract}.\n"
                f"{told}\nCó thể kiểm tra văn bản tại địa chỉ dưới đây hoặc bằng mã QR in trên "
                "văn bản."
            ),
            path=links.verify_path(paper),
            key=mail_key(row.id),
            attachment_name=file.name if is_small else None,
            attachment=file.content if is_small else None,
        )
        for row in rows
    ]


def mail_key(recipient_id: int) -> str:
    """What names the mail to one recipient among the mails of the tenant."""
    return f"paper:{recipient_id}"


def remind(*, paper_id: int, by: Person) -> int:
    """Tell the units that neither registered nor returned the paper, once a day; how many now.

    Raises Conflict where none is left.
    """
    paper = _mine(paper_id)
    exchange.check_given_out(paper)
    answered = select(PaperReceipt.id).where(
        PaperReceipt.paper_recipient_id == PaperRecipient.id,
        PaperReceipt.tenant_id == PaperRecipient.addressee_id,
    )
    silent = _addressees(paper).where(~answered.exists())
    if db.session.scalar(select(silent.exists())) is not True:
        raise Conflict("Mọi đơn vị nhận đã vào sổ hoặc trả lại; không còn ai để nhắc.")
    told = notifications.tell(
        addressee_ids=silent,  # type: ignore[arg-type]
        kind="paper.reminded",
        text=f"{_issuer(paper)} nhắc vào sổ {named(paper)}: {paper.abstract}.",
        path=page_of(paper),
        key=f"paper.reminded:{paper.id}:{clock.today().isoformat()}",
        roles=READERS,
    )
    if not told:
        raise Conflict("Hôm nay đã nhắc các đơn vị này rồi; mai hãy nhắc lại nếu cần.")
    audit.record("outgoing_paper.reminded", paper, by=by, number=paper.full_number, count=told)
    return told


def tell_recipients(*, paper: OutgoingPaper, kind: str, text: str, key: str) -> int:
    """Tell everybody to whom the paper was sent what became of it (revoked, replaced); how many."""
    return notifications.tell(
        addressee_ids=_addressees(paper),  # type: ignore[arg-type]
        kind=kind,
        text=text,
        path=page_of(paper),
        key=key,
        roles=READERS,
    )
