"""Pages."""

from app.scoring.views import (
    appraisals,
    criteria,
    criteria_sets,
    cross,
    editions,
    exchange,
    filling,
    sheets,
    side_by_side,
    standings,
    trials,
)
from app.scoring.views.blueprint import pages

__all__ = [
    "appraisals",
    "criteria",
    "criteria_sets",
    "cross",
    "editions",
    "exchange",
    "filling",
    "pages",
    "sheets",
    "side_by_side",
    "standings",
    "trials",
]
