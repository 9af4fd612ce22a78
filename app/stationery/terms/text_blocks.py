"""Where a text block stands in a paper, and the value that editors insert."""

from dataclasses import dataclass
from enum import StrEnum

from app.documents.terms import PaperKind
from tenants.models import TenantKind

KINDS = (
    PaperKind.PLAN,
    PaperKind.REPORT,
    PaperKind.DECISION,
    PaperKind.PROPOSAL,
    PaperKind.NOTICE,
    PaperKind.GUIDANCE,
    PaperKind.PROGRAMME,
    PaperKind.MINUTES,
    PaperKind.INVITATION,
    PaperKind.OFFICIAL_LETTER,
    PaperKind.AGREEMENT,
)
"""The kinds of paper that offices write here; a pledge is kept as an agreement."""


class Slot(StrEnum):
    """The part of a paper that a text block is written for."""

    BASES = "bases"
    OPENING = "opening"
    BODY = "body"
    ORGANISATION = "organisation"
    CLOSING = "closing"
    RECIPIENTS = "recipients"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "bases": "Căn cứ",
            "opening": "Mở đầu",
            "body": "Nội dung",
            "organisation": "Tổ chức thực hiện",
            "closing": "Kết thúc",
            "recipients": "Nơi nhận",
        }[self.value]


class Origin(StrEnum):
    """Whose words a text block holds."""

    PRODUCT = "product"
    SUPERIOR = "superior"
    OWN = "own"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "product": "Có sẵn trong phần mềm",
            "superior": "Cấp trên ban hành",
            "own": "Của đơn vị",
        }[self.value]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A text block as an editor offers it; `kind` and `level` of None fit all."""

    slot: Slot
    title: str
    text: str
    key: str = ""
    kind: PaperKind | None = None
    level: TenantKind | None = None
    origin: Origin = Origin.PRODUCT
    id: int | None = None
    version: int | None = None
    is_issued: bool = False

    def fits(self, kind: PaperKind | None, level: TenantKind | None) -> bool:
        """Whether it is written for such a paper of such an office."""
        fits_kind = kind is None or self.kind in (None, kind)
        return fits_kind and (level is None or self.level in (None, level))
