"""Pages: one's own tasks and their progress, and how one's plan is carried out below."""

from app.progress.views import cascade, coverage, offices, own, years
from app.progress.views.pages import pages

__all__ = ["cascade", "coverage", "offices", "own", "pages", "years"]
