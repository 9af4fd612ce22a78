"""Words of the plan."""

from app.lib.dates import DeadlinePrecision
from app.plans.terms.amending import (
    ANSWERS,
    HELD_BY_WHOLE,
    LOCKS,
    MERGED_FIELDS,
    OPEN_STATES,
    WHOLE_TASK,
    WITH_REASON,
    ChangeKind,
    FieldChoice,
    MergeKind,
    MergeState,
    facts_of,
    held_by,
    locks_of,
    with_facts,
)
from app.plans.terms.assignments import Part, WarningCode
from app.plans.terms.fields import PLAN_FIELDS, SECTIONS, TASK_FIELDS
from app.plans.terms.linking import Answer, Ground
from app.plans.terms.prose import (
    Prose,
    area_of,
    in_sentence,
    localized,
    organ_name,
    starting_prose,
)
from app.plans.terms.reading import Certainty, Found, ReadingNote
from app.plans.terms.registration import (
    ASKING,
    MessageKind,
    PlanVerdict,
    RoundState,
    ThreadSide,
    ThreadState,
    ThreadView,
)
from app.plans.terms.rhythm import Rhythm
from app.plans.terms.signing import SigningCapacity
from app.plans.terms.views import IncomingView, MatrixView
from app.plans.terms.words import (
    DeliveryState,
    Disposition,
    PlanKind,
    PlanPeriod,
    PlanState,
    RevisionCause,
)

__all__ = [
    "ANSWERS",
    "ASKING",
    "HELD_BY_WHOLE",
    "LOCKS",
    "MERGED_FIELDS",
    "OPEN_STATES",
    "PLAN_FIELDS",
    "SECTIONS",
    "TASK_FIELDS",
    "WHOLE_TASK",
    "WITH_REASON",
    "Answer",
    "Certainty",
    "ChangeKind",
    "DeadlinePrecision",
    "DeliveryState",
    "Disposition",
    "FieldChoice",
    "Found",
    "Ground",
    "IncomingView",
    "MatrixView",
    "MergeKind",
    "MergeState",
    "MessageKind",
    "Part",
    "PlanKind",
    "PlanPeriod",
    "PlanState",
    "PlanVerdict",
    "Prose",
    "ReadingNote",
    "RevisionCause",
    "Rhythm",
    "RoundState",
    "SigningCapacity",
    "ThreadSide",
    "ThreadState",
    "ThreadView",
    "WarningCode",
    "area_of",
    "facts_of",
    "held_by",
    "in_sentence",
    "localized",
    "locks_of",
    "organ_name",
    "starting_prose",
    "with_facts",
]
