"""Pages of plans."""

from app.plans.views import (
    comparison,
    coverage,
    drafts,
    exchange,
    incoming,
    linking,
    matrix,
    parts,
    plans,
    registration,
    tasks,
)
from app.plans.views.blueprint import pages

__all__ = [
    "comparison",
    "coverage",
    "drafts",
    "exchange",
    "incoming",
    "linking",
    "matrix",
    "pages",
    "parts",
    "plans",
    "registration",
    "tasks",
]
