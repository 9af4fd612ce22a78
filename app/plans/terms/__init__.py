"""Words of the plan."""

from app.lib.dates import DeadlinePrecision
from app.plans.terms.assignments import Part, WarningCode
from app.plans.terms.fields import PLAN_FIELDS, SECTIONS, TASK_FIELDS
from app.plans.terms.prose import (
    Prose,
    area_of,
    in_sentence,
    localized,
    organ_name,
    starting_prose,
)
from app.plans.terms.reading import ReadingNote
from app.plans.terms.registration import (
    ASKING,
    MessageKind,
    PlanVerdict,
    RoundState,
    ThreadState,
    ThreadView,
)
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
    "ASKING",
    "PLAN_FIELDS",
    "SECTIONS",
    "TASK_FIELDS",
    "DeadlinePrecision",
    "DeliveryState",
    "Disposition",
    "IncomingView",
    "MatrixView",
    "MessageKind",
    "Part",
    "PlanKind",
    "PlanPeriod",
    "PlanState",
    "PlanVerdict",
    "Prose",
    "ReadingNote",
    "RevisionCause",
    "RoundState",
    "SigningCapacity",
    "ThreadState",
    "ThreadView",
    "WarningCode",
    "area_of",
    "in_sentence",
    "localized",
    "organ_name",
    "starting_prose",
]
