"""Pages of the room."""

from app.registers.views import incoming, incoming_line, outgoing, recovering, reserving
from app.registers.views.blueprint import pages

__all__ = ["incoming", "incoming_line", "outgoing", "pages", "recovering", "reserving"]
