"""JSON resources."""

from app.scoring.api import (
    appraisals,
    criteria,
    criteria_sets,
    exchange,
    filling,
    reviews,
    sheets,
    standings,
)
from app.scoring.api.blueprint import resources

__all__ = [
    "appraisals",
    "criteria",
    "criteria_sets",
    "exchange",
    "filling",
    "resources",
    "reviews",
    "sheets",
    "standings",
]
