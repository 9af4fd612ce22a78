"""Pages of the room."""

from app.signatures.views import annexes, keys, papers, trust, verification, waiting
from app.signatures.views.blueprint import pages

__all__ = ["annexes", "keys", "pages", "papers", "trust", "verification", "waiting"]
