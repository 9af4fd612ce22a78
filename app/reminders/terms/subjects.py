"""What people are reminded of."""

from enum import StrEnum


class SubjectKind(StrEnum):
    """The work that has a last day: one's own, and (`BELOW_…`) that of subordinates."""

    TASK = "task"
    PLAN = "plan"
    HALF_YEAR_REVIEW = "half_year_review"
    YEAR_REVIEW = "year_review"
    INCOMING_PAPER = "incoming_paper"
    BELOW_PLAN = "below_plan"
    BELOW_TASK = "below_task"

    @property
    def label(self) -> str:
        """The Vietnamese name of the work."""
        return {
            "task": "Nhiệm vụ",
            "plan": "Kế hoạch phải gửi lên",
            "half_year_review": "Báo cáo sơ kết 6 tháng",
            "year_review": "Báo cáo tổng kết năm",
            "incoming_paper": "Văn bản đến được giao",
            "below_plan": "Kế hoạch cấp dưới chưa gửi",
            "below_task": "Nhiệm vụ cấp dưới chưa xong",
        }[self.value]

    @property
    def code(self) -> str:
        """The first word of the kind of a notice: "task.late"."""
        return "report" if self in (self.HALF_YEAR_REVIEW, self.YEAR_REVIEW) else self.value
