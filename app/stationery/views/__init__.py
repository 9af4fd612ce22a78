"""Pages of the room."""

from app.stationery.views import (
    blanks,
    certificates,
    checks,
    corrections,
    gold_books,
    posters,
    prints,
    recipients,
    slogans,
    wording,
)
from app.stationery.views.blueprint import pages

__all__ = [
    "blanks",
    "certificates",
    "checks",
    "corrections",
    "gold_books",
    "pages",
    "posters",
    "prints",
    "recipients",
    "slogans",
    "wording",
]
