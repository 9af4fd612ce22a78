"""Words of the registers."""

from app.registers.terms.changes import ChangeKind
from app.registers.terms.states import (
    INCOMING,
    INCOMING_FIELDS,
    Book,
    ExportFormat,
    FileRole,
    IncomingView,
    PaperState,
    shown,
)

__all__ = [
    "INCOMING",
    "INCOMING_FIELDS",
    "Book",
    "ChangeKind",
    "ExportFormat",
    "FileRole",
    "IncomingView",
    "PaperState",
    "shown",
]
