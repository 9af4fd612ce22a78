"""JSON resources of the room."""

from app.stationery.api import wording
from app.stationery.api.blueprint import resources

__all__ = ["resources", "wording"]
