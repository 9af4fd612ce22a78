"""What an envelope says of the paper in it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from app.correspondence.envelopes.codes import Business

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = "edXML"
"""Of the namespace, and the name of the outermost element, which bears no prefix."""


@dataclass(frozen=True)
class Agency:
    """Who sends or receives: the electronic code as written (may be empty), and the name."""

    code: str
    name: str


@dataclass(frozen=True)
class Trace:
    """Through whose hands the envelope went, and when."""

    code: str
    at: datetime


@dataclass(frozen=True)
class Attachment:
    """A file of the paper; without content where it lies beside the envelope."""

    name: str
    media_type: str
    content: bytes = b""
    sha256: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of its content, or the one that the envelope states."""
        return hashlib.sha256(self.content).hexdigest() if self.content else self.sha256


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One paper on its way. `number` and `notation` are "12" and "QĐ-UBND"; `competence` is in
    whose name it is signed ("TM. ỦY BAN NHÂN DÂN"); `priority` 0 none, 1 urgent, 2 very urgent,
    3 immediate, 4 immediate at an hour; `replaced_ids` are the identifiers of papers that this one
    takes the place of.
    """

    sender: Agency
    recipients: tuple[Agency, ...]
    number: str
    notation: str
    place: str
    issued_on: date
    kind_name: str
    subject: str
    signer_name: str = ""
    signer_position: str = ""
    competence: str = ""
    priority: int = 0
    page_amount: int = 0
    appendixes: tuple[str, ...] = ()
    document_id: str = ""
    due_on: date | None = None
    business: Business = Business.NEW
    reason: str = ""
    replaced_ids: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "01/QĐ-UBND"."""
        return f"{self.number.zfill(2)}/{self.notation}"

    @property
    def own_document_id(self) -> str:
        """The identifier that names the paper between agencies: code, day, number."""
        return self.document_id or document_id(self.sender.code, self.issued_on, self.full_number)


def document_id(code: str, issued_on: date, full_number: str) -> str:
    """The identifier of a paper of this agency, day and number."""
    return ",".join((code, issued_on.strftime("%Y/%m/%d"), full_number))
