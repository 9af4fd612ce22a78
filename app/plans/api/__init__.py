"""JSON resources of plans."""

from app.plans.api import cascade, coverage, plans, tasks
from app.plans.api.blueprint import resources

__all__ = ["cascade", "coverage", "plans", "resources", "tasks"]
