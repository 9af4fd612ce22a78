"""Words of the plan: kinds, states, who signs, what a subordinate did with a task."""

from enum import StrEnum
from typing import Self

from tenants.models import Tenant, TenantKind


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


class SigningCapacity(StrEnum):
    """In whose name a plan is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục 7).

    `lines` stand above the `position` of the person who signs.
    """

    lines: tuple[str, ...]
    position: str

    def __new__(cls, value: str, lines: tuple[str, ...], position: str) -> Self:
        capacity = str.__new__(cls, value)
        capacity._value_ = value
        capacity.lines = lines
        capacity.position = position
        return capacity

    COMMITTEE_CHAIR = "committee_chair", ("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH"
    COMMITTEE_DEPUTY = (
        "committee_deputy",
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        "PHÓ CHỦ TỊCH",
    )
    DIRECTOR = "director", (), "GIÁM ĐỐC"
    DEPUTY_DIRECTOR = "deputy_director", ("KT. GIÁM ĐỐC",), "PHÓ GIÁM ĐỐC"

    @property
    def label(self) -> str:
        """The lines as one: "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"."""
        return " / ".join((*self.lines, self.position))

    @classmethod
    def of(cls, kind: TenantKind) -> tuple["SigningCapacity", ...]:
        """In which capacities the plans of a tenant of this kind are signed."""
        if kind is TenantKind.DEPARTMENT:
            return cls.DIRECTOR, cls.DEPUTY_DIRECTOR
        return cls.COMMITTEE_CHAIR, cls.COMMITTEE_DEPUTY


SECTIONS: dict[str, str] = {
    "purpose": "Mục đích",
    "requirements": "Yêu cầu",
    "budget": "Kinh phí thực hiện",
    "implementation": "Tổ chức thực hiện",
    "closing": "Đoạn kết",
}
"""The parts of a plan's body besides its tasks, in the order in which they are printed."""

PLAN_FIELDS: dict[str, str] = {
    "kind": "Loại kế hoạch",
    "year": "Năm",
    "title": "Trích yếu",
    "symbol": "Ký hiệu",
    "place": "Địa danh",
    "legal_bases": "Căn cứ",
    **{f"sections.{name}": label for name, label in SECTIONS.items()},
    "recipients": "Nơi nhận",
}
"""What a person may edit of a plan, with the name shown for it."""

TASK_FIELDS: dict[str, str] = {
    "quarter": "Quý",
    "text": "Nội dung",
    "lead_office": "Cơ quan chủ trì",
    "support_offices": "Cơ quan phối hợp",
    "deadline_on": "Hạn",
    "deadline_inclusive": "Cách tính hạn",
    "mandatory": "Bắt buộc",
    "decline_reason": "Lý do không thực hiện",
}
"""What a person may edit of a task, with the name shown for it."""


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
    """Which recipients of an issued plan are shown: all, the late ones, or those at one step."""

    ALL = "all"
    LATE = "late"
    DELIVERED = "delivered"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    DERIVED = "derived"
    ISSUED = "issued"
    SENT = "sent"

    @property
    def label(self) -> str:
        """The Vietnamese name of the view."""
        return {
            "all": "Tất cả đơn vị",
            "late": "Quá hạn, chưa gửi lên",
            "delivered": "Mới giao, chưa xem",
            "seen": "Đã xem, chưa tiếp nhận",
            "acknowledged": "Đã tiếp nhận, chưa xây dựng",
            "derived": "Đang xây dựng",
            "issued": "Đã ban hành, chưa gửi lên",
            "sent": "Đã gửi lên",
        }[self.value]


def organ_name(tenant: Tenant) -> str:
    """Who issues a tenant's plans, inside a sentence: "UBND xã Điềm He", "Sở Nội vụ"."""
    return tenant.name if tenant.kind is TenantKind.DEPARTMENT else f"UBND {tenant.name_in_text}"
