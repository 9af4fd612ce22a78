"""JSON resources of the room."""

from app.correspondence.api.blueprint import resources

__all__ = ["resources"]
