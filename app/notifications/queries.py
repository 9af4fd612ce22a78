"""What people have been told, and what they have not read yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Membership
from app.audit.actions import Person
from app.lib.errors import NotFound
from app.lib.pages import LARGEST, SIZE, Page, offset
from app.notifications.models import Notification, NotificationReading
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Notice:
    """A notice as one person sees it: `read_at` is None until they have read it.

    `is_personal` where it is for the reader alone.
    """

    id: int
    kind: str
    text: str
    path: str | None
    sent_at: datetime
    sender: str
    read_at: datetime | None
    is_personal: bool


def is_meant_for(by: Person) -> ColumnElement[bool]:
    """Whether a notice to the acting tenant is for this person: for all, a role, or them alone."""
    roles = (
        select(Membership.role_names)
        .where(
            Membership.tenant_id == context.acting().tenant_id,
            Membership.user_id == by.id,
            Membership.deactivated_at.is_(None),
        )
        .scalar_subquery()
    )
    return or_(
        and_(Notification.roles.is_(None), Notification.user_id.is_(None)),
        Notification.user_id == by.id,
        Notification.roles.op("&&", is_comparison=True)(roles),
    )


def unread_count(*, by: Person) -> int:
    """How many notices to the acting tenant this person has not read."""
    read = select(NotificationReading.notification_id).where(
        NotificationReading.user_id == by.id,
        NotificationReading.notification_id == Notification.id,
    )
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Notification)
            .where(
                Notification.addressee_id == context.acting().tenant_id,
                Notification.sent_at.is_not(None),
                is_meant_for(by),
                ~read.exists(),
            )
        )
        or 0
    )


def inbox(
    *, by: Person, only_unread: bool = False, page: int = 1, size: int = SIZE
) -> Page[Notice]:
    """The notices to the acting tenant: those that `by` has not read first, the newest first."""
    size = min(max(size, 1), LARGEST)
    query = _notices(by)
    if only_unread:
        query = query.where(NotificationReading.id.is_(None))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = db.session.execute(
        query.options(contains_eager(Notification.tenant))
        .order_by(
            NotificationReading.id.is_not(None),
            Notification.sent_at.desc(),
            Notification.id.desc(),
        )
        .limit(size)
        .offset(offset(page, size))
    )
    notices = [_notice(notification, read_at) for notification, read_at in rows]
    return Page(notices, max(page, 1), size, total)


def notice(notification_id: int, *, by: Person) -> Notice:
    """One notice to the acting tenant. Raises NotFound for one to others."""
    row = db.session.execute(
        _notices(by)
        .options(contains_eager(Notification.tenant))
        .where(Notification.id == notification_id)
    ).one_or_none()
    if row is None:
        raise NotFound("Không tìm thấy thông báo này.")
    notification, read_at = row
    return _notice(notification, read_at)


def _notices(by: Person) -> Select[Notification, datetime | None]:
    return (
        select(Notification, NotificationReading.created_at)
        .join(Tenant, Tenant.id == Notification.tenant_id)
        .outerjoin(
            NotificationReading,
            and_(
                NotificationReading.notification_id == Notification.id,
                NotificationReading.user_id == by.id,
            ),
        )
        .where(
            Notification.addressee_id == context.acting().tenant_id,
            Notification.sent_at.is_not(None),
            is_meant_for(by),
        )
    )


def _notice(row: Notification, read_at: datetime | None) -> Notice:
    return Notice(
        id=row.id,
        kind=row.kind,
        text=row.text,
        path=row.path,
        sent_at=row.sent_at or row.created_at,
        sender=row.tenant.name,
        read_at=read_at,
        is_personal=row.user_id is not None,
    )
