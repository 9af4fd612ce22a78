"""Posting mails, and what the worker notes of each on its way out."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import characters, clock
from app.mail import policies, queries
from app.mail.models import Mail, MailChoice
from app.mail.queries import Wanted
from app.mail.terms import Letter, MailState
from tenants import context
from tenants.db import db

MOST_OF_AN_ERROR = 500


def post(letters: Sequence[Letter]) -> int:
    """Hand letters of the acting tenant to the worker, in one statement; how many are new.

    A letter whose `key` was posted before is left out. Where the installation has no mail server,
    nothing is kept: it would go out months later.
    """
    if not letters or not queries.is_on():
        return 0
    now = clock.now()
    rows = [
        {
            "tenant_id": context.acting().tenant_id,
            "user_id": one.user_id,
            "key": one.key,
            "address": one.address,
            "subject": " ".join(characters.tidy(one.subject).split()),
            "text": characters.tidy(one.text),
            "path": one.path,
            "attachment_name": one.attachment_name,
            "attachment": one.attachment,
            "state": MailState.QUEUED,
            "due_at": now,
            "created_at": now,
        }
        for one in letters
    ]
    posted = db.session.scalars(
        insert(Mail)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["tenant_id", "key"])
        .returning(Mail.id)
    ).all()
    return len(posted)


def choose(*, wanted: Wanted, by: Person) -> None:
    """Note what the person wants by mail in the acting tenant."""
    values = {"digest": wanted.digest, "reminders": wanted.reminders}
    db.session.execute(
        insert(MailChoice)
        .values(tenant_id=context.acting().tenant_id, user_id=by.id, **values)
        .on_conflict_do_update(index_elements=["tenant_id", "user_id"], set_=values)
    )
    audit.record("mail.chosen", by=by, **values)


def send_again(*, mail_id: int, by: Person) -> Mail:
    """Put a mail back into the queue that was refused, given up, or never confirmed.

    Raises NotFound for another tenant's, Conflict for one that went out or waits its turn.
    """
    mail = queries.own(mail_id, lock=True)
    policies.check_send_again(mail)
    mail.state = MailState.QUEUED
    mail.due_at = clock.now()
    mail.attempts = 0
    audit.record("mail.sent_again", mail, by=by, email=mail.address)
    return mail


def claim() -> Mail | None:
    """Take the next mail that is due for sending; None where there is none. On the platform.

    To be committed before a word is said to the mail server: then nobody sends it a second time.
    It comes with the file that it carries.
    """
    now = clock.now()
    chosen = (
        select(Mail.id)
        .where(Mail.state == MailState.QUEUED, Mail.due_at <= now)
        .order_by(Mail.due_at, Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claimed = db.session.scalar(
        update(Mail)
        .where(Mail.id == chosen.scalar_subquery())
        .values(state=MailState.SENDING, claimed_at=now, attempts=Mail.attempts + 1)
        .returning(Mail)
        .execution_options(synchronize_session=False)
    )
    if claimed is not None:
        db.session.refresh(claimed, ["attachment"])
    return claimed


def note_sent(mail_id: int) -> None:
    """The mail server has taken it; its link, which may open an invitation, and the file that it
    carried are kept no longer.

    On the platform.
    """
    gone = {"path": None, "attachment": None}
    _note(mail_id, state=MailState.SENT, sent_at=clock.now(), error=None, **gone)


def note_refused(mail_id: int, answer: str) -> None:
    """The mail server will never take it. On the platform."""
    _note(mail_id, state=MailState.REFUSED, error=answer[:MOST_OF_AN_ERROR])


def note_unknown(mail_id: int, answer: str) -> None:
    """The connection broke after the text was handed over: it may have arrived. On the platform."""
    _note(mail_id, state=MailState.UNKNOWN, error=answer[:MOST_OF_AN_ERROR])


def put_off(mail_id: int, attempts: int, answer: str) -> None:
    """Try again later, or give up after two days of trying. On the platform."""
    pause = policies.pause_after(attempts)
    state = MailState.GIVEN_UP if pause is None else MailState.QUEUED
    due_at = clock.now() + (pause or timedelta())
    _note(mail_id, state=state, due_at=due_at, error=answer[:MOST_OF_AN_ERROR])


def _note(mail_id: int, **values: object) -> None:
    db.session.execute(
        update(Mail)
        .where(Mail.id == mail_id, Mail.state == MailState.SENDING)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def note_lost() -> int:
    """What was claimed long ago and never confirmed is unknown; how many. On the platform."""
    lost = db.session.scalars(
        update(Mail)
        .where(
            Mail.state == MailState.SENDING,
            Mail.claimed_at < clock.now() - policies.LOST_AFTER,
        )
        .values(
            state=MailState.UNKNOWN,
            error="Tiến trình gửi thư bị ngắt giữa chừng; không rõ thư đã đến máy chủ hay chưa.",
        )
        .returning(Mail.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(lost)
