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
