"""What people have been told, and what they have not read yet."""

from sqlalchemy import func, select

from app.audit.actions import Person
from app.notifications.models import Notification, NotificationReading
from tenants import context
from tenants.db import db


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
                ~read.exists(),
            )
        )
        or 0
    )
