"""Pages of plans."""

from app.plans.views import comparison, drafts, incoming, matrix, plans, tasks
from app.plans.views.blueprint import pages

__all__ = ["comparison", "drafts", "incoming", "matrix", "pages", "plans", "tasks"]
