"""Reads of the registers."""

from app.registers.models import IncomingPaper, OutgoingPaper, PaperChange, PaperFile
from app.registers.queries.incoming import (
    entry_id_of,
    entry_of_recipient,
    fallen,
    fallen_by,
    incoming_files,
    own_incoming,
    twin,
)
from app.registers.queries.outgoing import (
    current_file,
    current_files,
    files,
    fits,
    kept_numbers,
    neighbours,
    next_number,
    numbered,
    of_subject,
    original,
    own,
    paper,
    suggested_number,
)

__all__ = [
    "IncomingPaper",
    "OutgoingPaper",
    "PaperChange",
    "PaperFile",
    "current_file",
    "current_files",
    "entry_id_of",
    "entry_of_recipient",
    "fallen",
    "fallen_by",
    "files",
    "fits",
    "incoming_files",
    "kept_numbers",
    "neighbours",
    "next_number",
    "numbered",
    "of_subject",
    "original",
    "own",
    "own_incoming",
    "paper",
    "suggested_number",
    "twin",
]
