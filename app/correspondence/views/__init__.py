"""Pages of the room."""

from app.correspondence.views import outgoing, public
from app.correspondence.views.blueprint import pages

__all__ = ["outgoing", "pages", "public"]
