"""Reminding the recipients of a plan whose own plan is due or late (đôn đốc)."""

from datetime import timedelta

from app.audit import actions as audit
from app.lib import clock, dates
from app.notifications import actions as notifications
from app.plans.queries import reminders
from app.plans.queries.reminders import Unsent

AHEAD = timedelta(days=3)
"""How long before the last day the reminders begin."""


def remind() -> int:
    """Remind everybody below whose plan is overdue or due within three days; how many were told.

    A recipient is reminded of a plan once a day, however often this is done that day.
    """
    today = clock.today()
    return sum(remind_of(one) for one in reminders.unsent(today, today + AHEAD))


def remind_of(one: Unsent) -> int:
    """Remind the recipients of one plan that are due on one day, by one statement."""
    today = clock.today()
    is_late = one.due_on < today
    told = notifications.tell(
        addressee_ids=reminders.recipients_of(one, today),
        kind="plan.late" if is_late else "plan.due_soon",
        text=_text(one),
        path=f"/plans/{one.plan.id}",
        key=f"plan.reminder:{one.plan.id}:{today.isoformat()}",
    )
    if told:
        audit.record(
            "plan.reminded", one.plan, by=None, recipients=told, due_on=one.due_on.isoformat()
        )
    return told


def _text(one: Unsent) -> str:
    today = clock.today()
    left = dates.relative(one.due_on, today)
    said = f"{left[:1].upper()}{left[1:]} (hạn {dates.short(one.due_on)})"
    return f"{said}: đơn vị chưa gửi kế hoạch thực hiện {one.plan.reference} ({one.plan.title})."
