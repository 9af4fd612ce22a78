"""JSON resources of plans."""

from app.plans.api import cascade, coverage, linking, parts, plans, registration, tasks
from app.plans.api.blueprint import resources

__all__ = ["cascade", "coverage", "linking", "parts", "plans", "registration", "resources", "tasks"]
