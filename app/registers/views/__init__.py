"""Pages of the room."""

from app.registers.views import incoming, incoming_line, outgoing, reserving
from app.registers.views.blueprint import pages

__all__ = ["incoming", "incoming_line", "outgoing", "pages", "reserving"]
