"""What may be recorded on a task, and when."""

from datetime import date

from app.lib import dates
from app.lib.errors import Conflict
from app.progress.terms import TaskStatus

LONGEST_NOTE = 4000
LONGEST_OFFICE = 200
LONGEST_CAPTION = 300
NOT_ISSUED = "Kế hoạch chưa ban hành nên chưa ghi tiến độ được; hãy ban hành kế hoạch trước."
IS_DECLINED = "Nhiệm vụ này đơn vị đã xác định không thực hiện nên không ghi tiến độ."


IS_CLOSED = "Đơn vị đã kết thúc hoạt động nên không ghi tiến độ mới; số liệu cũ vẫn xem được."


def check_record(*, is_issued: bool, is_declined: bool, is_closed: bool) -> None:
    """Raises Conflict for a task of a draft, for a declined one, and for a unit that has ceased."""
    if is_closed:
        raise Conflict(IS_CLOSED)
    if not is_issued:
        raise Conflict(NOT_ISSUED)
    if is_declined:
        raise Conflict(IS_DECLINED)


def problems(
    *, status: TaskStatus, percent: int, on: date, year: int, today: date
) -> dict[str, list[str]]:
    """What is wrong with a state of a task of a plan of `year`, by field.

    Done is 100 % and nothing else is; a task not begun is at 0 %. The day lies neither in the
    future nor before the plan's year.
    """
    found: dict[str, list[str]] = {}
    wrong = _percent_problem(status, percent)
    if wrong:
        found["percent"] = [wrong]
    if on > today:
        found["on"] = ["Ngày ghi tiến độ không được sau ngày hôm nay."]
    elif on < date(year, 1, 1):
        first = dates.short(date(year, 1, 1))
        found["on"] = [f"Ngày ghi tiến độ phải từ {first}, ngày đầu năm của kế hoạch."]
    return found


def _percent_problem(status: TaskStatus, percent: int) -> str | None:
    if not 0 <= percent <= 100:
        return "Tỷ lệ phải từ 0 đến 100."
    if status is TaskStatus.DONE and percent != 100:
        return "Nhiệm vụ hoàn thành thì tỷ lệ là 100."
    if status is not TaskStatus.DONE and percent == 100:
        return "Đã đạt 100% thì chọn trạng thái “Hoàn thành”; nếu chưa xong, ghi tỷ lệ dưới 100."
    if status is TaskStatus.NOT_STARTED and percent != 0:
        return "Nhiệm vụ chưa thực hiện thì tỷ lệ là 0."
    return None
