"""Kinds of offices inside a tenant, and those that every commune has."""

from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_NAME = 200
MOST_ALIASES = 20


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
    aliases: tuple[str, ...] = ()


USUAL_OFFICES = (
    Usual(
        OfficeKind.COMMITTEE,
        "Ủy ban nhân dân {word}",
        aliases=("Thường trực UBND {word}", "Lãnh đạo UBND {word}", "Chủ tịch UBND {word}"),
    ),
    Usual(
        OfficeKind.BUREAU,
        "Văn phòng HĐND và UBND",
        aliases=("Văn phòng", "Văn phòng UBND {word}"),
    ),
    Usual(OfficeKind.BUREAU, "Phòng Kinh tế", ("xã",)),
    Usual(OfficeKind.BUREAU, "Phòng Kinh tế, Hạ tầng và Đô thị", ("phường", "đặc khu")),
    Usual(OfficeKind.BUREAU, "Phòng Văn hóa - Xã hội", aliases=("Phòng VHXH", "VHXH")),
    Usual(
        OfficeKind.BUREAU,
        "Trung tâm Phục vụ hành chính công",
        aliases=("Trung tâm PVHCC", "Bộ phận Một cửa"),
    ),
    Usual(OfficeKind.BUREAU, "Công an {word}"),
    Usual(OfficeKind.BUREAU, "Ban Chỉ huy Quân sự {word}", aliases=("Quân sự {word}",)),
    Usual(
        OfficeKind.COUNCIL,
        "Hội đồng Thi đua - Khen thưởng {word}",
        aliases=("Thành viên Hội đồng TĐKT {word}", "Thường trực Hội đồng TĐKT {word}"),
    ),
    Usual(OfficeKind.OTHER, "Trạm Y tế {word}"),
    Usual(OfficeKind.PARTY_BODY, "Văn phòng Đảng ủy {word}", aliases=("Đảng ủy {word}",)),
    Usual(OfficeKind.PARTY_BODY, "Ban Xây dựng Đảng"),
    Usual(OfficeKind.PARTY_BODY, "Ủy ban Kiểm tra Đảng ủy {word}", aliases=("Ủy ban Kiểm tra",)),
    Usual(
        OfficeKind.MASS_BODY,
        "Ủy ban Mặt trận Tổ quốc Việt Nam {word}",
        aliases=("Ban Thường trực Ủy ban MTTQ {word}",),
    ),
    Usual(OfficeKind.MASS_BODY, "Hội Nông dân {word}"),
    Usual(OfficeKind.MASS_BODY, "Hội Liên hiệp Phụ nữ {word}", aliases=("Hội Phụ nữ {word}",)),
    Usual(OfficeKind.MASS_BODY, "Hội Cựu chiến binh {word}"),
    Usual(
        OfficeKind.MASS_BODY,
        "Đoàn TNCS Hồ Chí Minh {word}",
        aliases=("Đoàn Thanh niên {word}",),
    ),
)
"""The bodies of a commune since 1 July 2025 (the bureaus: NĐ 150/2025/NĐ-CP); a proposal, which
each commune corrects."""


def usual_offices(unit_word: str) -> list[Usual]:
    """What a commune called `unit_word` ("xã", "phường", "đặc khu") usually consists of."""
    return [
        replace(
            usual,
            name=usual.name.format(word=unit_word),
            aliases=tuple(alias.format(word=unit_word) for alias in usual.aliases),
        )
        for usual in USUAL_OFFICES
        if not usual.only_for or unit_word in usual.only_for
    ]


@dataclass(frozen=True)
class UsualGroup:
    """A wording of plans for several offices at once, with the kinds of offices that it means."""

    name: str
    kinds: tuple[OfficeKind, ...]
    aliases: tuple[str, ...] = ()


USUAL_GROUPS = (
    UsualGroup(
        "Các cơ quan, đơn vị liên quan",
        (OfficeKind.BUREAU, OfficeKind.SCHOOL, OfficeKind.OTHER),
        (
            "Các cơ quan, đơn vị",
            "Các cơ quan, đơn vị có liên quan",
            "Các đơn vị liên quan",
            "Các đơn vị có liên quan",
            "Các cơ quan liên quan",
            "Các cơ quan, đơn vị, tổ chức liên quan",
            "Các ban, ngành liên quan",
        ),
    ),
    UsualGroup(
        "Các phòng chuyên môn",
        (OfficeKind.BUREAU,),
        ("Các phòng, ban", "Các phòng, ban chuyên môn", "Các cơ quan chuyên môn"),
    ),
    UsualGroup(
        "Các thôn, tổ dân phố",
        (OfficeKind.VILLAGE,),
        (
            "Các thôn",
            "Các thôn, bản",
            "Các tổ dân phố",
            "Các tổ dân phố, xóm",
            "Các xóm, tổ dân phố",
            "Các xóm",
            "Các thôn, khu phố",
            "Trưởng các thôn",
            "Trưởng thôn",
            "Các khu dân cư",
        ),
    ),
    UsualGroup(
        "Các trường học",
        (OfficeKind.SCHOOL,),
        (
            "Các đơn vị trường học",
            "Các trường",
            "Các nhà trường",
            "Các đơn vị sự nghiệp GDĐT",
            "Các trường mầm non, tiểu học, trung học cơ sở",
        ),
    ),
    UsualGroup(
        "Mặt trận Tổ quốc và các đoàn thể",
        (OfficeKind.MASS_BODY,),
        (
            "Các đoàn thể",
            "Các hội, đoàn thể",
            "Các tổ chức chính trị - xã hội",
            "MTTQ và các tổ chức chính trị - xã hội",
            "Ban, ngành, đoàn thể",
        ),
    ),
)
"""The wordings that the plans of communes use for many at once; a proposal to be corrected."""
