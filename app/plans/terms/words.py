"""Kinds, states, and what a subordinate did with a task."""

from enum import StrEnum

from app.lib.years import CALENDAR_START, SCHOOL_START, WorkYear


class PlanKind(StrEnum):
    """What the plan is for."""

    YEAR_PLAN = "year_plan"
    CONFERENCE_PLAN = "conference_plan"
    OTHER_PLAN = "other_plan"
    GUIDANCE = "guidance"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return {
            "year_plan": "Kế hoạch năm",
            "conference_plan": "Kế hoạch hội nghị",
            "other_plan": "Kế hoạch khác",
            "guidance": "Hướng dẫn",
        }[self.value]

    @property
    def word(self) -> str:
        """The name of the paper: "Kế hoạch", or "Hướng dẫn", which is read and not derived."""
        return "Hướng dẫn" if self is PlanKind.GUIDANCE else "Kế hoạch"


class PlanPeriod(StrEnum):
    """Which twelve months a plan covers: those of its year, or the school year that begins in it.

    A school year runs from 1 September of `year` to 31 August of the next; its quarters are
    counted as in the calendar (III and IV of `year`, then I and II of the next).
    """

    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"

    @property
    def label(self) -> str:
        """The Vietnamese name of the period."""
        return {"calendar_year": "Năm dương lịch", "school_year": "Năm học"}[self.value]

    def of(self, year: int) -> WorkYear:
        """The twelve months of this kind that begin in `year`."""
        is_school_year = self is PlanPeriod.SCHOOL_YEAR
        return WorkYear(year, SCHOOL_START if is_school_year else CALENDAR_START)


class PlanState(StrEnum):
    """Where the plan stands. What was issued changes only by a new revision."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {"draft": "Dự thảo", "issued": "Đã ban hành"}[self.value]


class Disposition(StrEnum):
    """What a subordinate did with a task of its superior."""

    KEPT = "kept"
    ADAPTED = "adapted"
    MERGED = "merged"
    DECLINED = "declined"
    ADDED = "added"

    @property
    def label(self) -> str:
        """The Vietnamese name of the disposition."""
        return {
            "kept": "Giữ nguyên",
            "adapted": "Điều chỉnh",
            "merged": "Gộp vào nhiệm vụ khác",
            "declined": "Không thực hiện",
            "added": "Bổ sung",
        }[self.value]


class DeliveryState(StrEnum):
    """How far a delivered plan has come with one recipient; the order is the order of the work."""

    DELIVERED = "delivered"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    DERIVED = "derived"
    ISSUED = "issued"
    SENT = "sent"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "delivered": "Đã giao",
            "seen": "Đã xem",
            "acknowledged": "Đã tiếp nhận",
            "derived": "Đã xây dựng",
            "issued": "Đã ban hành",
            "sent": "Đã gửi lên",
            "accepted": "Đã chấp nhận",
        }[self.value]


class RevisionCause(StrEnum):
    """Why a revision of an issued plan came about."""

    ISSUED = "issued"
    AMENDED = "amended"
    MERGED = "merged"

    @property
    def label(self) -> str:
        """The Vietnamese name of the cause."""
        return {
            "issued": "Ban hành",
            "amended": "Điều chỉnh, bổ sung",
            "merged": "Cập nhật theo điều chỉnh của cấp trên",
        }[self.value]
