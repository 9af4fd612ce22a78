"""JSON resources of clusters."""

from app.clusters.api import clusters
from app.clusters.api.blueprint import resources

__all__ = ["clusters", "resources"]
