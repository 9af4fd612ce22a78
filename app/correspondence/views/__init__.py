"""Pages of the room."""

from app.correspondence.views import outgoing
from app.correspondence.views.blueprint import pages

__all__ = ["outgoing", "pages"]
