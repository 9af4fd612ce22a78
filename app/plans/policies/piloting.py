"""May a unit be named to do a task before the others?"""

from collections.abc import Collection

from app.lib import dates
from app.lib.dates import Deadline
from app.lib.errors import Conflict, Invalid
from app.lib.years import WorkYear
from app.plans.models import Task


def can_pilot(task: Task) -> bool:
    """A task that stands may have pilots."""
    return task.stands


def check_pilot(
    task: Task, recipient_id: int, deadline: Deadline | None, known: Collection[int], year: WorkYear
) -> None:
    """Raises Conflict for a task that is set aside, Invalid for a unit not `known` to be below, and
    for a deadline that is missing, outside the plan's year or not before that of the others.
    """
    if not can_pilot(task):
        raise Conflict("Nhiệm vụ này không thực hiện nên không giao làm điểm được.")
    if recipient_id not in known:
        raise Invalid(
            "Hãy chọn đơn vị trực thuộc được giao kế hoạch này và chưa làm điểm.", "recipient_id"
        )
    if deadline is None:
        raise Invalid("Cần ghi thời hạn làm điểm, ví dụ “xong trong tháng 02”.", "term")
    if not year.holds(deadline.on):
        raise Invalid(f"Hạn phải thuộc {year} của kế hoạch.", "term")
    common = task.last_day(year)
    if deadline.last_day >= common:
        raise Invalid(
            "Đơn vị làm điểm xong trước các đơn vị khác; hãy ghi ngày trước "
            f"{dates.short(common)}.",
            "term",
        )
