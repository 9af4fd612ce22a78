"""Pages: one's own tasks and their progress, and how one's plan is carried out below."""

from app.progress.views import cascade, own
from app.progress.views.pages import pages

__all__ = ["cascade", "own", "pages"]
