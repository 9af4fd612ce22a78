"""The registers as they are printed and exported."""

from app.registers.papers.books import incoming_book, outgoing_book

__all__ = ["incoming_book", "outgoing_book"]
