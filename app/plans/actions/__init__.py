"""Every write of plans, to be read aloud: `from app.plans import actions` → `actions.issue(…)`."""

from app.plans.actions.content import BY_HAND, Origin, PlanContent, TaskContent
from app.plans.actions.derive import (
    Derivation,
    decide_task,
    decline_task,
    derive,
    keep_task,
    resume_task,
)
from app.plans.actions.draft import (
    discard,
    draft,
    edit,
    usual_place,
    usual_symbol,
    with_usual_prose,
)
from app.plans.actions.exchange import (
    Answered,
    Attachment,
    answer,
    ask,
    reply,
    tell_everybody,
    tell_other_side,
)
from app.plans.actions.issue import Signature, issue, tell_recipients
from app.plans.actions.link import answer_upstream, link, unlink
from app.plans.actions.next_year import copy_to_next_year
from app.plans.actions.parts import MOST_PARTS, merge_tasks, split_task
from app.plans.actions.reading import draft_from_file
from app.plans.actions.receive import acknowledge, see
from app.plans.actions.remind import remind
from app.plans.actions.review import (
    review,
    tell_sender,
)
from app.plans.actions.send import send, tell_superior
from app.plans.actions.series import edit_series, repeat_task
from app.plans.actions.takeover import Inherited, take_over
from app.plans.actions.tasks import add_task, edit_task, remove_task, set_tasks
from app.plans.actions.years import close_year, reopen_year

__all__ = [
    "BY_HAND",
    "MOST_PARTS",
    "Answered",
    "Attachment",
    "Derivation",
    "Inherited",
    "Origin",
    "PlanContent",
    "Signature",
    "TaskContent",
    "acknowledge",
    "add_task",
    "answer",
    "answer_upstream",
    "ask",
    "close_year",
    "copy_to_next_year",
    "decide_task",
    "decline_task",
    "derive",
    "discard",
    "draft",
    "draft_from_file",
    "edit",
    "edit_series",
    "edit_task",
    "issue",
    "keep_task",
    "link",
    "merge_tasks",
    "remind",
    "remove_task",
    "reopen_year",
    "repeat_task",
    "reply",
    "resume_task",
    "review",
    "see",
    "send",
    "set_tasks",
    "split_task",
    "take_over",
    "tell_everybody",
    "tell_other_side",
    "tell_recipients",
    "tell_sender",
    "tell_superior",
    "unlink",
    "usual_place",
    "usual_symbol",
    "with_usual_prose",
]
