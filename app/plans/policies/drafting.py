"""May a draft be written so?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.lib.years import WorkYear
from app.plans.models import Plan, Task
from app.plans.terms import DeadlinePrecision, PlanState
from tenants.models import Tenant

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_TASKS = 300
LONGEST_TEXT = 5_000


class TaskLike(Protocol):
    """A task as a row or as it was typed."""

    @property
    def quarter(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def deadline_on(self) -> date | None: ...

    @property
    def deadline_inclusive(self) -> bool: ...

    @property
    def deadline_precision(self) -> DeadlinePrecision: ...

    @property
    def tentative(self) -> bool: ...


def is_open(tenant: Tenant, today: date) -> bool:
    """Whether the unit existed on the day: a closed one writes nothing new."""
    started = tenant.valid_from is None or tenant.valid_from <= today
    return started and (tenant.valid_to is None or today <= tenant.valid_to)


def check_open(tenant: Tenant, today: date) -> None:
    """Raises Conflict for a unit that has closed."""
    if not is_open(tenant, today):
        raise Conflict(
            f"{tenant.name} đã kết thúc hoạt động nên chỉ xem lại, không xử lý thêm được. "
            "Hãy làm việc ở đơn vị kế thừa."
        )


def can_edit(plan: Plan) -> bool:
    """Only a draft changes."""
    return plan.state is PlanState.DRAFT


def check_edit(plan: Plan) -> None:
    """Raises Conflict for an issued plan."""
    if not can_edit(plan):
        raise Conflict(
            "Kế hoạch đã ban hành nên không sửa, không xóa được. "
            "Hãy tải lại trang để xem bản đã ban hành."
        )


def check_repeat(task: Task) -> None:
    """Raises Conflict where the task is a superior's or set aside, Invalid where it comes again."""
    if task.upstream_task_id is not None:
        raise Conflict("Nhiệm vụ do cấp trên giao; cấp trên quyết định việc lặp lại.")
    if not task.stands:
        raise Conflict("Nhiệm vụ này không thực hiện nên không lặp lại được.")
    if task.series is not None:
        raise Invalid("Nhiệm vụ này đã lặp lại; hãy sửa từng lần.", "rhythm")


def can_confirm(plan: Plan, task: Task) -> bool:
    """Whether the task's date is still open though the plan is issued."""
    return plan.state is PlanState.ISSUED and task.stands and task.tentative


def check_confirm(plan: Plan, task: Task) -> None:
    """Raises Conflict for a draft, and for a task whose date is certain or that is set aside."""
    if not can_confirm(plan, task):
        raise Conflict(
            "Chỉ chốt thời gian của nhiệm vụ “dự kiến” trong kế hoạch đã ban hành; thời gian khác "
            "thì sửa trong dự thảo, hoặc lập bản điều chỉnh."
        )


def check_year(year: int) -> None:
    """Raises Invalid for a year outside living memory."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")


def check_deadlines_fit(tasks: Iterable[TaskLike], year: WorkYear) -> None:
    """Raises Invalid at the plan's year where a task is due in another one."""
    outside = [task for task in tasks if not _is_in_year(task, year)]
    if outside:
        raise Invalid(
            f"Có {len(outside)} nhiệm vụ có hạn không thuộc {year}; "
            "hãy sửa hạn của các nhiệm vụ đó trước khi đổi năm.",
            "year",
        )


def check_tasks(tasks: Sequence[TaskLike], year: WorkYear) -> None:
    """Raises Invalid with every fault of every task, at `tasks.<index>.<field>`."""
    if len(tasks) > MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {MOST_TASKS} nhiệm vụ.", "tasks")
    faults: dict[str, list[str]] = {}
    for index, task in enumerate(tasks):
        for name, message in _faults(task, year):
            faults.setdefault(f"tasks.{index}.{name}", []).append(message)
    if faults:
        raise Invalid(fields=faults)


def check_task(task: TaskLike, year: WorkYear) -> None:
    """Raises Invalid with every fault of one task."""
    faults = {name: [message] for name, message in _faults(task, year)}
    if faults:
        raise Invalid(fields=faults)


def _faults(task: TaskLike, year: WorkYear) -> list[tuple[str, str]]:
    faults = []
    if not task.text.strip():
        faults.append(("text", "Cần ghi nội dung nhiệm vụ."))
    if len(task.text) > LONGEST_TEXT:
        faults.append(("text", f"Nội dung dài quá {LONGEST_TEXT} ký tự; hãy tách nhiệm vụ."))
    if task.quarter not in dates.QUARTERS:
        faults.append(("quarter", "Quý phải là một trong các quý I, II, III, IV."))
    if not _is_in_year(task, year):
        span = f", từ {dates.short(year.start)} đến {dates.short(year.end)}"
        when = f"{year} của kế hoạch{span if year.is_split else ''}"
        faults.append(("deadline_on", f"Hạn phải thuộc {when}."))
    if not _is_whole_month(task):
        faults.append(("deadline_on", "Hạn ghi theo tháng là ngày cuối tháng, tính cả ngày đó."))
    return faults


def _is_in_year(task: TaskLike, year: WorkYear) -> bool:
    """Whether the last day in time lies in the plan's year: "trước ngày 01/01" is last year's."""
    if task.deadline_on is None:
        return True
    return year.holds(dates.Deadline(task.deadline_on, task.deadline_inclusive).last_day)


def _is_whole_month(task: TaskLike) -> bool:
    """Of a month the last day is kept, and counts."""
    if task.deadline_precision is DeadlinePrecision.DAY or task.deadline_on is None:
        return True
    return task.deadline_inclusive and task.deadline_on == dates.month_end(task.deadline_on)
