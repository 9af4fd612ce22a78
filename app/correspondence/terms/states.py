"""Where a draft lies, why somebody receives a paper, how it reaches them."""

from enum import StrEnum
from typing import Self


class DraftState(StrEnum):
    """On whose desk a draft lies on its way to be issued."""

    DRAFTING = "drafting"
    WITH_HEAD = "with_head"
    WITH_LEADER = "with_leader"
    WITH_CLERK = "with_clerk"
    ISSUED = "issued"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "drafting": "Đang soạn",
            "with_head": "Chờ lãnh đạo văn phòng xem xét",
            "with_leader": "Chờ lãnh đạo duyệt, ký",
            "with_clerk": "Chờ văn thư cấp số, ban hành",
            "issued": "Đã ban hành",
            "dropped": "Đã bỏ",
        }[self.value]


class Purpose(StrEnum):
    """Why somebody receives a paper; `mark` is what stands behind the name in Nơi nhận."""

    label: str
    mark: str

    def __new__(cls, value: str, label: str, mark: str) -> Self:
        purpose = str.__new__(cls, value)
        purpose._value_ = value
        purpose.label = label
        purpose.mark = mark
        return purpose

    REPORT = "report", "Báo cáo", "b/c"
    CARRY_OUT = "carry_out", "Thực hiện", "t/h"
    COORDINATE = "coordinate", "Phối hợp", "p/h"
    KNOW = "know", "Để biết", "để biết"
    FOLLOW = "follow", "Như trên", ""

    @property
    def wanted(self) -> str:
        """What the recipient is asked to do; "Như trên" says so on the paper alone."""
        return "Theo nội dung văn bản" if self is Purpose.FOLLOW else self.label


class Channel(StrEnum):
    """How a paper reaches a recipient."""

    TENANT = "tenant"
    EMAIL = "email"
    PACKAGE = "package"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {
            "tenant": "Trong hệ thống",
            "email": "Thư điện tử",
            "package": "Gói tải về, bản giấy",
        }[self.value]


class ReceiptOutcome(StrEnum):
    """What the recipient answers to the sender."""

    REGISTERED = "registered"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The Vietnamese words."""
        return {"registered": "Đã vào sổ", "returned": "Trả lại"}[self.value]
