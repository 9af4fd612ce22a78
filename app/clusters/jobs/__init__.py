"""Deeds in clusters together with what follows from them, and papers to be drawn."""

from app.clusters.jobs.drawing import ask_meeting, ask_notice, ask_plan, ask_pledge
from app.clusters.jobs.telling import (
    call_meeting,
    change_roles,
    issue,
    issue_notice,
    plan_meeting,
    send_minutes,
    send_plan,
    send_pledge,
    send_registration,
    sign_pledge,
)

__all__ = [
    "ask_meeting",
    "ask_notice",
    "ask_plan",
    "ask_pledge",
    "call_meeting",
    "change_roles",
    "issue",
    "issue_notice",
    "plan_meeting",
    "send_minutes",
    "send_plan",
    "send_pledge",
    "send_registration",
    "sign_pledge",
]
