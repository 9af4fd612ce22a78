"""Telling tenants and people what they must know, and noting who has read it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BigInteger, DateTime, Select, String, cast, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from app.access.permissions import Role
from app.audit.actions import Person
from app.lib import clock
from app.notifications import queries
from app.notifications.models import Notification, NotificationReading
from tenants import context
from tenants.db import db

ONCE = ["tenant_id", "addressee_id", "key", "user_id"]


@dataclass(frozen=True)
class Told:
    """A notice to one person of the acting tenant."""

    user_id: int
    kind: str
    text: str
    path: str | None
    key: str


def tell(
    *,
    addressee_ids: Sequence[int] | Select[int],
    kind: str,
    text: str,
    path: str | None = None,
    key: str,
    roles: Collection[Role] | None = None,
    by: Person | None = None,
) -> int:
    """Give one notice of the acting tenant to every tenant addressed, in one statement.

    `addressee_ids` is a list, or a query of one column of tenant ids. `kind` is a short code
    ("plan.delivered"), `path` the page on which to act. `roles` narrows it to those there who have
    one of them; otherwise everybody there is meant. A tenant that has already been given the
    notice `key` is left out, so that a repeated job tells nobody twice; the return value is how
    many were told now. A notice is part of the deed that causes it, whose audit line names `by`.
    """
    addressed = _addressed(addressee_ids)
    actor = context.acting()
    notices = select(
        literal(actor.tenant_id, BigInteger),
        addressed.c.id,
        literal(clock.now(), DateTime(timezone=True)),
        literal(key, String),
        literal(kind, String),
        literal(text, String),
        literal(path, String),
        cast(None if roles is None else sorted(roles), ARRAY(String(40))),
    )
    columns = ["tenant_id", "addressee_id", "sent_at", "key", "kind", "text", "path", "roles"]
    given = db.session.execute(
        insert(Notification)
        .from_select(columns, notices)
        .on_conflict_do_nothing(index_elements=ONCE),
        execution_options={"preserve_rowcount": True},
    )
    return max(given.rowcount, 0)  # type: ignore[attr-defined]


def tell_people(notices: Sequence[Told]) -> int:
    """Give notices to people of the acting tenant, each to one, in one statement; how many are new.

    What a person has been given under the same key is left out.
    """
    if not notices:
        return 0
    tenant_id = context.acting().tenant_id
    rows = [
        {
            "tenant_id": tenant_id,
            "addressee_id": tenant_id,
            "sent_at": clock.now(),
            "user_id": one.user_id,
            "kind": one.kind,
            "text": one.text,
            "path": one.path,
            "key": one.key,
        }
        for one in notices
    ]
    given = db.session.scalars(
        insert(Notification)
        .values(rows)
        .on_conflict_do_nothing(index_elements=ONCE)
        .returning(Notification.id)
    ).all()
    return len(given)


def mark_read(*, notification_ids: Sequence[int] | None = None, by: Person) -> int:
    """Note that `by` has read these notices to the acting tenant, or all of them; how many anew.

    Notices to others are passed over. A reading is a row of the reader's tenant: the sender's row
    is never touched.
    """
    read = select(NotificationReading.notification_id).where(
        NotificationReading.user_id == by.id,
        NotificationReading.notification_id == Notification.id,
    )
    unread = select(
        literal(context.acting().tenant_id, BigInteger), literal(by.id, BigInteger), Notification.id
    ).where(
        Notification.addressee_id == context.acting().tenant_id,
        Notification.sent_at.is_not(None),
        queries.is_meant_for(by),
        ~read.exists(),
    )
    if notification_ids is not None:
        unread = unread.where(Notification.id.in_(notification_ids))
    marked = db.session.execute(
        insert(NotificationReading)
        .from_select(["tenant_id", "user_id", "notification_id"], unread)
        .on_conflict_do_nothing(index_elements=["tenant_id", "user_id", "notification_id"]),
        execution_options={"preserve_rowcount": True},
    )
    return max(marked.rowcount, 0)  # type: ignore[attr-defined]


def mark_superseded(*, kind: str, user_ids: Sequence[int], key: str) -> None:
    """What people of the acting tenant were told of this kind under an earlier key counts as read.

    For notices of which only the latest matters, such as the digest of a day.
    """
    mine = context.acting().tenant_id
    earlier = select(Notification.tenant_id, Notification.user_id, Notification.id).where(
        Notification.tenant_id == mine,
        Notification.addressee_id == mine,
        Notification.kind == kind,
        Notification.user_id.in_(user_ids),
        Notification.key < key,
    )
    db.session.execute(
        insert(NotificationReading)
        .from_select(["tenant_id", "user_id", "notification_id"], earlier)
        .on_conflict_do_nothing(index_elements=["tenant_id", "user_id", "notification_id"])
    )


def _addressed(ids: Sequence[int] | Select[int]) -> Any:
    """The tenants addressed as a table of one column `id`."""
    if isinstance(ids, Select):
        found = ids.subquery()
        return select(found.c[0].label("id")).subquery()
    listed = cast(list(ids), ARRAY(BigInteger))
    return select(func.unnest(listed).label("id")).subquery()
