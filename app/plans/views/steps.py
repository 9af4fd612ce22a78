"""The way of a delivered plan through the office, as the steps that a page shows."""

from datetime import date, datetime

from app.lib import dates
from app.plans.queries.incoming import Incoming
from app.plans.terms import DeliveryState, PlanKind, PlanVerdict

Step = dict[str, str]
READ = (DeliveryState.DELIVERED, DeliveryState.SEEN, DeliveryState.ACKNOWLEDGED)
"""The way of guidance: it is taken in."""
SENT = list(DeliveryState).index(DeliveryState.SENT)


def steps_of(arrived: Incoming, today: date) -> list[Step]:
    """From delivered to sent and accepted: what is done, what is next."""
    steps: list[Step] = []
    is_next = True
    for state, at in _times(arrived).items():
        if arrived.plan.kind is PlanKind.GUIDANCE and state not in READ:
            continue
        if at is not None:
            steps.append({"label": state.label, "state": "done", "time": dates.stamp(at)})
            continue
        steps.append({"label": state.label, "state": _waiting(arrived, today, is_next)})
        is_next = False
    if arrived.due_on is not None and not arrived.is_sent:
        steps[SENT]["note"] = f"hạn {dates.short(arrived.due_on)}"
    if arrived.is_returned and arrived.reviewed_at is not None:
        time = dates.stamp(arrived.reviewed_at)
        steps[-1] = {"label": PlanVerdict.RETURNED.label, "state": "returned", "time": time}
    return steps


def _times(arrived: Incoming) -> dict[DeliveryState, datetime | None]:
    receipt = arrived.receipt
    return {
        DeliveryState.DELIVERED: arrived.delivery.sent_at,
        DeliveryState.SEEN: receipt and receipt.seen_at,
        DeliveryState.ACKNOWLEDGED: receipt and receipt.acknowledged_at,
        DeliveryState.DERIVED: receipt and receipt.derived_at,
        DeliveryState.ISSUED: receipt and receipt.plan_issued_at,
        DeliveryState.SENT: receipt and receipt.plan_sent_at,
        DeliveryState.ACCEPTED: arrived.reviewed_at
        if arrived.state is DeliveryState.ACCEPTED
        else None,
    }


def _waiting(arrived: Incoming, today: date, is_next: bool) -> str:
    if not is_next:
        return "todo"
    return "late" if arrived.is_late(today) else "current"
