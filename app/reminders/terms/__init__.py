"""Words of reminding and urging."""

from app.reminders.terms import starting
from app.reminders.terms.ladder import (
    DEFAULT_HOUR,
    USUAL_OF_AN_ISSUER,
    USUAL_STEPS,
    Audience,
    Side,
    Step,
    Unit,
)
from app.reminders.terms.subjects import SubjectKind
from app.reminders.terms.urging import (
    BelowView,
    IssuedAs,
    UrgingForm,
    UrgingState,
)

__all__ = [
    "DEFAULT_HOUR",
    "USUAL_OF_AN_ISSUER",
    "USUAL_STEPS",
    "Audience",
    "BelowView",
    "IssuedAs",
    "Side",
    "Step",
    "SubjectKind",
    "Unit",
    "UrgingForm",
    "UrgingState",
    "starting",
]
