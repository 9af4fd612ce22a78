"""Official papers drawn as PDF."""

from app.documents.pdf.page import draw, draw_annex

__all__ = ["draw", "draw_annex"]
