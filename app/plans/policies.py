"""May it happen now? Pairs `can_x` and `check_x`, shared by the button and the action."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.plans.models import Plan, Task
from app.plans.terms import DeliveryState, Disposition, PlanKind, PlanState
from tenants.models import Tenant

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_TASKS = 300
LONGEST_TEXT = 5_000
NUMBER = re.compile(r"(\d{1,5})([A-Za-z]?)")


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


def is_ready(plan: Plan, tasks: Iterable[Task]) -> bool:
    """Whether there is something to issue: work to do; other than for a year, prose will do too."""
    has_work = any(task.disposition is not Disposition.DECLINED for task in tasks)
    return has_work or (plan.kind is not PlanKind.YEAR_PLAN and "content" in plan.sections)


def can_issue(plan: Plan, tasks: Iterable[Task]) -> bool:
    """A draft with something in it may be issued."""
    return plan.state is PlanState.DRAFT and is_ready(plan, tasks)


def check_issue(plan: Plan, tasks: Sequence[Task]) -> None:
    """Raises Invalid where the draft is not ready: no work in it, or dates outside its year."""
    if not is_ready(plan, tasks):
        raise Invalid("Kế hoạch chưa có nhiệm vụ nào; hãy thêm nhiệm vụ rồi ban hành.", "tasks")
    check_tasks(tasks, plan.year)


def check_year(year: int) -> None:
    """Raises Invalid for a year outside living memory."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Invalid(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")


def check_deadlines_fit(tasks: Iterable[TaskLike], year: int) -> None:
    """Raises Invalid at the plan's year where a task is due in another one."""
    outside = [task for task in tasks if not _is_in_year(task, year)]
    if outside:
        raise Invalid(
            f"Có {len(outside)} nhiệm vụ có hạn không thuộc năm {year}; "
            "hãy sửa hạn của các nhiệm vụ đó trước khi đổi năm.",
            "year",
        )


def check_tasks(tasks: Sequence[TaskLike], year: int) -> None:
    """Raises Invalid with every fault of every task, at `tasks.<index>.<field>`."""
    if len(tasks) > MOST_TASKS:
        raise Invalid(f"Một kế hoạch có nhiều nhất {MOST_TASKS} nhiệm vụ.", "tasks")
    faults: dict[str, list[str]] = {}
    for index, task in enumerate(tasks):
        for name, message in _faults(task, year):
            faults.setdefault(f"tasks.{index}.{name}", []).append(message)
    if faults:
        raise Invalid(fields=faults)


def check_task(task: TaskLike, year: int) -> None:
    """Raises Invalid with every fault of one task."""
    faults = {name: [message] for name, message in _faults(task, year)}
    if faults:
        raise Invalid(fields=faults)


def _faults(task: TaskLike, year: int) -> list[tuple[str, str]]:
    faults = []
    if not task.text.strip():
        faults.append(("text", "Cần ghi nội dung nhiệm vụ."))
    if len(task.text) > LONGEST_TEXT:
        faults.append(("text", f"Nội dung dài quá {LONGEST_TEXT} ký tự; hãy tách nhiệm vụ."))
    if task.quarter not in dates.QUARTERS:
        faults.append(("quarter", "Quý phải là một trong các quý I, II, III, IV."))
    if not _is_in_year(task, year):
        faults.append(("deadline_on", f"Hạn phải thuộc năm {year} của kế hoạch."))
    return faults


def _is_in_year(task: TaskLike, year: int) -> bool:
    return task.deadline_on is None or task.deadline_on.year == year


def check_decline(upstream: Task | None) -> None:
    """Raises Conflict where the task is no superior's, Invalid where it is a must."""
    if upstream is None:
        raise Conflict(
            "Chỉ nhiệm vụ do cấp trên giao mới chọn “không thực hiện”; "
            "nhiệm vụ của đơn vị thì xóa khỏi dự thảo."
        )
    if upstream.mandatory:
        raise Invalid(
            "Cấp trên ghi nhiệm vụ này là bắt buộc nên không bỏ được; hãy giữ nguyên hoặc "
            "điều chỉnh.",
            "decline_reason",
        )


def check_removal(tasks: Iterable[Task]) -> None:
    """Raises Conflict where a superior's task would vanish: it is declined with a reason."""
    if any(task.upstream_task_id is not None for task in tasks):
        raise Conflict(
            "Nhiệm vụ do cấp trên giao không xóa được; nếu không thực hiện, hãy ghi lý do "
            "không thực hiện."
        )


def disposition_of(content: TaskLike, upstream: Task, decline_reason: str | None) -> Disposition:
    """What was done with the superior's task: declined, kept word for word, or adapted.

    Text, quarter and deadline count. Which of its own offices carries the task out is the
    subordinate's affair: naming them adapts nothing.
    """
    if decline_reason:
        return Disposition.DECLINED
    same = (
        content.text == upstream.text
        and content.quarter == upstream.quarter
        and content.deadline_on == upstream.deadline_on
        and content.deadline_inclusive == upstream.deadline_inclusive
    )
    return Disposition.KEPT if same else Disposition.ADAPTED


def number_as_printed(number: str) -> str:
    """The number with two digits at least ("01"). Raises Invalid for what is no number."""
    found = NUMBER.fullmatch(number.strip())
    if found is None or int(found.group(1)) == 0:
        raise Invalid("Số văn bản chỉ gồm chữ số, ví dụ 01 hoặc 125.", "number")
    return f"{int(found.group(1)):02d}{found.group(2)}"


def check_issue_day(plan: Plan, on: date, today: date, not_before: date | None) -> None:
    """Raises Invalid for a day in the future, long before the plan's year, or before its source."""
    if on > today:
        raise Invalid(f"Ngày ban hành không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if on < date(plan.year - 1, 1, 1) or on > date(plan.year, 12, 31):
        raise Invalid(
            f"Ngày ban hành của kế hoạch năm {plan.year} phải trong năm {plan.year - 1} "
            f"hoặc năm {plan.year}.",
            "issued_on",
        )
    if not_before is not None and on < not_before:
        raise Invalid(
            f"Ngày ban hành không được trước kế hoạch của cấp trên ({dates.short(not_before)}).",
            "issued_on",
        )


def check_due_day(plan: Plan, due_on: date | None, issued_on: date) -> None:
    """Raises Invalid where subordinates would be late at once, or have longer than the year."""
    if due_on is None:
        return
    if due_on < issued_on:
        raise Invalid("Hạn gửi kế hoạch lên không được trước ngày ban hành.", "due_on")
    if due_on > date(plan.year, 12, 31):
        raise Invalid(f"Hạn gửi kế hoạch lên phải trong năm {plan.year}.", "due_on")


def addressee_of(plan: Plan, tenant: Tenant) -> int | None:
    """Who receives the plan when it goes up: the issuer of its source, else the superior."""
    return plan.upstream_tenant_id or tenant.parent_id


def can_send(plan: Plan, tenant: Tenant) -> bool:
    """An issued plan goes up once, where there is somebody above."""
    return (
        plan.state is PlanState.ISSUED
        and plan.sent_at is None
        and addressee_of(plan, tenant) is not None
    )


def check_send(plan: Plan, tenant: Tenant) -> None:
    """Raises Conflict for a draft, and for a tenant that has nobody above it."""
    if plan.state is not PlanState.ISSUED:
        raise Conflict("Kế hoạch chưa ban hành nên chưa gửi lên được; hãy ban hành trước.")
    if addressee_of(plan, tenant) is None:
        raise Conflict(f"{tenant.name} không có cấp trên trong hệ thống để gửi kế hoạch.")


def can_acknowledge(state: DeliveryState) -> bool:
    """A delivered plan is taken in once."""
    return state in (DeliveryState.DELIVERED, DeliveryState.SEEN)


def can_derive(state: DeliveryState) -> bool:
    """A superior's plan is turned into one own plan."""
    return state in (DeliveryState.DELIVERED, DeliveryState.SEEN, DeliveryState.ACKNOWLEDGED)
