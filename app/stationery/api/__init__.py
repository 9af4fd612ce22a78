"""JSON resources of the room."""

from app.stationery.api import (
    blanks,
    certificates,
    corrections,
    gold_books,
    posters,
    recipients,
    wording,
)
from app.stationery.api.blueprint import resources

__all__ = [
    "blanks",
    "certificates",
    "corrections",
    "gold_books",
    "posters",
    "recipients",
    "resources",
    "wording",
]
