"""Words of deciding: where a changed point comes from, discipline, ballots, sessions."""

from enum import StrEnum


class LineOrigin(StrEnum):
    """Whence the result on a criterion differs from what the cluster settled."""

    POINTS = "points"
    VALUES = "values"
    CLUSTER = "cluster"

    @property
    def label(self) -> str:
        """The Vietnamese name of the origin."""
        return {
            "points": "Hội đồng sửa điểm",
            "values": "Hội đồng sửa số liệu",
            "cluster": "Tính lại trên cả cụm",
        }[self.value]


class DisciplineKind(StrEnum):
    """A fact that may lower the band of a member; its causes in a criteria set are called alike."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    DISMISSAL = "dismissal"
    CRIMINAL = "criminal"
    CORRUPTION = "corruption"
    DISUNITY = "disunity"

    @property
    def label(self) -> str:
        """The Vietnamese name of the fact."""
        return {
            "reprimand": "Khiển trách người đứng đầu",
            "warning": "Cảnh cáo người đứng đầu",
            "dismissal": "Cách chức người đứng đầu",
            "criminal": "Khởi tố, truy cứu trách nhiệm hình sự",
            "corruption": "Tham nhũng, tiêu cực",
            "disunity": "Mất đoàn kết nghiêm trọng",
        }[self.value]

    @property
    def said(self) -> str:
        """As it follows the person in a note: "Chủ tịch UBND xã bị khiển trách"."""
        return {
            "reprimand": "bị khiển trách",
            "warning": "bị cảnh cáo",
            "dismissal": "bị cách chức",
            "criminal": "bị khởi tố, truy cứu trách nhiệm hình sự",
            "corruption": "có vi phạm tham nhũng, tiêu cực",
            "disunity": "để mất đoàn kết nghiêm trọng",
        }[self.value]


class BallotPurpose(StrEnum):
    """What a ballot decides."""

    ACCLAIM = "acclaim"
    ORDER = "order"

    @property
    def label(self) -> str:
        """The Vietnamese name of the purpose."""
        return {
            "acclaim": "Suy tôn, đề nghị khen thưởng",
            "order": "Xếp thứ tự các đơn vị bằng điểm",
        }[self.value]


class Electorate(StrEnum):
    """Who votes."""

    COUNCIL = "council"
    CLUSTER = "cluster"

    @property
    def label(self) -> str:
        """The Vietnamese name of those who vote."""
        return {
            "council": "Thành viên Hội đồng",
            "cluster": "Các đơn vị thành viên của cụm, khối",
        }[self.value]


class BallotState(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return {
            "draft": "Chưa mở",
            "open": "Đang bỏ phiếu",
            "closed": "Đã kiểm phiếu",
            "cancelled": "Đã hủy",
        }[self.value]


class VoteWay(StrEnum):
    """How a voter has voted; never what."""

    NONE = "none"
    BALLOT = "ballot"
    WRITTEN = "written"

    @property
    def label(self) -> str:
        """The Vietnamese name of the way."""
        return {
            "none": "Chưa bỏ phiếu",
            "ballot": "Đã bỏ phiếu",
            "written": "Bằng văn bản",
        }[self.value]


class SessionPurpose(StrEnum):
    """What a council meets for; the quorum depends on it."""

    ORDINARY = "ordinary"
    AWARDS = "awards"

    @property
    def label(self) -> str:
        """The Vietnamese name of the purpose."""
        return {
            "ordinary": "Phiên họp thường kỳ",
            "awards": "Phiên họp xét khen thưởng",
        }[self.value]

    @property
    def quorum(self) -> tuple[int, int]:
        """Which part of all members has to attend: 2/3; 4/5 where awards are considered."""
        return {"ordinary": (2, 3), "awards": (4, 5)}[self.value]


class ProposalWord(StrEnum):
    """What the council says where it differs from what the ranks give."""

    ADD = "add"
    DROP = "drop"

    @property
    def label(self) -> str:
        """The Vietnamese name of the word."""
        return {"add": "Hội đồng bổ sung", "drop": "Hội đồng không đề nghị"}[self.value]
