"""Words of the plan: kinds, states, what a subordinate did with a task."""

from enum import StrEnum


class PlanKind(StrEnum):
    """What the plan is for."""

    YEAR_PLAN = "year_plan"
    CONFERENCE_PLAN = "conference_plan"
    OTHER_PLAN = "other_plan"

    @property
    def label(self) -> str:
        """The Vietnamese name of the kind."""
        return {
            "year_plan": "Kế hoạch năm",
            "conference_plan": "Kế hoạch hội nghị",
            "other_plan": "Kế hoạch khác",
        }[self.value]


class PlanState(StrEnum):
    """Where the plan stands. Issued and sent plans do not change."""

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
    DECLINED = "declined"
    ADDED = "added"

    @property
    def label(self) -> str:
        """The Vietnamese name of the disposition."""
        return {
            "kept": "Giữ nguyên",
            "adapted": "Điều chỉnh",
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
        }[self.value]
