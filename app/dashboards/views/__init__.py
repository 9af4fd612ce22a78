"""Pages: what waits, search, the guide; how plans come up; results over all clusters."""

from app.dashboards.views import home, standings
from app.dashboards.views.blueprint import pages

__all__ = ["home", "pages", "standings"]
