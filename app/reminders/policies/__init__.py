"""May it happen now?"""

from app.reminders.policies.ladders import MOST_STEPS, check_ladder
from app.reminders.policies.urgings import (
    can_change,
    can_issue,
    check_change,
    check_letter,
    check_plan,
    check_reply,
    check_units,
    check_way,
    ways_of,
)

__all__ = [
    "MOST_STEPS",
    "can_change",
    "can_issue",
    "check_change",
    "check_ladder",
    "check_letter",
    "check_plan",
    "check_reply",
    "check_units",
    "check_way",
    "ways_of",
]
