"""Words of clusters."""

from enum import StrEnum


class ClusterKind(StrEnum):
    """Cụm: units of one territorial kind. Khối: units of one function."""

    CLUSTER = "cluster"
    BLOC = "bloc"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"cluster": "Cụm thi đua", "bloc": "Khối thi đua"}[self.value]


class MemberRole(StrEnum):
    """What a member is in its cluster."""

    LEAD = "lead"
    DEPUTY = "deputy"
    MEMBER = "member"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"lead": "Cụm trưởng", "deputy": "Cụm phó", "member": "Thành viên"}[self.value]
