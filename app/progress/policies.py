"""What may be recorded on a task, and when."""

from collections.abc import Collection
from datetime import date

from app.lib import dates
from app.lib.errors import Conflict, NotAllowed
from app.plans.terms import Disposition
from app.progress.terms import CascadeState, CoverageState, Pace, TaskStatus

LONGEST_NOTE = 4000
LONGEST_OFFICE = 200
LONGEST_CAPTION = 300
NOT_ISSUED = "Kế hoạch chưa ban hành nên chưa ghi tiến độ được; hãy ban hành kế hoạch trước."
IS_DECLINED = "Nhiệm vụ này đơn vị đã xác định không thực hiện nên không ghi tiến độ."


IS_CLOSED = "Đơn vị đã kết thúc hoạt động nên không ghi tiến độ mới; số liệu cũ vẫn xem được."


IS_MERGED = (
    "Nhiệm vụ này đã gộp vào nhiệm vụ khác; hãy ghi tiến độ ở nhiệm vụ đó, hệ thống tự ghi cho "
    "nhiệm vụ được gộp."
)


def check_record(
    *, is_issued: bool, is_declined: bool, is_closed: bool, is_merged: bool = False
) -> None:
    """Raises Conflict for a task of a draft, for one that is declined or merged into another, and
    for a unit that has ceased."""
    if is_closed:
        raise Conflict(IS_CLOSED)
    if not is_issued:
        raise Conflict(NOT_ISSUED)
    if is_merged:
        raise Conflict(IS_MERGED)
    if is_declined:
        raise Conflict(IS_DECLINED)


def goes_along(status: TaskStatus, percent: int, *, host: tuple[TaskStatus, int] | None) -> bool:
    """Whether a task carried out inside another's event takes what is now recorded on its host.

    It does, unless it was settled on its own (done, or given up) while the host, whose state
    before is `host`, stood elsewhere: what an office wrote down as finished is not undone.
    """
    return status.is_open or host == (status, percent)


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


FAR_BEHIND = 5
"""One task in five overdue is far behind."""


def coverage_state(
    state: CascadeState, answer: Disposition | None, *, is_late: bool
) -> CoverageState:
    """What has become of a superior's task with one subordinate: how its work stands, what its
    plan makes of the task (None while none has come up), whether it is owed after its last day.
    The precedence is explained at `CoverageState`."""
    if state is CascadeState.DONE:
        return CoverageState.DONE
    if state in (CascadeState.DECLINED, CascadeState.CANCELLED) or answer is Disposition.DECLINED:
        return CoverageState.DECLINED
    if is_late:
        return CoverageState.OVERDUE
    return CoverageState.UNANSWERED if answer is None else CoverageState(answer.value)


def pace(*, owed: int, done: int, late: int) -> Pace:
    """How a unit comes on that owes so many tasks, of which so many are done and late."""
    if owed == 0:
        return Pace.NOTHING
    if late * FAR_BEHIND >= owed:
        return Pace.FAR_BEHIND
    if late:
        return Pace.BEHIND
    return Pace.FINISHED if done == owed else Pace.ON_TIME


def can_speak(*, people: Collection[int], by_id: int) -> bool:
    """Whether a person may report for an office: one of its people, or anybody where it has none
    (a village without an account)."""
    return not people or by_id in people


def check_speak(*, office_name: str, people: Collection[int], by_id: int) -> None:
    """Raises NotAllowed for one who is not of the office."""
    if not can_speak(people=people, by_id=by_id):
        raise NotAllowed(
            f"Chỉ người của {office_name} mới báo cáo thay {office_name}. "
            "Người được xếp vào phòng, ban ở mục Phòng, ban, thôn."
        )
