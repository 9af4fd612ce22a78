"""Official papers drawn as PDF."""

from app.documents.pdf.binding import draw_bound
from app.documents.pdf.book import draw_book
from app.documents.pdf.fonts import FontsMissing
from app.documents.pdf.page import draw, draw_annex

__all__ = ["FontsMissing", "draw", "draw_annex", "draw_book", "draw_bound"]
