"""Pages."""

from app.scoring.views import appraisals, criteria, criteria_sets, sheets, standings
from app.scoring.views.blueprint import pages

__all__ = ["appraisals", "criteria", "criteria_sets", "pages", "sheets", "standings"]
