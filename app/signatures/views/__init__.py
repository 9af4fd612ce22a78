"""Pages of the room."""

from app.signatures.views import keys, papers, trust, verification, waiting
from app.signatures.views.blueprint import pages

__all__ = ["keys", "pages", "papers", "trust", "verification", "waiting"]
