"""Who signs, and in whose name."""

from enum import StrEnum
from typing import Self

from tenants.models import TenantKind


class SigningCapacity(StrEnum):
    """In whose name a plan is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục 7).

    `lines` stand above the `position` of the person who signs.
    """

    lines: tuple[str, ...]
    position: str

    def __new__(cls, value: str, lines: tuple[str, ...], position: str) -> Self:
        capacity = str.__new__(cls, value)
        capacity._value_ = value
        capacity.lines = lines
        capacity.position = position
        return capacity

    COMMITTEE_CHAIR = "committee_chair", ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH"
    COMMITTEE_DEPUTY = (
        "committee_deputy",
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        "PHÓ CHỦ TỊCH",
    )
    DIRECTOR = "director", (), "GIÁM ĐỐC"
    DEPUTY_DIRECTOR = "deputy_director", ("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC"
    PRINCIPAL = "principal", (), "HIỆU TRƯỞNG"
    DEPUTY_PRINCIPAL = "deputy_principal", ("KT. HIỆU TRƯỞNG",), "PHÓ HIỆU TRƯỞNG"

    @property
    def label(self) -> str:
        """The lines as one: "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"."""
        return " / ".join((*self.lines, self.position))

    @classmethod
    def of(cls, kind: TenantKind) -> tuple["SigningCapacity", ...]:
        """In which capacities the plans of a tenant of this kind are signed."""
        if kind is TenantKind.SCHOOL:
            return cls.PRINCIPAL, cls.DEPUTY_PRINCIPAL
        if not kind.has_committee:
            return cls.DIRECTOR, cls.DEPUTY_DIRECTOR
        return cls.COMMITTEE_CHAIR, cls.COMMITTEE_DEPUTY
