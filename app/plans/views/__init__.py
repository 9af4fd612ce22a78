"""Pages of plans."""

from app.plans.views import drafts, plans, tasks
from app.plans.views.blueprint import pages

__all__ = ["drafts", "pages", "plans", "tasks"]
