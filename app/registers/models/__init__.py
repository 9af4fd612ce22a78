"""The books of a tenant: outgoing and incoming papers, their numbers and files."""

from app.registers.models.changes import PaperChange
from app.registers.models.incoming import IncomingFile, IncomingPaper
from app.registers.models.outgoing import NumberSeries, OutgoingPaper, PaperFile

__all__ = [
    "IncomingFile",
    "IncomingPaper",
    "NumberSeries",
    "OutgoingPaper",
    "PaperChange",
    "PaperFile",
]
