"""JSON resources: what waits for the reader, search, how plans come up, results over clusters."""

from app.dashboards.api import cluster_year, home, standings
from app.dashboards.api.blueprint import resources

__all__ = ["cluster_year", "home", "resources", "standings"]
