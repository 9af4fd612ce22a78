"""Pages of plans."""

from app.plans.views import (
    assignments,
    comparison,
    coverage,
    dates,
    drafts,
    exchange,
    incoming,
    linking,
    matrix,
    parts,
    plans,
    readings,
    registration,
    tasks,
)
from app.plans.views.blueprint import pages

__all__ = [
    "assignments",
    "comparison",
    "coverage",
    "dates",
    "drafts",
    "exchange",
    "incoming",
    "linking",
    "matrix",
    "pages",
    "parts",
    "plans",
    "readings",
    "registration",
    "tasks",
]
