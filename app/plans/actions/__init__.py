"""Every write of plans, to be read aloud: `from app.plans import actions` → `actions.issue(…)`."""

from app.plans.actions.amend import (
    LineContent,
    amend,
    discard_amendment,
    put_line,
    remove_line,
    reword_amendment,
    set_lines,
)
from app.plans.actions.confirming import confirm_date, tell_confirmed
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
from app.plans.actions.issue import issue, tell_recipients
from app.plans.actions.issue_amendment import (
    issue_amendment,
    tell_of_amendment,
)
from app.plans.actions.link import answer_upstream, link, unlink
from app.plans.actions.merge import (
    Merged,
    merge_above,
)
from app.plans.actions.next_year import copy_to_next_year
from app.plans.actions.parts import MOST_PARTS, merge_tasks, split_task
from app.plans.actions.pilots import drop_pilot, name_pilot, take_pilot_deadline, tell_pilots
from app.plans.actions.reading import draft_from_file
from app.plans.actions.readings import (
    confirm_read_head,
    confirm_read_task,
    confirm_reading,
    correct_slips,
)
from app.plans.actions.receive import acknowledge, see
from app.plans.actions.requesting import request_office
from app.plans.actions.review import (
    review,
    tell_sender,
)
from app.plans.actions.send import send, tell_superior
from app.plans.actions.series import edit_series, repeat_task
from app.plans.actions.settle import Settled, Settlement, settle
from app.plans.actions.signing import Signature
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
    "LineContent",
    "Merged",
    "Origin",
    "PlanContent",
    "Settled",
    "Settlement",
    "Signature",
    "TaskContent",
    "acknowledge",
    "add_task",
    "amend",
    "answer",
    "answer_upstream",
    "ask",
    "close_year",
    "confirm_date",
    "confirm_read_head",
    "confirm_read_task",
    "confirm_reading",
    "copy_to_next_year",
    "correct_slips",
    "decide_task",
    "decline_task",
    "derive",
    "discard",
    "discard_amendment",
    "draft",
    "draft_from_file",
    "drop_pilot",
    "edit",
    "edit_series",
    "edit_task",
    "issue",
    "issue_amendment",
    "keep_task",
    "link",
    "merge_above",
    "merge_tasks",
    "name_pilot",
    "put_line",
    "remove_line",
    "remove_task",
    "reopen_year",
    "repeat_task",
    "reply",
    "request_office",
    "resume_task",
    "review",
    "reword_amendment",
    "see",
    "send",
    "set_lines",
    "set_tasks",
    "settle",
    "split_task",
    "take_over",
    "take_pilot_deadline",
    "tell_confirmed",
    "tell_everybody",
    "tell_of_amendment",
    "tell_other_side",
    "tell_pilots",
    "tell_recipients",
    "tell_sender",
    "tell_superior",
    "unlink",
    "usual_place",
    "usual_symbol",
    "with_usual_prose",
]
