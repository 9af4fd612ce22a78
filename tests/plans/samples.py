"""Plans that the tests write."""

from datetime import date
from typing import Any

from app.plans.actions import PlanContent, Signature
from app.plans.terms import SigningCapacity


def a_plan(**changes: Any) -> PlanContent:
    """A year plan for 2026."""
    return PlanContent(
        **{"year": 2026, "title": "Công tác thi đua, khen thưởng năm 2026", **changes}
    )


def signature(**changes: Any) -> Signature:
    """The chairman signs on 4 January 2026."""
    given = {
        "issued_on": date(2026, 1, 4),
        "capacity": SigningCapacity.COMMITTEE_CHAIR,
        "name": "Đoàn Thanh Sơn",
    }
    return Signature(**{**given, **changes})
