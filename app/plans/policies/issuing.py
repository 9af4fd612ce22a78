"""May a plan be issued, under this number and on this day?"""

from collections.abc import Iterable, Sequence
from datetime import date

from app.lib import dates
from app.lib.errors import Invalid
from app.plans.models import Plan, Task
from app.plans.policies.drafting import check_tasks
from app.plans.terms import PlanKind, PlanState

MOST_NAMED = 10


def is_ready(plan: Plan, tasks: Iterable[Task]) -> bool:
    """Whether there is something to issue: work to do; other than for a year, prose will do too."""
    has_work = any(task.stands for task in tasks)
    return has_work or (plan.kind is not PlanKind.YEAR_PLAN and "content" in plan.sections)


def can_issue(plan: Plan, tasks: Iterable[Task]) -> bool:
    """A draft with something in it may be issued."""
    return plan.state is PlanState.DRAFT and is_ready(plan, tasks)


def check_issue(plan: Plan, tasks: Sequence[Task]) -> None:
    """Raises Invalid where the draft is not ready: no work in it, or dates outside its year."""
    if plan.kind is PlanKind.GUIDANCE and "content" not in plan.sections:
        raise Invalid("Hướng dẫn chưa có nội dung; hãy soạn mục Nội dung rồi ban hành.", "tasks")
    if not is_ready(plan, tasks):
        raise Invalid("Kế hoạch chưa có nhiệm vụ nào; hãy thêm nhiệm vụ rồi ban hành.", "tasks")
    check_tasks(tasks, plan.work_year)


def check_answered(unanswered: Iterable[tuple[int | None, Task]]) -> None:
    """Raises Invalid at `tasks` where a must of the superior's, given by number, is unanswered."""
    musts = [f"{number}. {task.text}" for number, task in unanswered if task.mandatory]
    if not musts:
        return
    rest = len(musts) - MOST_NAMED
    more = f"; và {rest} nhiệm vụ khác" if rest > 0 else ""
    raise Invalid(
        f"Kế hoạch chưa trả lời {len(musts)} nhiệm vụ bắt buộc của cấp trên: "
        f"{'; '.join(musts[:MOST_NAMED])}{more}. "
        "Hãy trả lời ở trang “Nối với kế hoạch cấp trên” rồi ban hành.",
        "tasks",
    )


def check_issue_day(plan: Plan, on: date, today: date, not_before: date | None) -> None:
    """Raises Invalid for a day in the future, long before the plan's year, or before its source."""
    if on > today:
        raise Invalid(f"Ngày ban hành không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if on < date(plan.year - 1, 1, 1) or on > plan.last_day:
        raise Invalid(
            f"Ngày ban hành của kế hoạch {plan.work_year} phải từ năm {plan.year - 1} "
            f"đến {dates.short(plan.last_day)}.",
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
    if plan.kind is PlanKind.GUIDANCE:
        raise Invalid("Hướng dẫn không yêu cầu gửi kế hoạch lên; hãy bỏ trống ô này.", "due_on")
    if due_on < issued_on:
        raise Invalid("Hạn gửi kế hoạch lên không được trước ngày ban hành.", "due_on")
    if due_on > plan.last_day:
        raise Invalid(f"Hạn gửi kế hoạch lên phải trong {plan.work_year}.", "due_on")
