"""How far a task is."""

from enum import StrEnum


class TaskStatus(StrEnum):
    """Where a task stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    OBSTRUCTED = "obstructed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The Vietnamese name of the status."""
        return {
            "not_started": "Chưa thực hiện",
            "in_progress": "Đang thực hiện",
            "done": "Hoàn thành",
            "obstructed": "Gặp vướng mắc",
            "cancelled": "Không thực hiện",
        }[self.value]

    @property
    def fixed_percent(self) -> int | None:
        """The percentage that the status itself says: 100 when done, 0 when not begun."""
        return {"done": 100, "not_started": 0}.get(self.value)

    @property
    def is_open(self) -> bool:
        """Whether work is still owed: such a task is late after its last day."""
        return self in OPEN


OPEN = frozenset({TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS, TaskStatus.OBSTRUCTED})


class CascadeState(StrEnum):
    """Where a superior's task stands with one subordinate: a status, or declined."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    OBSTRUCTED = "obstructed"
    NOT_STARTED = "not_started"
    CANCELLED = "cancelled"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        if self is CascadeState.DECLINED:
            return "Không đưa vào kế hoạch"
        return TaskStatus(self.value).label

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.value in OPEN


class CoverageState(StrEnum):
    """What has become of a superior's task with one subordinate, in one word.

    In the order of precedence: what is done is done, whatever was planned; what is declined is not
    owed; what is owed after its last day is overdue, answered or not; then what the subordinate's
    plan makes of it, where one has come up.
    """

    DONE = "done"
    DECLINED = "declined"
    OVERDUE = "overdue"
    UNANSWERED = "unanswered"
    MERGED = "merged"
    ADAPTED = "adapted"
    KEPT = "kept"

    @property
    def letter(self) -> str:
        """The sign of the state in a narrow cell."""
        return _SIGNS[self][0]

    @property
    def label(self) -> str:
        """The Vietnamese name of the state."""
        return _SIGNS[self][1]

    @property
    def meaning(self) -> str:
        """What the state says, for the legend."""
        return _SIGNS[self][2]


_SIGNS = {
    "done": ("X", "Xong", "đơn vị đã ghi hoàn thành"),
    "declined": ("K", "Không thực hiện", "đơn vị không thực hiện, có ghi lý do"),
    "overdue": ("!", "Quá hạn", "quá hạn mà chưa xong, kể cả khi chưa gửi kế hoạch"),
    "unanswered": (
        "·",
        "Chưa trả lời",
        "chưa gửi kế hoạch lên, hoặc kế hoạch đã gửi không có nhiệm vụ này",
    ),
    "merged": ("+", "Gộp", "thực hiện trong một nhiệm vụ khác của đơn vị"),
    "adapted": ("Đ", "Điều chỉnh", "có lời văn, hạn riêng, hoặc tách thành nhiều nhiệm vụ"),
    "kept": ("G", "Giữ nguyên", "đưa vào kế hoạch nguyên văn"),
}


class Pace(StrEnum):
    """How a unit comes on with all the tasks that it was given, the slowest first."""

    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_TIME = "on_time"
    FINISHED = "finished"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The Vietnamese name of the pace."""
        return _PACES[self][0]

    @property
    def meaning(self) -> str:
        """What the pace says, for the legend."""
        return _PACES[self][1]


_PACES = {
    "far_behind": ("Trễ nhiều", "từ một phần năm số việc trở lên quá hạn"),
    "behind": ("Có việc trễ", "có việc quá hạn, dưới một phần năm"),
    "on_time": ("Đúng hạn", "không có việc nào quá hạn"),
    "finished": ("Xong hết", "mọi việc phải làm đã xong"),
    "nothing": ("Không có việc", "đơn vị không thực hiện nhiệm vụ nào"),
}
