"""Pages of the room."""

from app.signatures.views.blueprint import pages

__all__ = ["pages"]
