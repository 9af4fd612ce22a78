"""Outgoing mails of the acting tenant, and whether mail goes out at all."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import func, select

from app.audit.actions import Person
from app.lib.errors import NotFound
from app.lib.mail_server import MailServer
from app.lib.pages import LARGEST, SIZE, Page, offset
from app.mail.models import Mail, MailChoice
from app.mail.terms import MailState
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class Wanted:
    """What a person wants by mail."""

    digest: bool = True
    reminders: bool = True


def server() -> MailServer | None:
    """The mail server of this installation; None where it has none."""
    found: MailServer | None = current_app.config["MAIL_SERVER"]
    return found


def is_on() -> bool:
    """Whether mail goes out."""
    return server() is not None


def has_links() -> bool:
    """Whether mails carry a link to the page on which to act."""
    return current_app.config["PUBLIC_URL"] is not None


def sends_links() -> bool:
    """Whether a link can be handed over by mail."""
    return is_on() and has_links()


def wanted_by(user_ids: Collection[int]) -> dict[int, Wanted]:
    """What these people of the acting tenant want by mail."""
    rows = db.session.scalars(
        select(MailChoice).where(
            MailChoice.tenant_id == context.acting().tenant_id, MailChoice.user_id.in_(user_ids)
        )
    )
    chosen = {row.user_id: Wanted(row.digest, row.reminders) for row in rows}
    return {user_id: chosen.get(user_id, Wanted()) for user_id in user_ids}


def own_choice(*, by: Person) -> Wanted:
    """What the reader wants by mail in the acting tenant."""
    return wanted_by([by.id])[by.id]


def outgoing(*, state: MailState | None = None, page: int = 1, size: int = SIZE) -> Page[Mail]:
    """The acting tenant's mails, the newest first."""
    size = min(max(size, 1), LARGEST)
    query = select(Mail).where(Mail.tenant_id == context.acting().tenant_id)
    if state is not None:
        query = query.where(Mail.state == state)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.scalars(
        query.order_by(Mail.created_at.desc(), Mail.id.desc())
        .limit(size)
        .offset(offset(page, size))
    ).all()
    return Page(rows, max(page, 1), size, total)


def counts() -> dict[MailState, int]:
    """How many of the acting tenant's mails are in each state."""
    rows = db.session.execute(
        select(Mail.state, func.count())
        .where(Mail.tenant_id == context.acting().tenant_id)
        .group_by(Mail.state)
    )
    found = {state: count for state, count in rows}
    return {state: found.get(state, 0) for state in MailState}


def own(mail_id: int, *, lock: bool = False) -> Mail:
    """One mail of the acting tenant. Raises NotFound."""
    query = select(Mail).where(Mail.id == mail_id, Mail.tenant_id == context.acting().tenant_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("Không tìm thấy thư này trong các thư của đơn vị.")
    return found
