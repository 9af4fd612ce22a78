"""What a drawn paper shows, piece by piece in reading order, whatever the kind of file."""

from dataclasses import dataclass, field
from enum import Enum

from app.documents.paper import DataTable


class Role(Enum):
    """What a piece is on the paper; the boxes of Decree 30/2020/NĐ-CP, annex I."""

    SUPERIOR = "superior"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE = "place"
    SUBJECT = "subject"
    DRAFT = "draft"
    MARK = "mark"
    TITLE = "title"
    ABSTRACT = "abstract"
    AUTHORITY = "authority"
    ADDRESSED = "addressed"
    ADDRESSEE = "addressee"
    BASIS = "basis"
    TEXT = "text"
    PART = "part"
    PART_TITLE = "part_title"
    HEADING = "heading"
    CENTRED = "centred"
    CAPTION = "caption"
    UNIT = "unit"
    NOTE = "note"
    TABLE = "table"
    CAPACITY = "capacity"
    NAME = "name"
    RECIPIENT = "recipient"
    ANNEX = "annex"
    ANNEX_TITLE = "annex_title"
    FOOTER = "footer"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece; `lead` are bold words before its text, `across` says how an annex lies."""

    role: Role
    text: str = ""
    lead: str = ""
    table: DataTable | None = None
    across: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """All pieces of a file, and the kind of paper that its properties name."""

    pieces: tuple[Piece, ...] = field(default=())
    kind: str = ""
