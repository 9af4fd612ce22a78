"""Every write of plans, to be read aloud: `from app.plans import actions` → `actions.issue(…)`."""

from app.plans.actions.content import BY_HAND, Origin, PlanContent, TaskContent
from app.plans.actions.draft import discard, draft, edit, usual_place, usual_symbol
from app.plans.actions.issue import Signature, issue, tell_recipients
from app.plans.actions.tasks import add_task, edit_task, remove_task, set_tasks

__all__ = [
    "BY_HAND",
    "Origin",
    "PlanContent",
    "Signature",
    "TaskContent",
    "add_task",
    "discard",
    "draft",
    "edit",
    "edit_task",
    "issue",
    "remove_task",
    "set_tasks",
    "tell_recipients",
    "usual_place",
    "usual_symbol",
]
