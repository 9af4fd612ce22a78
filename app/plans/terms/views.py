"""Which part of a list a page shows."""

from enum import StrEnum


class IncomingView(StrEnum):
    """Which of the delivered plans are shown."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    ALL = "all"

    @property
    def label(self) -> str:
        """The Vietnamese name of the view."""
        return {
            "waiting": "Cần xử lý",
            "late": "Quá hạn",
            "answered": "Đã xử lý",
            "all": "Tất cả",
        }[self.value]


class MatrixView(StrEnum):
    """Which recipients of an issued plan are shown: all, the late, or those now at one step."""

    ALL = "all"
    LATE = "late"
    DELIVERED = "delivered"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    DERIVED = "derived"
    ISSUED = "issued"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The Vietnamese name of the view."""
        return {
            "all": "Tất cả",
            "late": "Quá hạn",
            "delivered": "Mới giao",
            "seen": "Đã xem",
            "acknowledged": "Đã tiếp nhận",
            "derived": "Đang xây dựng",
            "issued": "Đã ban hành",
            "sent": "Đã gửi lên",
            "returned": "Đã trả lại",
            "accepted": "Đã chấp nhận",
        }[self.value]
