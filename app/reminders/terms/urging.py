"""Urging: as a notice or as an official letter, in whose name."""

from enum import StrEnum


class UrgingForm(StrEnum):
    """How subordinates are urged."""

    NOTICE = "notice"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"notice": "Thông báo", "letter": "Công văn"}[self.value]


class UrgingState(StrEnum):
    """Draft or issued."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return {"draft": "Dự thảo", "issued": "Đã gửi"}[self.value]


class IssuedAs(StrEnum):
    """In whose name a letter goes: the committee, or its body for home affairs (Sở Nội vụ).

    A department writes in its own name: `DEPARTMENT`.
    """

    COMMITTEE = "committee"
    HOME_AFFAIRS = "home_affairs"
    DEPARTMENT = "department"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "committee": "Ủy ban nhân dân",
            "home_affairs": "Sở Nội vụ (Phòng Nội vụ)",
            "department": "Cơ quan",
        }[self.value]


class BelowView(StrEnum):
    """How the list of what is late below is arranged."""

    UNITS = "units"
    TASKS = "tasks"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {"units": "Theo đơn vị", "tasks": "Theo nhiệm vụ"}[self.value]
