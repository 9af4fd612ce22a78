"""Words of the merger: what becomes of the open work of a unit that has ceased."""

from enum import StrEnum


class Fate(StrEnum):
    """What has become of an open task of a closed unit."""

    TAKEN = "taken"
    ENDED = "ended"
    CHOSEN = "chosen"
    PASSING = "passing"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        """The Vietnamese name of the fate."""
        return {
            "taken": "Đã tiếp nhận",
            "ended": "Kết thúc cùng đơn vị cũ",
            "chosen": "Đã chọn đơn vị, đang bàn giao",
            "passing": "Đang bàn giao",
            "undecided": "Chờ quyết định",
        }[self.value]

    @property
    def tone(self) -> str:
        """How the state is shown."""
        return {
            "taken": "success",
            "ended": "neutral",
            "chosen": "info",
            "passing": "info",
            "undecided": "warning",
        }[self.value]


ENDED_WITH_DISTRICT = (
    "Không còn cấp huyện từ ngày 01/7/2025; các xã, phường tiếp tục thực hiện phần việc của mình."
)
"""The reason that is proposed for ending a district's own share of a task."""

INTRODUCTION = (
    "Danh mục này gồm các nhiệm vụ {unit} chưa hoàn thành đến hết ngày {on}, do {heir} tiếp tục "
    "thực hiện. Văn bản đã ban hành của {unit} còn hiệu lực cho đến khi được sửa đổi, thay thế "
    "hoặc bãi bỏ. Trạng thái và minh chứng được chuyển theo từng nhiệm vụ."
)
"""What stands above the tasks of a list that was taken over."""
