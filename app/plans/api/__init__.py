"""JSON resources of plans."""

from app.plans.api import cascade, coverage, parts, plans, registration, tasks
from app.plans.api.blueprint import resources

__all__ = ["cascade", "coverage", "parts", "plans", "registration", "resources", "tasks"]
