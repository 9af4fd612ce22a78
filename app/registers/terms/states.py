"""What became of a number, and what a file is to its paper."""

from enum import StrEnum


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
