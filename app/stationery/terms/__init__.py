"""Words of the stationery."""

from app.stationery.terms.letterheads import Letterhead, organs_of

__all__ = ["Letterhead", "organs_of"]
