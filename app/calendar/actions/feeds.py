"""Addresses from which calendar programs fetch a person's dates."""

import secrets
from typing import NamedTuple

from sqlalchemy import update

from app.access import Permission
from app.accounts.queries import hashed
from app.audit import actions as audit
from app.audit.actions import Person
from app.calendar.models import CalendarFeed
from app.calendar.queries import feeds
from app.calendar.queries.feeds import Subscriber
from app.lib import clock
from app.lib.errors import NotFound
from tenants import context, jobs
from tenants.db import change_actor, db, on_platform


class Opened(NamedTuple):
    """A new feed: its row, and the secret part of its address, which is kept nowhere."""

    row: CalendarFeed
    token: str


def open_feed(*, only_mine: bool, by: Person) -> Opened:
    """Give `by` a new address in the present tenant; the one before ends.

    With `only_mine` the tasks are those that the person's offices lead.
    """
    _end(by.id, by)
    token = secrets.token_urlsafe(32)
    row = CalendarFeed(
        tenant_id=context.acting().tenant_id,
        user_id=by.id,
        token_hash=hashed(token),
        only_mine=only_mine,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("calendar.feed_opened", row, by=by)
    return Opened(row, token)


def revoke(*, by: Person) -> None:
    """End the address of `by` in the present tenant. Raises NotFound where there is none."""
    if not _end(by.id, by):
        raise NotFound("Bạn chưa có địa chỉ lịch nào đang dùng ở đơn vị này.")
    audit.record("calendar.feed_revoked", by=by)


def _end(user_id: int, by: Person) -> bool:
    ended = db.session.scalars(
        update(CalendarFeed)
        .where(
            CalendarFeed.tenant_id == context.acting().tenant_id,
            CalendarFeed.user_id == user_id,
            CalendarFeed.revoked_at.is_(None),
        )
        .values(revoked_at=clock.now(), revoked_by=by.id)
        .returning(CalendarFeed.id)
    ).all()
    return bool(ended)


def enter(token: str) -> Subscriber:
    """Go on in this request as the one to whom the address was given, to read their dates.

    Raises NotFound for an address that was never given, was revoked, or whose holder no longer
    works in the tenant.
    """
    with on_platform():
        found = feeds.subscriber(hashed(token))
    if found is None or Permission.PROGRESS_VIEW not in found.permissions:
        raise NotFound("Địa chỉ lịch này không có hoặc đã thu hồi; hãy tạo lại ở trang Lịch.")
    change_actor(jobs.actor_for(found.tenant, user_id=found.user_id))
    return found
