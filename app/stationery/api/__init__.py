"""JSON resources of the room."""

from app.stationery.api import blanks, certificates, posters, recipients, wording
from app.stationery.api.blueprint import resources

__all__ = ["blanks", "certificates", "posters", "recipients", "resources", "wording"]
