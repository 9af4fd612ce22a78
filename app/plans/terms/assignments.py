"""Who does it: the part of an office in a task, and what may be amiss with it."""

from enum import StrEnum


class Part(StrEnum):
    """What an office has to do with a task: it leads, supports, or is requested to take part."""

    LEAD = "lead"
    SUPPORT = "support"
    REQUESTED = "requested"

    @property
    def label(self) -> str:
        """The Vietnamese name of the part."""
        return {"lead": "Chủ trì", "support": "Phối hợp", "requested": "Đề nghị"}[self.value]


class WarningCode(StrEnum):
    """What may be amiss with who does a task. Nothing of it keeps a plan from being issued."""

    NO_LEAD = "no_lead"
    SEVERAL_LEADS = "several_leads"
    LEAD_IS_GROUP = "lead_is_group"
    LEAD_SUPPORTS = "lead_supports"
    LEADS_DIFFER = "leads_differ"
    ORDERED_BODY = "ordered_body"
    UNKNOWN_OFFICE = "unknown_office"

    @property
    def label(self) -> str:
        """The Vietnamese name of the warning."""
        return {
            "no_lead": "Chưa có cơ quan chủ trì",
            "several_leads": "Nhiều cơ quan chủ trì",
            "lead_is_group": "Giao chủ trì cho cả nhóm cơ quan",
            "lead_supports": "Vừa chủ trì vừa phối hợp",
            "leads_differ": "Cùng một việc, hai cơ quan chủ trì",
            "ordered_body": "Cơ quan Đảng, đoàn thể thì đề nghị",
            "unknown_office": "Tên chưa có trong danh mục",
        }[self.value]
