"""What waits between superior and subordinate: plans to be answered or corrected, questions."""

from collections.abc import Iterator

from sqlalchemy import func, select

from app.access.permissions import Permission
from app.accounts.queries import Identity
from app.dashboards.queries.desk import Line, door
from app.dashboards.terms import LineKind
from app.lib import clock, dates
from app.notifications import queries as notices
from app.notifications.models import Notification, NotificationReading
from app.plans.queries import exchange, registration
from tenants import context
from tenants.db import db

ANSWERS = ("plan.answered", "plan.clarified")


def to_review() -> Iterator[Line]:
    """Plans that came up and wait for an answer."""
    count = registration.waiting_count()
    if count:
        text = f"Xem xét {count} kế hoạch cấp dưới gửi lên"
        note = "Chấp nhận, hoặc trả lại kèm ý kiến"
        here = door("plans.received", state="waiting")
        yield Line(LineKind.PLAN_REVIEW, text, here, note, count=count)


def questions() -> Iterator[Line]:
    """Questions and difficulties of subordinates that wait for an answer."""
    count = exchange.open_count()
    if count:
        text = f"Trả lời {count} câu hỏi, vướng mắc của cấp dưới"
        yield Line(
            LineKind.PLAN_ANSWER, text, door("plans.threads", view="open"), None, count=count
        )


def returned(reader: Identity) -> Iterator[Line]:
    """Own plans that the superior returned: to be corrected, then sent again."""
    for plan, remarks, at in registration.returned_plans():
        here, note = door("plans.show", plan_id=plan.id), f"Ý kiến: {remarks}"
        since = dates.short(clock.local(at).date())
        if Permission.PLAN_EDIT in reader.permissions:
            text = f"Sửa {plan.reference} bị cấp trên trả lại ngày {since}, rồi gửi lại"
            yield Line(LineKind.PLAN_CORRECT, text, here, note)
        elif Permission.PLAN_SEND in reader.permissions:
            text = f"Gửi lại {plan.reference} sau khi sửa theo ý kiến ngày {since}"
            yield Line(LineKind.PLAN_CORRECT, text, here, note)


def answered(reader: Identity) -> Iterator[Line]:
    """Answers of the superior, and general ones, whose notice this person has not read."""
    read = (
        select(NotificationReading.id)
        .where(
            NotificationReading.user_id == reader.id,
            NotificationReading.notification_id == Notification.id,
        )
        .exists()
    )
    count, latest = db.session.execute(
        select(func.count(), func.max(Notification.sent_at)).where(
            Notification.addressee_id == context.acting().tenant_id,
            Notification.kind.in_(ANSWERS),
            Notification.sent_at.is_not(None),
            notices.is_meant_for(reader),
            ~read,
        )
    ).one()
    if count and latest:
        note = f"Mới nhất ngày {dates.short(clock.local(latest).date())}"
        text = f"Xem {count} nội dung cấp trên trả lời, giải đáp"
        yield Line(LineKind.PLAN_ANSWERED, text, door("notifications.index"), note, count=count)
