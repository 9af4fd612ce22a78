"""JSON resources of the room."""

from app.stationery.api import blanks, certificates, gold_books, posters, recipients, wording
from app.stationery.api.blueprint import resources

__all__ = [
    "blanks",
    "certificates",
    "gold_books",
    "posters",
    "recipients",
    "resources",
    "wording",
]
