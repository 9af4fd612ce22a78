"""Which task may be carried out inside the event of which other ("lồng ghép")."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from app.lib.errors import Invalid
from app.plans.models import Task


class Combined(Protocol):
    """A task as written, with the task in whose event it is carried out."""

    @property
    def id(self) -> int | None: ...

    @property
    def combined_with_id(self) -> int | None: ...


def can_hold(task: Task) -> bool:
    """Whether others may be carried out inside its event: it stands, and has an event itself."""
    return task.stands and task.combined_with_id is None


def check_combined_with(task: Task, other_id: int | None, others: Iterable[Task]) -> None:
    """Raises Invalid where the task cannot be carried out inside the event of `other_id`.

    Both are of one plan; there are no chains: what holds others is not itself held.
    """
    if other_id is None:
        return
    listed = list(others)
    other = next((one for one in listed if one.id == other_id), None)
    if other is None or other.id == task.id:
        raise Invalid("Hãy chọn một nhiệm vụ khác của kế hoạch này.", "combined_with_id")
    if not can_hold(other):
        raise Invalid(
            "Nhiệm vụ được chọn không thực hiện riêng (đã lồng ghép, gộp hoặc bỏ); hãy chọn "
            "nhiệm vụ khác.",
            "combined_with_id",
        )
    if any(one.combined_with_id == task.id for one in listed):
        raise Invalid(
            "Đang có nhiệm vụ lồng ghép vào nhiệm vụ này nên nó phải thực hiện riêng.",
            "combined_with_id",
        )


def check_combined(contents: Sequence[Combined], before: Mapping[int, Task]) -> None:
    """Raises Invalid at `tasks.<index>.combined_with_id` where a whole list is combined wrongly."""
    for index, content in enumerate(contents):
        task = before.get(content.id or 0)
        wanted = content.combined_with_id
        if wanted == (task.combined_with_id if task else None):
            continue
        if task is None:
            raise Invalid(
                "Lưu nhiệm vụ mới trước, rồi mới lồng ghép.", f"tasks.{index}.combined_with_id"
            )
        try:
            check_combined_with(task, wanted, before.values())
        except Invalid as error:
            raise Invalid(error.message, f"tasks.{index}.combined_with_id") from error
