"""Pages."""

from app.scoring.views import appraisals, criteria, criteria_sets, filling, sheets, standings
from app.scoring.views.blueprint import pages

__all__ = ["appraisals", "criteria", "criteria_sets", "filling", "pages", "sheets", "standings"]
