"""Reads of the registers."""

from app.registers.queries.outgoing import files, next_number, of_subject, paper

__all__ = ["files", "next_number", "of_subject", "paper"]
