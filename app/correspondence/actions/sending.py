"""Sending an issued paper to those on its list, and reminding them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, update

from app.access.permissions import Role
from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import own_papers
from app.correspondence.models import PaperReceipt, PaperRecipient
from app.correspondence.policies import exchange
from app.correspondence.queries import links
from app.correspondence.terms import Channel
from app.documents import queries as documents
from app.lib import clock, dates
from app.lib.errors import Conflict
from app.mail import actions as mail
from app.mail import queries as mails
from app.mail.terms import Letter
from app.notifications import actions as notifications
from app.registers import queries as registers
from app.registers.queries import OutgoingPaper
from app.stationery.terms import issuer_of
from tenants.db import db
from tenants.models import Tenant

READERS = (Role.CLERK, Role.OFFICE_HEAD, Role.LEADER)
HELPERS = (Role.OFFICER, Role.TENANT_ADMIN)
"""Who sees to it that there is a clerk, where a unit has none."""
NO_CLERK = (
    "Nếu đơn vị chưa có văn thư, quản trị đơn vị hãy giao vai trò Văn thư cho một người ở trang "
    "Người dùng."
)
CHECK = "\nCó thể kiểm tra văn bản tại địa chỉ dưới đây hoặc bằng mã QR in trên văn bản."
MOST_MAILED = 10 * 1024 * 1024


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


def send(*, paper_id: int, by: Person) -> Sent:
    """Send the paper to everybody on the list to whom it was not sent yet.

    Units get it on their list of incoming papers with one notice each, others by mail where the
    installation sends mail (until then they wait), the rest by hand. Raises Conflict for a paper
    that stands no more, has no file, or was sent to everybody.
    """
    paper = own_papers.held(paper_id)
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
    return issuer_of(db.session.get_one(Tenant, paper.tenant_id), paper.symbol)


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
    check = CHECK if links.verify_url(paper) else ""
    return [
        Letter(
            user_id=None,
            address=row.email,
            subject=f"{named(paper)} của {issuer}",
            text=(
                f"Kính gửi {row.name},\n{issuer} gửi {named(paper)}: {paper.abstract}.\n"
                f"{told}{check}"
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
    paper = own_papers.held(paper_id)
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
    """Tell every unit to which the paper was sent what became of it (revoked, replaced); how many.

    To whom it was given there the sender does not see: all who deal with papers are told.
    """
    return notifications.tell(
        addressee_ids=_addressees(paper),  # type: ignore[arg-type]
        kind=kind,
        text=text,
        path=page_of(paper),
        key=key,
        roles=(*READERS, *HELPERS),
    )
