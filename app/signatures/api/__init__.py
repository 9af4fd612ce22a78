"""JSON resources of the room."""

from app.signatures.api.blueprint import resources

__all__ = ["resources"]
