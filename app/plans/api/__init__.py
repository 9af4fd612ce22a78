"""JSON resources of plans."""

from app.plans.api import (
    assignments,
    cascade,
    coverage,
    dates,
    linking,
    parts,
    plans,
    readings,
    registration,
    tasks,
)
from app.plans.api.blueprint import resources

__all__ = [
    "assignments",
    "cascade",
    "coverage",
    "dates",
    "linking",
    "parts",
    "plans",
    "readings",
    "registration",
    "resources",
    "tasks",
]
