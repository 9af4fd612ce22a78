"""What an envelope says of the paper in it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = "edXML"
ADMINISTRATIVE = 2
"""DocumentType/Type: 1 legal normative papers, 2 administrative papers."""


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
    whose name it is signed ("TM. ỦY BAN NHÂN DÂN"); `priority` 0 none, 1 urgent … 3 immediate.
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
    traces: tuple[Trace, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "01/QĐ-UBND"."""
        return f"{self.number.zfill(2)}/{self.notation}"

    @property
    def own_document_id(self) -> str:
        """The identifier that names the paper between agencies: code, day, number."""
        return self.document_id or ",".join(
            (self.sender.code, self.issued_on.strftime("%Y/%m/%d"), self.full_number)
        )
