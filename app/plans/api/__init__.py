"""JSON resources of plans."""

from app.plans.api import (
    amending,
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
    "amending",
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
