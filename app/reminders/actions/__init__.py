"""Every write of reminding and urging."""

from app.reminders.actions.ladders import keep_ladder, restore_usual_ladder
from app.reminders.actions.remind import Given, remind
from app.reminders.actions.urgings import (
    Signing,
    UrgingContent,
    annex,
    discard_urging,
    draft_urging,
    edit_urging,
    issue_urging,
    mail_urging,
    see_urging,
    tell_urged,
)

__all__ = [
    "Given",
    "Signing",
    "UrgingContent",
    "annex",
    "discard_urging",
    "draft_urging",
    "edit_urging",
    "issue_urging",
    "keep_ladder",
    "mail_urging",
    "remind",
    "restore_usual_ladder",
    "see_urging",
    "tell_urged",
]
