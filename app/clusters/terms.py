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


class Choosing(StrEnum):
    """How a lead or deputy came to its place."""

    APPOINTED = "appointed"
    ELECTED = "elected"
    ROTATED = "rotated"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"appointed": "Chỉ định", "elected": "Bầu", "rotated": "Luân phiên"}[self.value]


class Occasion(StrEnum):
    """The two meetings of a cluster's year."""

    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"half_year": "Hội nghị sơ kết 6 tháng", "year": "Hội nghị tổng kết năm"}[self.value]

    @property
    def in_text(self) -> str:
        """The name inside a sentence."""
        return self.label[:1].lower() + self.label[1:]


class MoveKind(StrEnum):
    """What happened to a member in mid-year."""

    JOINED = "joined"
    LEFT = "left"
    MOVED = "moved"
    SUCCEEDED = "succeeded"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "joined": "Vào cụm",
            "left": "Ra khỏi cụm",
            "moved": "Chuyển cụm",
            "succeeded": "Đơn vị kế tục thay",
        }[self.value]


class MeetingPaper(StrEnum):
    """What is printed of a meeting."""

    INVITATION = "cluster_invitations"
    MINUTES = "cluster_minutes"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"cluster_invitations": "Giấy mời", "cluster_minutes": "Biên bản"}[self.value]
