"""What became of a number, and what a file is to its paper."""

from datetime import date
from enum import StrEnum

from app.documents.terms import Mark, PaperKind
from app.lib import dates

INCOMING = "DEN"
"""The series in which papers that come in are counted."""
INCOMING_FIELDS = {
    "arrived_on": "Ngày đến",
    "sender_name": "Cơ quan gửi",
    "paper_number": "Số, ký hiệu",
    "kind": "Loại văn bản",
    "issued_on": "Ngày văn bản",
    "abstract": "Trích yếu",
    "urgency": "Độ khẩn",
}
"""What a clerk writes of an incoming paper."""


def shown(value: object) -> str:
    """A value of a line as a reader sees it."""
    if isinstance(value, PaperKind | Mark):
        return value.label
    if isinstance(value, date):
        return dates.short(value)
    return "" if value is None else str(value).strip()


class PaperState(StrEnum):
    """What became of a number of the outgoing register.

    Every number from 01 to the last one given is one of these: the register has no gaps.
    """

    RESERVED = "reserved"
    ISSUED = "issued"
    CANCELLED = "cancelled"
    OUTSIDE = "outside"
    REVOKED = "revoked"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {
            "reserved": "Giữ số",
            "issued": "Đã ban hành",
            "cancelled": "Hủy số",
            "outside": "Cấp ngoài hệ thống",
            "revoked": "Đã thu hồi",
            "replaced": "Đã thay thế",
        }[self.value]


class FileRole(StrEnum):
    """What a file is to its paper."""

    DRAWN = "drawn"
    EDITABLE = "editable"
    SIGNED = "signed"
    SCANNED = "scanned"
    ANNEX = "annex"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {
            "drawn": "Bản in PDF",
            "editable": "Bản Word",
            "signed": "Bản ký số",
            "scanned": "Bản đã ký đưa lên",
            "annex": "Tệp kèm theo",
        }[self.value]


class IncomingView(StrEnum):
    """Which lines of the incoming register are shown."""

    ALL = "all"
    UNASSIGNED = "unassigned"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    DONE = "done"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {
            "all": "Tất cả",
            "unassigned": "Chưa giao",
            "under_way": "Đang giải quyết",
            "overdue": "Quá hạn",
            "done": "Đã giải quyết",
        }[self.value]


class Book(StrEnum):
    """Which register is exported."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "outgoing": "Sổ đăng ký văn bản đi",
            "incoming": "Sổ đăng ký văn bản đến",
        }[self.value]


class ExportFormat(StrEnum):
    """How a register is exported."""

    XLSX = "xlsx"
    PDF = "pdf"
