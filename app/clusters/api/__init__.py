"""JSON resources of clusters."""

from app.clusters.api import clusters, leading, meetings, recipients, year
from app.clusters.api.blueprint import resources

__all__ = ["clusters", "leading", "meetings", "recipients", "resources", "year"]
