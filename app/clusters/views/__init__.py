"""Pages of clusters."""

from app.clusters.views import clusters
from app.clusters.views.blueprint import pages

__all__ = ["clusters", "pages"]
