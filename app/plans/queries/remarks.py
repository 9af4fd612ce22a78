"""What a page says below a task: with what it is combined, who does it first, what is locked."""

from collections.abc import Iterable, Mapping, Sequence

from app.plans import policies
from app.plans.models import Pilot, Plan, Task
from app.plans.queries import pilots
from app.plans.queries.pilots import Named
from tenants import context

Numbered = Sequence[tuple[int | None, Task]]


def numbers(tasks: Iterable[tuple[int | None, Task]]) -> dict[int, int]:
    """The printed number of each task that stands, by id."""
    return {task.id: number for number, task in tasks if number is not None}


def combined_text(task: Task, known: Mapping[int, int]) -> str | None:
    """ "lồng ghép với nhiệm vụ số 4", where it is carried out inside another task's event."""
    number = known.get(task.combined_with_id or 0)
    return None if number is None else f"lồng ghép với nhiệm vụ số {number}"


def of_plan(plan: Plan, tasks: Numbered) -> dict[int, list[str]]:
    """The remarks on each task of a plan as the acting tenant may read it. Two statements."""
    is_own = plan.tenant_id == context.acting().tenant_id
    named = pilots.of_plan(plan.id) if is_own else {}
    mine = pilots.mine(task.upstream_task_id if is_own else task.id for _, task in tasks)
    known = numbers(tasks)
    return {
        task.id: list(
            _remarks(
                plan,
                task,
                combined_text(task, known),
                named.get(task.id, []),
                mine.get((task.upstream_task_id or 0) if is_own else task.id),
            )
        )
        for _, task in tasks
    }


def _remarks(
    plan: Plan, task: Task, combined: str | None, named: Sequence[Named], mine: Pilot | None
) -> Iterable[str]:
    if combined:
        yield combined[:1].upper() + combined[1:]
    if named:
        yield "Chỉ đạo điểm: " + "; ".join(one.text for one in named)
    if mine is not None:
        yield f"Đơn vị được chỉ đạo điểm, thời hạn riêng: {mine.deadline}"
    if policies.is_locked(task):
        yield "Cấp dưới không sửa, không bỏ"
    if policies.can_edit(plan) and task.stands and task.day_off_note:
        yield task.day_off_note.rstrip(".")
    if task.is_due_outside_quarter(plan.work_year):
        yield f"Hạn không nằm trong {plan.work_year.quarter_name(task.quarter)}; hãy kiểm tra"
