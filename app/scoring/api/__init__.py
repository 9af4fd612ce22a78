"""JSON resources."""

from app.scoring.api import (
    announcements,
    appraisals,
    ballots,
    council_sessions,
    criteria,
    criteria_sets,
    disciplines,
    exchange,
    filling,
    moves,
    reviews,
    sheets,
    standings,
)
from app.scoring.api.blueprint import resources

__all__ = [
    "announcements",
    "appraisals",
    "ballots",
    "council_sessions",
    "criteria",
    "criteria_sets",
    "disciplines",
    "exchange",
    "filling",
    "moves",
    "resources",
    "reviews",
    "sheets",
    "standings",
]
