"""JSON resources of the room."""

from app.signatures.api import keys, papers, trust, waiting
from app.signatures.api.blueprint import resources

__all__ = ["keys", "papers", "resources", "trust", "waiting"]
