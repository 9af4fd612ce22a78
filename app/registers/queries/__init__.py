"""Reads of the registers."""

from app.registers.queries.outgoing import current_file, files, next_number, of_subject, paper

__all__ = ["current_file", "files", "next_number", "of_subject", "paper"]
