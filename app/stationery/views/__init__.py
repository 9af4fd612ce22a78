"""Pages of the room."""

from app.stationery.views.blueprint import pages

__all__ = ["pages"]
