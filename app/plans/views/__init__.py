"""Pages of plans."""

from app.plans.views import (
    amendments,
    assignments,
    comparison,
    coverage,
    dates,
    drafts,
    exchange,
    incoming,
    linking,
    matrix,
    merges,
    parts,
    plans,
    readings,
    registration,
    revisions,
    tasks,
)
from app.plans.views.blueprint import pages

__all__ = [
    "amendments",
    "assignments",
    "comparison",
    "coverage",
    "dates",
    "drafts",
    "exchange",
    "incoming",
    "linking",
    "matrix",
    "merges",
    "pages",
    "parts",
    "plans",
    "readings",
    "registration",
    "revisions",
    "tasks",
]
