"""Reads of the registers."""

from app.registers.queries.outgoing import (
    current_file,
    files,
    fits,
    neighbours,
    next_number,
    numbered,
    of_subject,
    own,
    paper,
    suggested_number,
)

__all__ = [
    "current_file",
    "files",
    "fits",
    "neighbours",
    "next_number",
    "numbered",
    "of_subject",
    "own",
    "paper",
    "suggested_number",
]
