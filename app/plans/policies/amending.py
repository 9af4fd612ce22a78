"""May an issued plan be amended so?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.lib import dates
from app.lib.errors import Conflict, Invalid
from app.plans.models import Amendment, Plan, Task
from app.plans.terms import (
    LOCKS,
    MERGED_FIELDS,
    WHOLE_TASK,
    ChangeKind,
    PlanState,
    facts_of,
    held_by,
)

LONGEST_REASON = 1_000
_CONTROLS = {"deadline": "deadline_on"}
"""The control that holds a field of a task, where it is called otherwise."""


def can_amend(plan: Plan) -> bool:
    """Only an issued plan is amended; a draft is simply edited."""
    return plan.state is PlanState.ISSUED


def check_amend(plan: Plan) -> None:
    """Raises Conflict for a draft."""
    if not can_amend(plan):
        raise Conflict("Kế hoạch còn là dự thảo nên sửa trực tiếp được, không cần điều chỉnh.")


def check_amendment_open(amendment: Amendment) -> None:
    """Raises Conflict for an issued amendment."""
    if amendment.state is PlanState.ISSUED:
        raise Conflict("Bản điều chỉnh đã ban hành nên không sửa được; hãy lập bản điều chỉnh mới.")


def reason_given(reason: str, field: str = "reason") -> str:
    """The reason without blanks around it. Raises Invalid for none, and for a whole essay."""
    said = reason.strip()
    if not said:
        raise Invalid("Cần ghi lý do.", field)
    if len(said) > LONGEST_REASON:
        raise Invalid(f"Lý do nhiều nhất {LONGEST_REASON} ký tự.", field)
    return said


def check_locks_known(names: Iterable[str]) -> None:
    """Raises Invalid for a lock of something that a task does not have."""
    if unknown := set(names) - LOCKS.keys():
        raise Invalid(f"Không khóa được mục này: {', '.join(sorted(unknown))}.", "locked")


def check_amendable(task: Task | None) -> None:
    """Raises Invalid for a task that is not of the plan, and for one set aside."""
    if task is None:
        raise Invalid("Nhiệm vụ này không thuộc kế hoạch.", "task_id")
    if not task.stands:
        raise Invalid(
            "Nhiệm vụ này đã bãi bỏ, đã gộp hoặc không thực hiện nên không điều chỉnh được.",
            "task_id",
        )


def check_withdrawal(upstream: Task | None) -> None:
    """Raises Invalid where the superior's task may not be dropped: a must, or locked."""
    if upstream is None:
        return
    if upstream.mandatory or WHOLE_TASK in upstream.locked:
        raise Invalid(
            "Cấp trên ghi nhiệm vụ này là bắt buộc hoặc đã khóa nên không bãi bỏ được.", "change"
        )


def check_locks(content: Mapping[str, Any], source: Mapping[str, Any]) -> None:
    """Raises Invalid at each field that the superior has locked and the content words otherwise."""
    mine, theirs = facts_of(content), facts_of(source)
    locked = held_by(source.get("locked") or ())
    broken = {
        _CONTROLS.get(name, name): [
            f"Cấp trên đã khóa mục “{label}” của nhiệm vụ này; hãy giữ như cấp trên giao."
        ]
        for name, label in MERGED_FIELDS.items()
        if name in locked and mine[name] != theirs[name]
    }
    if broken:
        raise Invalid(fields=broken)


def check_amendment_ready(kinds: Iterable[ChangeKind]) -> None:
    """Raises Invalid for an amendment that changes nothing."""
    if not list(kinds):
        raise Invalid("Bản điều chỉnh chưa có thay đổi nào; hãy chọn nhiệm vụ cần điều chỉnh.", "")


def check_amendment_day(plan: Plan, on: date, today: date, not_before: date) -> None:
    """Raises Invalid for a day in the future, before the paper amended, or after the plan's year.

    `not_before` is the day of the plan's last paper.
    """
    if on > today:
        raise Invalid(f"Ngày ban hành không được sau hôm nay ({dates.short(today)}).", "issued_on")
    if on < not_before:
        raise Invalid(
            f"Ngày ban hành không được trước văn bản được điều chỉnh ({dates.short(not_before)}).",
            "issued_on",
        )
    if on > plan.last_day:
        raise Invalid(
            f"Kế hoạch {plan.work_year} đã hết thời gian ({dates.short(plan.last_day)}); "
            "không điều chỉnh được nữa.",
            "issued_on",
        )
