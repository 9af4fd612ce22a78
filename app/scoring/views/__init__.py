"""Pages."""

from app.scoring.views import (
    appraisals,
    criteria,
    criteria_sets,
    editions,
    exchange,
    filling,
    sheets,
    standings,
    trials,
)
from app.scoring.views.blueprint import pages

__all__ = [
    "appraisals",
    "criteria",
    "criteria_sets",
    "editions",
    "exchange",
    "filling",
    "pages",
    "sheets",
    "standings",
    "trials",
]
