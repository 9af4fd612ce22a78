"""Kinds of offices inside a tenant, and those that every commune has."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 200


class OfficeKind(StrEnum):
    """What an office is: only the state's own are ordered; Party and mass bodies are requested."""

    COMMITTEE = "committee"
    BUREAU = "bureau"
    VILLAGE = "village"
    SCHOOL = "school"
    MASS_BODY = "mass_body"
    PARTY_BODY = "party_body"
    COUNCIL = "council"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return KIND_LABELS[self]

    @property
    def is_requested(self) -> bool:
        """Whether the state asks such a body (đề nghị) instead of ordering it."""
        return self in (OfficeKind.PARTY_BODY, OfficeKind.MASS_BODY)


KIND_LABELS: dict[OfficeKind, str] = {
    OfficeKind.COMMITTEE: "Ủy ban nhân dân",
    OfficeKind.BUREAU: "Phòng, ban chuyên môn",
    OfficeKind.COUNCIL: "Hội đồng",
    OfficeKind.SCHOOL: "Trường học, đơn vị sự nghiệp",
    OfficeKind.VILLAGE: "Thôn, tổ dân phố",
    OfficeKind.PARTY_BODY: "Cơ quan Đảng",
    OfficeKind.MASS_BODY: "Mặt trận, đoàn thể",
    OfficeKind.OTHER: "Đơn vị khác",
}


@dataclass(frozen=True)
class Usual:
    """An office that communes usually have. `name` holds the unit's word as {word}; `only_for`
    names the words of the units that have it, all where it is empty."""

    kind: OfficeKind
    name: str
    only_for: tuple[str, ...] = ()


USUAL_OFFICES = (
    Usual(OfficeKind.BUREAU, "Văn phòng HĐND và UBND"),
    Usual(OfficeKind.BUREAU, "Phòng Kinh tế", ("xã",)),
    Usual(OfficeKind.BUREAU, "Phòng Kinh tế, Hạ tầng và Đô thị", ("phường", "đặc khu")),
    Usual(OfficeKind.BUREAU, "Phòng Văn hóa - Xã hội"),
    Usual(OfficeKind.BUREAU, "Trung tâm Phục vụ hành chính công"),
    Usual(OfficeKind.BUREAU, "Công an {word}"),
    Usual(OfficeKind.BUREAU, "Ban Chỉ huy Quân sự {word}"),
    Usual(OfficeKind.COUNCIL, "Hội đồng Thi đua - Khen thưởng {word}"),
    Usual(OfficeKind.SCHOOL, "Trạm Y tế {word}"),
    Usual(OfficeKind.PARTY_BODY, "Văn phòng Đảng ủy {word}"),
    Usual(OfficeKind.PARTY_BODY, "Ban Xây dựng Đảng"),
    Usual(OfficeKind.PARTY_BODY, "Ủy ban Kiểm tra Đảng ủy {word}"),
    Usual(OfficeKind.MASS_BODY, "Ủy ban Mặt trận Tổ quốc Việt Nam {word}"),
    Usual(OfficeKind.MASS_BODY, "Hội Nông dân {word}"),
    Usual(OfficeKind.MASS_BODY, "Hội Liên hiệp Phụ nữ {word}"),
    Usual(OfficeKind.MASS_BODY, "Hội Cựu chiến binh {word}"),
    Usual(OfficeKind.MASS_BODY, "Đoàn TNCS Hồ Chí Minh {word}"),
)
"""The bodies of a commune since 1 July 2025 (the bureaus: NĐ 150/2025/NĐ-CP); a proposal, which
each commune corrects."""


def usual_offices(unit_word: str) -> list[tuple[OfficeKind, str]]:
    """What a commune called `unit_word` ("xã", "phường", "đặc khu") usually consists of."""
    return [
        (usual.kind, usual.name.format(word=unit_word))
        for usual in USUAL_OFFICES
        if not usual.only_for or unit_word in usual.only_for
    ]
