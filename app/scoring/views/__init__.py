"""Pages."""

from app.scoring.views import criteria, criteria_sets, sheets
from app.scoring.views.blueprint import pages

__all__ = ["criteria", "criteria_sets", "pages", "sheets"]
