"""Pages: one's own reports, and those that came."""

from app.reports.views import own, received
from app.reports.views.pages import pages

__all__ = ["own", "pages", "received"]
