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
