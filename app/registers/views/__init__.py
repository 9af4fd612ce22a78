"""Pages of the room."""

from app.registers.views.blueprint import pages

__all__ = ["pages"]
