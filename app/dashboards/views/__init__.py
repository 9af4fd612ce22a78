"""Pages: what waits, search, the guide; how plans come up; results over all clusters."""

from app.dashboards.views import cluster_year, home, standings
from app.dashboards.views.blueprint import pages

__all__ = ["cluster_year", "home", "pages", "standings"]
