"""JSON resources."""

from app.scoring.api import criteria, criteria_sets, sheets
from app.scoring.api.blueprint import resources

__all__ = ["criteria", "criteria_sets", "resources", "sheets"]
