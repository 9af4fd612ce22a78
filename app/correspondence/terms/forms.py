"""The forms in which an office writes its papers, and what each of them asks for."""

from enum import StrEnum
from typing import Self

from app.documents.terms import PaperKind


class Form(StrEnum):
    """One form of paper; `kind` is what it is in the register, `asks` what its content holds.

    A pledge (giao ước thi đua) is none of the 29 kinds of Decree 30/2020: it is kept as an
    agreement and printed under its own title.
    """

    label: str
    kind: PaperKind
    asks: frozenset[str]

    def __new__(cls, value: str, label: str, kind: PaperKind, asks: str) -> Self:
        form = str.__new__(cls, value)
        form._value_ = value
        form.label = label
        form.kind = kind
        form.asks = frozenset((*asks.split(), "annexes"))
        return form

    PLAN = "plan", "Kế hoạch", PaperKind.PLAN, "bases opening body"
    REPORT = "report", "Báo cáo", PaperKind.REPORT, "addressees opening body"
    DECISION = (
        "decision",
        "Quyết định",
        PaperKind.DECISION,
        "authority bases articles",
    )
    PROPOSAL = "proposal", "Tờ trình", PaperKind.PROPOSAL, "addressees bases opening body"
    NOTICE = "notice", "Thông báo", PaperKind.NOTICE, "bases opening body"
    GUIDANCE = "guidance", "Hướng dẫn", PaperKind.GUIDANCE, "bases opening body"
    PROGRAMME = "programme", "Chương trình", PaperKind.PROGRAMME, "bases opening body"
    MINUTES = (
        "minutes",
        "Biên bản",
        PaperKind.MINUTES,
        "begun ended venue present absent chair secretary body conclusion closing",
    )
    INVITATION = (
        "invitation",
        "Giấy mời",
        PaperKind.INVITATION,
        "addressees event chair begun venue agenda contact closing",
    )
    LETTER = "letter", "Công văn", PaperKind.OFFICIAL_LETTER, "addressees opening body"
    PLEDGE = "pledge", "Giao ước thi đua", PaperKind.AGREEMENT, "bases opening body closing parties"

    @property
    def has_footer(self) -> bool:
        """Whether the issuer's address stands at the foot of page 1 (annex I, box 13)."""
        return self in (Form.LETTER, Form.INVITATION)

    @property
    def sends_to_addressees(self) -> bool:
        """Whether whom it addresses or invites receives it, as far as these are units."""
        return "addressees" in self.asks

    @classmethod
    def of(cls, kind: PaperKind) -> "Form":
        """The form of a draft of this kind. Raises ValueError for a kind that has none."""
        for form in cls:
            if form.kind is kind:
                return form
        raise ValueError(f"no form of papers of the kind {kind.value}")
