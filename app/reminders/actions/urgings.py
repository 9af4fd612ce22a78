"""Urging a set of subordinates: drafted, issued once for all, opened by each of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, delete, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm.attributes import flag_modified

from app.access.permissions import Role
from app.audit import actions as audit
from app.audit.actions import Person
from app.documents.terms import PaperKind
from app.lib import clock, dates
from app.lib.errors import Invalid, NotFound, Stale
from app.mail import actions as mail
from app.mail.terms import Letter
from app.notifications import actions as notifications
from app.plans.queries import plans
from app.plans.terms import SigningCapacity
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject
from app.reminders import papers, policies
from app.reminders.models import Urging, UrgingDelivery, UrgingReceipt
from app.reminders.queries import below, ladders, people, urgings
from app.reminders.terms import IssuedAs, UrgingForm, UrgingState, starting
from tenants import context
from tenants.db import db
from tenants.models import Tenant

READERS = (Role.OFFICER, Role.LEADER, Role.CLERK)


@dataclass(frozen=True, kw_only=True)
class UrgingContent:
    """What an urging says, and to whom."""

    form: UrgingForm
    subject: str
    body: str
    unit_ids: Sequence[int]
    plan_id: int | None = None
    reply_on: date | None = None
    issued_as: IssuedAs
    symbol: str
    place: str
    recipients: list[dict[str, Any]] = field(default_factory=list)


def draft_urging(*, content: UrgingContent, by: Person) -> Urging:
    """Begin an urging; starting wording takes over the day of the answer.

    Raises Invalid for a plan of others, a unit that is not directly below, an answer due before
    today or on another day than the text names.
    """
    content = _check(content)
    urging = Urging(tenant_id=context.acting().tenant_id)
    _fill(urging, content)
    db.session.add(urging)
    db.session.flush()
    _address(urging, content.unit_ids)
    audit.record("urging.drafted", urging, by=by, title=content.subject)
    return urging


def edit_urging(*, urging_id: int, version: int, content: UrgingContent, by: Person) -> Urging:
    """Write a draft anew. Raises Stale where another has changed it, Conflict once it is out."""
    urging = _for_change(urging_id, version)
    content = _check(content, kept=urging.reply_on)
    _fill(urging, content)
    flag_modified(urging, "recipients")
    db.session.flush()
    db.session.execute(delete(UrgingDelivery).where(UrgingDelivery.urging_id == urging.id))
    _address(urging, content.unit_ids)
    audit.record("urging.edited", urging, by=by, title=content.subject)
    return urging


def discard_urging(*, urging_id: int, version: int, by: Person) -> None:
    """Throw a draft away. Raises Stale, Conflict."""
    urging = _for_change(urging_id, version)
    audit.record("urging.discarded", urging, by=by, title=urging.subject)
    db.session.delete(urging)
    db.session.flush()


def _for_change(urging_id: int, version: int) -> Urging:
    urging = urgings.own(urging_id, lock=True)
    policies.check_change(urging)
    if urging.version != version:
        raise Stale("Dự thảo đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi lưu.")
    return urging


def _check(content: UrgingContent, *, kept: date | None = None) -> UrgingContent:
    plan = None
    if content.plan_id is not None:
        try:
            plan = plans.own(content.plan_id)
            policies.check_plan(is_issued=plan.issued_at is not None)
        except NotFound as error:
            raise Invalid(error.message, "plan_id") from error
    tenant, today = ladders.tenant(), clock.today()
    policies.check_way(content.issued_as, tenant.kind)
    policies.check_units(content.unit_ids, urgings.subordinates(content.unit_ids, today))
    if content.reply_on is not None:
        text = starting.with_reply(
            content.body,
            tenant,
            ways=policies.ways_of(tenant.kind),
            plan=None if plan is None else (plan.reference, plan.title),
            reply=content.reply_on,
            kept=kept,
        )
        content = replace(content, body=text)
    policies.check_reply(content.body, content.reply_on, today)
    return content


def _fill(urging: Urging, content: UrgingContent) -> None:
    for name in (
        "form",
        "subject",
        "body",
        "plan_id",
        "reply_on",
        "issued_as",
        "symbol",
        "place",
        "recipients",
    ):
        setattr(urging, name, getattr(content, name))


def _address(urging: Urging, unit_ids: Collection[int]) -> None:
    rows = select(
        literal(urging.tenant_id, BigInteger), literal(urging.id, BigInteger), Tenant.id
    ).where(Tenant.id.in_(unit_ids))
    db.session.execute(
        insert(UrgingDelivery).from_select(["tenant_id", "urging_id", "recipient_id"], rows)
    )


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Who signs a letter, in whose name, under which number; without one, the next of the year."""

    issued_on: date
    capacity: SigningCapacity
    name: str
    number: str | None = None


def issue_urging(
    *, urging_id: int, signing: Signing | None = None, version: int | None = None, by: Person
) -> Urging:
    """Send a draft to its units: frozen with the annex of what is late there at this moment.

    A letter needs `signing`; a notice is sent as it is. Sent already, it is given back unchanged,
    so that a form sent twice urges once. Raises Invalid for a fault of number, day or unit, Stale
    where the draft is not that of `version`.
    """
    urging = urgings.own(urging_id, lock=True)
    if urging.state is UrgingState.ISSUED:
        return urging
    if version is not None and version != urging.version:
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại rồi gửi.")
    if urging.form is UrgingForm.LETTER and signing is None:
        raise Invalid("Công văn cần số, ngày và người ký.", "signer_name")
    unit_ids = [one.tenant_id for one in urgings.recipients(urging.id)]
    units = urgings.subordinates(unit_ids, clock.today())
    policies.check_units(unit_ids, units)
    urging.units = annex(urging, units)
    _sign(urging, signing, by)
    at = clock.now()
    urging.issued_at, urging.issued_by = at, by.id
    _dispatch(urging, at)
    audit.record(
        "urging.issued",
        urging,
        by=by,
        number=urging.number,
        symbol=urging.symbol,
        recipients=len(units),
    )
    return urging


def annex(urging: Urging, units: Sequence[Tenant]) -> list[dict[str, Any]]:
    """What is late today with each unit, as the annex of the letter lists it."""
    late: dict[int, list[dict[str, str]]] = {}
    if urging.plan_id is not None:
        for item in below.items(urging.plan_id, [one.id for one in units]):
            entry = {"text": item.text, "last_day": item.last_day.isoformat()}
            late.setdefault(item.unit_id, []).append(entry)
    return [{"id": one.id, "name": one.name, "items": late.get(one.id, [])} for one in units]


def _sign(urging: Urging, signing: Signing | None, by: Person) -> None:
    if urging.form is UrgingForm.NOTICE or signing is None:
        urging.issued_on = clock.today()
        return
    policies.check_letter(urging, signing.issued_on, clock.today(), signing.name)
    capacity = signing.capacity
    entry = registers.enter(
        kind=PaperKind.OFFICIAL_LETTER,
        symbol=urging.symbol,
        abstract=urging.subject,
        issued_on=signing.issued_on,
        signer=Signer(lines=capacity.lines, position=capacity.position, name=signing.name.strip()),
        subject=Subject(kind="urgings", id=urging.id),
        wanted=signing.number,
        dispatch=Dispatch(
            recipients=papers.recipients_of(urging), archive=papers.archive_of(urging)
        ),
        by=by,
    )
    urging.number, urging.number_year = entry.printed_number, entry.year
    urging.issued_on = signing.issued_on
    urging.signing_capacity = entry.signing_lines
    urging.signer_position, urging.signer_name = entry.signer_position, entry.signer_name


def _dispatch(urging: Urging, at: datetime) -> None:
    db.session.flush()
    db.session.execute(
        update(UrgingDelivery)
        .where(UrgingDelivery.urging_id == urging.id)
        .values(sent_at=literal(at, DateTime(timezone=True)))
        .execution_options(synchronize_session=False)
    )


def tell_urged(*, urging_id: int) -> int:
    """Tell those who work in every unit urged; how many units were told now."""
    urging = urgings.own(urging_id)
    return notifications.tell(
        addressee_ids=select(UrgingDelivery.recipient_id).where(
            UrgingDelivery.urging_id == urging.id, UrgingDelivery.sent_at.is_not(None)
        ),
        kind="urging.issued",
        text=sentence(urging, urgings.issuer(urging)),
        path=f"/urgings/{urging.id}",
        key=f"urging.issued:{urging.id}",
        roles=READERS,
    )


def sentence(urging: Urging, issuer: Tenant) -> str:
    """What the urged read: who urges, about what, until when an answer is due."""
    reply = f" Báo cáo chậm nhất ngày {dates.short(urging.reply_on)}." if urging.reply_on else ""
    paper = (
        f" tại {urging.reference[:1].lower()}{urging.reference[1:]}"
        if urging.form is UrgingForm.LETTER
        else ""
    )
    return f"{issuer.name} đôn đốc{paper}: {urging.subject}.{reply}"


def mail_urging(*, urging_id: int) -> int:
    """Write to the officers and leaders of the acting tenant that it is urged; how many now.

    Done as each unit itself: nobody else reads who works there.
    """
    if not urgings.is_addressed_here(urging_id):
        return 0
    urging = urgings.readable(urging_id)
    issuer = urgings.issuer(urging)
    text = f"{sentence(urging, issuer)}\n\n{urging.body}"
    return mail.post(
        [
            Letter(
                one.user_id,
                one.email,
                f"[Thi Đua] {issuer.name} đôn đốc: {urging.subject}",
                f"Kính gửi {one.full_name},\n{text}",
                f"/urgings/{urging.id}",
                f"urging:{urging.id}:{one.user_id}",
            )
            for one in people.working()
            if one.roles & {Role.OFFICER, Role.LEADER}
        ]
    )


def see_urging(*, urging_id: int, by: Person) -> None:
    """Note that the acting tenant has opened an urging that came to it; once.

    Raises NotFound for one that did not come here.
    """
    if not urgings.is_addressed_here(urging_id):
        raise NotFound(urgings.MISSING)
    urging = urgings.readable(urging_id)
    entered = db.session.scalar(
        insert(UrgingReceipt)
        .values(
            tenant_id=context.acting().tenant_id,
            urging_id=urging.id,
            addressee_id=urging.tenant_id,
            sent_at=clock.now(),
            seen_by=by.id,
            seen_by_name=by.full_name,
        )
        .on_conflict_do_nothing(index_elements=["tenant_id", "urging_id"])
        .returning(UrgingReceipt.id)
    )
    if entered is not None:
        audit.record("urging.seen", urging, by=by, title=urging.subject)
