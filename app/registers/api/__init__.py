"""JSON resources of the room."""

from app.registers.api.blueprint import resources

__all__ = ["resources"]
