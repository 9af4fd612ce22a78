"""JSON resources of plans."""

from app.plans.api import plans, tasks
from app.plans.api.blueprint import resources

__all__ = ["plans", "resources", "tasks"]
