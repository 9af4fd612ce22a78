"""May a plan written elsewhere be joined to a superior's plan?"""

from collections.abc import Mapping, Sequence

from app.lib.errors import Conflict
from app.plans.models import Plan, Task
from app.plans.terms import Disposition, PlanState


def can_link(plan: Plan) -> bool:
    """A draft that carries out no superior's plan yet."""
    return plan.state is PlanState.DRAFT and plan.upstream_plan_id is None


def check_link(plan: Plan, above: Plan) -> None:
    """Raises Conflict where the draft carries out a plan already."""
    if plan.upstream_plan_id == above.id:
        raise Conflict(f"Dự thảo này đã nối với {above.reference}; hãy bỏ nối nếu muốn nối lại.")
    if plan.upstream_plan_id is not None:
        raise Conflict(
            "Dự thảo này đang thực hiện một kế hoạch khác của cấp trên; hãy bỏ nối rồi nối lại."
        )


def is_untouched(plan: Plan, tasks: Sequence[Task]) -> bool:
    """Whether a derived draft is still as it was made: nobody would miss it."""
    as_made = plan.state is PlanState.DRAFT and plan.source_file_id is None
    return as_made and all(task.disposition is Disposition.KEPT for task in tasks)


def check_replace(other: Plan, tasks: Sequence[Task], *, is_wanted: bool) -> None:
    """Raises Conflict where the office's other plan out of the same superior's plan must stay."""
    name = f"“{other.title}”"
    if other.state is PlanState.ISSUED:
        raise Conflict(
            f"Đơn vị đã ban hành {other.reference} để thực hiện kế hoạch này; mỗi kế hoạch của "
            "cấp trên chỉ nối với một kế hoạch."
        )
    if not is_untouched(other, tasks):
        raise Conflict(
            f"Đơn vị đang có dự thảo {name} xây dựng từ kế hoạch này và đã sửa; mỗi kế hoạch của "
            "cấp trên chỉ nối với một kế hoạch. Hãy dùng dự thảo đó, hoặc xóa nó rồi nối."
        )
    if not is_wanted:
        raise Conflict(
            f"Đơn vị đang có dự thảo {name} xây dựng từ kế hoạch này, chưa sửa gì. Hãy chọn "
            "“Thay dự thảo đó” rồi nối lại."
        )


def is_mere_answer(task: Task, upstream: Mapping[int, Task]) -> bool:
    """Whether a row only answers the superior, in its words: nothing of the office's own."""
    source = upstream.get(task.upstream_task_id or 0)
    aside = task.disposition in (Disposition.DECLINED, Disposition.MERGED)
    return aside and (source is None or source.text == task.text)
