"""Pages of clusters."""

from app.clusters.views import clusters, meetings, notices, plans, pledges, recipients
from app.clusters.views.blueprint import pages

__all__ = ["clusters", "meetings", "notices", "pages", "plans", "pledges", "recipients"]
