"""Pages of plans."""

from app.plans.views import (
    comparison,
    coverage,
    drafts,
    exchange,
    incoming,
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
    "matrix",
    "pages",
    "parts",
    "plans",
    "registration",
    "tasks",
]
