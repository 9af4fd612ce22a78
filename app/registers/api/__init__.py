"""JSON resources of the room."""

from app.registers.api import incoming, outgoing
from app.registers.api.blueprint import resources

__all__ = ["incoming", "outgoing", "resources"]
