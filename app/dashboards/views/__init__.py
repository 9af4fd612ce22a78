"""Pages: what waits, search, the guide; how plans come up."""

from app.dashboards.views import home
from app.dashboards.views.blueprint import pages

__all__ = ["home", "pages"]
