"""Keys, the signatures of papers, and whom everybody trusts."""

from app.signatures.models.keys import SigningKey
from app.signatures.models.signatures import PaperSignature
from app.signatures.models.trust import TrustAnchor

__all__ = ["PaperSignature", "SigningKey", "TrustAnchor"]
