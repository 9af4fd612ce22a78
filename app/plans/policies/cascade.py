"""What a subordinate may do with its superior's plan and tasks."""

from collections.abc import Iterable

from app.lib.errors import Conflict, Invalid
from app.plans.models import Plan, Task
from app.plans.policies.drafting import TaskLike
from app.plans.terms import DeliveryState, Disposition, PlanState
from tenants.models import Tenant


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
        and content.deadline_precision is upstream.deadline_precision
        and content.tentative == upstream.tentative
    )
    return Disposition.KEPT if same else Disposition.ADAPTED


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
