"""Words of official papers: the 29 kinds of Decree 30/2020 and the marks on them."""

from enum import StrEnum
from typing import Self


class PaperKind(StrEnum):
    """The 29 kinds of administrative paper (Decree 30/2020/NĐ-CP, article 7).

    `label` is the name printed in Vietnamese, `abbreviation` the one in the symbol
    (annex III of the decree); official and open letters have none.
    """

    label: str
    abbreviation: str

    def __new__(cls, value: str, label: str, abbreviation: str) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.label = label
        kind.abbreviation = abbreviation
        return kind

    RESOLUTION = "resolution", "Nghị quyết", "NQ"
    DECISION = "decision", "Quyết định", "QĐ"
    DIRECTIVE = "directive", "Chỉ thị", "CT"
    REGULATION = "regulation", "Quy chế", "QC"
    RULES = "rules", "Quy định", "QyĐ"
    COMMUNIQUE = "communique", "Thông cáo", "TC"
    NOTICE = "notice", "Thông báo", "TB"
    GUIDANCE = "guidance", "Hướng dẫn", "HD"
    PROGRAMME = "programme", "Chương trình", "CTr"
    PLAN = "plan", "Kế hoạch", "KH"
    SCHEME = "scheme", "Phương án", "PA"
    MASTER_PROJECT = "master_project", "Đề án", "ĐA"
    PROJECT = "project", "Dự án", "DA"
    REPORT = "report", "Báo cáo", "BC"
    MINUTES = "minutes", "Biên bản", "BB"
    PROPOSAL = "proposal", "Tờ trình", "TTr"
    CONTRACT = "contract", "Hợp đồng", "HĐ"
    OFFICIAL_LETTER = "official_letter", "Công văn", ""
    TELEGRAM = "telegram", "Công điện", "CĐ"
    MEMORANDUM = "memorandum", "Bản ghi nhớ", "BGN"
    AGREEMENT = "agreement", "Bản thỏa thuận", "BTT"
    AUTHORIZATION = "authorization", "Giấy ủy quyền", "GUQ"
    INVITATION = "invitation", "Giấy mời", "GM"
    INTRODUCTION = "introduction", "Giấy giới thiệu", "GGT"
    LEAVE_PERMIT = "leave_permit", "Giấy nghỉ phép", "GNP"
    DISPATCH_SLIP = "dispatch_slip", "Phiếu gửi", "PG"
    TRANSFER_SLIP = "transfer_slip", "Phiếu chuyển", "PC"
    ADVICE_SLIP = "advice_slip", "Phiếu báo", "PB"
    OPEN_LETTER = "open_letter", "Thư công", ""

    def symbol(self, organ: str, unit: str = "") -> str:
        """The symbol after the number: `KH-UBND`, or `UBND-VHXH` for an official letter.

        `organ` abbreviates the issuer, `unit` the office that drafted the paper; the unit
        is part of the symbol of official letters only.
        """
        if self.abbreviation:
            return f"{self.abbreviation}-{organ}"
        return f"{organ}-{unit}" if unit else organ


class Mark(StrEnum):
    """A mark stamped on a paper in a frame; `label` is its print."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        mark = str.__new__(cls, value)
        mark._value_ = value
        mark.label = label
        return mark


class Urgency(StrEnum):
    """How fast a paper must travel (mức độ khẩn).

    `label` is its print, `width` that of its frame in millimetres; all frames are 8 mm high.
    """

    label: str
    width: int

    def __new__(cls, value: str, label: str, width: int) -> Self:
        urgency = str.__new__(cls, value)
        urgency._value_ = value
        urgency.label = label
        urgency.width = width
        return urgency

    URGENT = "urgent", "KHẨN", 20
    VERY_URGENT = "very_urgent", "THƯỢNG KHẨN", 40
    IMMEDIATE = "immediate", "HỎA TỐC", 30


class Circulation(Mark):
    """How far a paper may travel (chỉ dẫn về phạm vi lưu hành)."""

    RETURN_AFTER_READING = "return_after_reading", "XEM XONG TRẢ LẠI"
    INTERNAL = "internal", "LƯU HÀNH NỘI BỘ"
