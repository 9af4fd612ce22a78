"""Words of the stationery."""

from app.stationery.terms.letterheads import Letterhead, issuer_of, organs_of

__all__ = ["Letterhead", "issuer_of", "organs_of"]
