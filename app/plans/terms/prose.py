"""The wording around the tasks: who issues, where it holds, with what a draft starts."""

import re
from dataclasses import dataclass

from app.lib.years import WorkYear
from tenants.models import Tenant, TenantKind

BODIES = {
    TenantKind.DEPARTMENT: "Sở",
    TenantKind.SCHOOL: "nhà trường",
    TenantKind.ENTERPRISE: "doanh nghiệp",
}
"""What a body without an area calls itself."""


def organ_name(tenant: Tenant) -> str:
    """Who issues a tenant's plans, inside a sentence: "UBND xã Điềm He", "Sở Nội vụ"."""
    return f"UBND {tenant.name_in_text}" if tenant.kind.has_committee else tenant.name


@dataclass(frozen=True)
class Prose:
    """The text with which a draft starts; the office writes on from there."""

    sections: dict[str, str]
    recipients: list[dict[str, str | None]]


def starting_prose(tenant: Tenant, *, superior: Tenant | None, year: WorkYear) -> Prose:
    """What offices of the tenant's level usually write around the tasks of their year plan."""
    offices = _Offices.of(tenant)
    me = organ_name(tenant)
    unit = tenant.unit_word or BODIES.get(tenant.kind, "cơ quan")
    area = area_of(tenant)
    sections = {
        "purpose": (
            "Đẩy mạnh các phong trào thi đua, thiết thực lập thành tích chào mừng các ngày lễ, "
            f"kỷ niệm trong {year}; phấn đấu hoàn thành thắng lợi các chỉ tiêu, nhiệm vụ "
            f"{year} {area}.\n"
            "Nâng cao chất lượng, hiệu quả các phong trào thi đua; bảo đảm thực hiện đồng bộ các "
            "nội dung quản lý nhà nước về công tác thi đua, khen thưởng."
        ),
        "requirements": (
            "Các phong trào thi đua phải thiết thực, chất lượng, hiệu quả, có sức lan tỏa và thu "
            "hút được nhiều thành phần tham gia.\n"
            "Công tác khen thưởng bảo đảm chính xác, công khai, minh bạch, kịp thời, đúng thành "
            "tích, đúng đối tượng."
        ),
        "budget": (
            "Kinh phí thực hiện các nội dung tại Kế hoạch này được chi từ nguồn kinh phí thi đua, "
            f"khen thưởng của {unit} theo phân cấp hiện hành."
        ),
        "implementation": (
            f"1. {offices.lead} chủ trì, tham mưu triển khai các nhiệm vụ theo Kế hoạch này; theo "
            "dõi, đôn đốc, tổng hợp kết quả, báo cáo theo quy định.\n"
            f"2. {offices.council} tham mưu ban hành các văn bản về công tác thi đua, khen thưởng; "
            "báo cáo sơ kết 6 tháng đầu năm, báo cáo tổng kết năm.\n"
            f"3. {offices.base} căn cứ nhiệm vụ được giao tổ chức thực hiện, gửi danh sách và hồ "
            f"sơ đề nghị khen thưởng về {offices.lead} đúng thời hạn."
        ),
        "closing": (
            f"Căn cứ Kế hoạch này, {me} yêu cầu các cơ quan, đơn vị triển khai thực hiện nghiêm "
            "túc, bảo đảm nội dung, thiết thực, hiệu quả."
        ),
    }
    copied = (*offices.above, offices.council, offices.base, "Lưu: VT")
    recipients: list[dict[str, str | None]] = []
    if superior is not None:
        recipients.append({"name": organ_name(superior), "purpose": "b/c"})
    return Prose(sections, [*recipients, *({"name": name, "purpose": None} for name in copied)])


@dataclass(frozen=True)
class _Offices:
    """Who works on emulation in a tenant: above it, its lead office, its council, its base."""

    above: tuple[str, ...]
    lead: str
    council: str
    base: str

    @classmethod
    def of(cls, tenant: Tenant) -> "_Offices":
        """As usual at the tenant's level and time: before 1 July 2025 communes had no divisions."""
        word = tenant.unit_word
        if not tenant.kind.has_committee:
            council = "Hội đồng Thi đua - Khen thưởng cơ quan"
            return cls(("Lãnh đạo cơ quan",), "Văn phòng", council, "Các phòng, đơn vị trực thuộc")
        council = f"Hội đồng Thi đua - Khen thưởng {word}"
        assembly = f"Thường trực HĐND {word}"
        party = f"Thường trực {word.split()[0].capitalize()} ủy"
        if tenant.kind is TenantKind.PROVINCE:
            base = "Các sở, ban, ngành; UBND các xã, phường"
            return cls((party, assembly), "Sở Nội vụ", council, base)
        if tenant.kind is TenantKind.DISTRICT:
            base = "Các cơ quan, đơn vị; UBND các xã, phường, thị trấn"
            return cls((party, assembly), "Phòng Nội vụ", council, base)
        old = tenant.valid_to is not None
        lead = "Công chức Văn hóa - Xã hội" if old else "Phòng Văn hóa - Xã hội"
        villages = "các thôn" if word == "xã" else "các tổ dân phố"
        base = f"Các cơ quan, đơn vị; {villages}"
        return cls((f"Thường trực Đảng ủy {word}", assembly), lead, council, base)


def area_of(tenant: Tenant) -> str:
    """Where a tenant's plan holds: "trên địa bàn xã Điềm He", "của Sở Nội vụ"."""
    word = "trên địa bàn" if tenant.kind.has_committee else "của"
    name = tenant.name_in_text if tenant.kind.has_committee else tenant.name
    return f"{word} {name}"


def localized(text: str, *, superior: Tenant, tenant: Tenant) -> str:
    """A superior's text as its subordinate says it: the own area in place of the superior's."""
    area = area_of(tenant)
    for phrase in (f"trên địa bàn {superior.name_in_text}", f"của {superior.name_in_text}"):
        text = text.replace(phrase, area)
    return re.sub(rf"trên địa bàn {superior.unit_word}(?! [A-ZĐÂĂÔƠƯ])", area, text)


def in_sentence(title: str) -> str:
    """A title inside a sentence: "công tác thi đua …"; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
