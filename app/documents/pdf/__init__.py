"""Official papers drawn as PDF."""

from app.documents.pdf.page import draw

__all__ = ["draw"]
