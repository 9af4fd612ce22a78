"""Kinds of reports and where one stands."""

from enum import StrEnum


class ReportKind(StrEnum):
    """The period that a report covers."""

    HALF_YEAR_REVIEW = "half_year_review"
    YEAR_REVIEW = "year_review"

    @property
    def label(self) -> str:
        """The Vietnamese name of the report."""
        return {
            "half_year_review": "Báo cáo sơ kết 6 tháng",
            "year_review": "Báo cáo tổng kết năm",
        }[self.value]


class ReportState(StrEnum):
    """Where a report stands between sender and addressee."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "draft": "Dự thảo",
            "sent": "Đã gửi, chờ tiếp nhận",
            "accepted": "Đã tiếp nhận",
            "returned": "Trả lại để bổ sung",
        }[self.value]


class Verdict(StrEnum):
    """What the addressee says of a report."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
