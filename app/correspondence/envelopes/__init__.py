"""Envelopes with the edXML fields (QCVN 102:2016, Decision 28/2018/QĐ-TTg), and packages.

Pure: bytes in, plain data out, and back. What comes from elsewhere is checked before it is
believed; messages are Vietnamese and name the field.
"""

from app.correspondence.envelopes.codes import Business
from app.correspondence.envelopes.fields import (
    Agency,
    Attachment,
    Envelope,
    Trace,
    document_id,
)
from app.correspondence.envelopes.names import plain_name, plain_names
from app.correspondence.envelopes.packages import open_package, pack
from app.correspondence.envelopes.reading import read
from app.correspondence.envelopes.writing import write

__all__ = [
    "Agency",
    "Attachment",
    "Business",
    "Envelope",
    "Trace",
    "document_id",
    "open_package",
    "pack",
    "plain_name",
    "plain_names",
    "read",
    "write",
]
