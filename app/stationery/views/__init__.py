"""Pages of the room."""

from app.stationery.views import blanks, certificates, posters, prints, recipients, slogans, wording
from app.stationery.views.blueprint import pages

__all__ = [
    "blanks",
    "certificates",
    "pages",
    "posters",
    "prints",
    "recipients",
    "slogans",
    "wording",
]
