"""What a subordinate may do with its superior's plan and tasks."""

from collections.abc import Iterable, Sequence

from app.lib.errors import Conflict, Invalid
from app.plans.models import Plan, Task
from app.plans.policies.drafting import TaskLike
from app.plans.terms import WHOLE_TASK, DeliveryState, Disposition, PlanKind, PlanState
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


def check_removal(gone: Iterable[Task], left: Iterable[Task]) -> None:
    """Raises Conflict where a superior's task would vanish: it is declined with a reason.

    One part of a task that was split may go, while another part is `left`. A task into which
    others were merged stays until they are taken out.
    """
    left, gone = list(left), list(gone)
    answered = {task.upstream_task_id for task in left}
    if any(task.upstream_task_id not in {*answered, None} for task in gone):
        raise Conflict(
            "Nhiệm vụ do cấp trên giao không xóa được; nếu không thực hiện, hãy ghi lý do "
            "không thực hiện."
        )
    for task in gone:
        check_nothing_merged_into(task, left, "xóa")


def check_nothing_merged_into(task: Task, others: Iterable[Task], deed: str) -> None:
    """Raises Conflict where others were merged into the task: they are taken out of it first."""
    count = sum(one.merged_into_id == task.id for one in others)
    if count:
        raise Conflict(
            f"Có {count} nhiệm vụ đang gộp vào “{task.text[:80]}”; hãy bỏ gộp các nhiệm vụ đó "
            f"trước khi {deed}."
        )


def can_split(task: Task) -> bool:
    """A superior's task that stands is split, unless its wording is locked."""
    return task.stands and task.upstream_task_id is not None and not _is_wording_locked(task)


def check_split(task: Task) -> None:
    """Raises Conflict for a task of the office's own, one set aside, and one that is locked."""
    if task.upstream_task_id is None:
        raise Conflict("Nhiệm vụ của đơn vị không cần tách; hãy thêm nhiệm vụ mới.")
    if not task.stands:
        raise Conflict("Nhiệm vụ này đang không thực hiện hoặc đã gộp; hãy lấy lại rồi tách.")
    _check_unlocked(task, "tách")


def check_merge(target: Task, merged: Sequence[Task], others: Iterable[Task]) -> None:
    """Raises Conflict where these tasks cannot become part of `target`.

    All are tasks of one draft. What is merged comes from the superior; the office's own tasks are
    simply removed. Nothing is merged into what is itself set aside, so that there are no chains.
    """
    others = list(others)
    if not target.stands:
        raise Conflict("Chỉ gộp vào nhiệm vụ mà đơn vị thực hiện; hãy chọn nhiệm vụ khác.")
    for task in merged:
        if task.id == target.id:
            raise Conflict("Không gộp một nhiệm vụ vào chính nó; hãy bỏ chọn nhiệm vụ đó.")
        if task.upstream_task_id is None:
            raise Conflict(
                "Chỉ gộp nhiệm vụ do cấp trên giao; nhiệm vụ của đơn vị thì xóa khỏi dự thảo."
            )
        if not task.stands and task.merged_into_id != target.id:
            raise Conflict(
                f"“{task.text[:80]}” đang không thực hiện hoặc đã gộp vào nhiệm vụ khác; "
                "hãy lấy lại nhiệm vụ đó rồi gộp."
            )
        _check_unlocked(task, "gộp")
        check_nothing_merged_into(task, others, "gộp nhiệm vụ này vào nhiệm vụ khác")


def _check_unlocked(task: Task, deed: str) -> None:
    if _is_wording_locked(task):
        raise Conflict(
            f"Cấp trên đã khóa nội dung “{task.text[:80]}” nên không {deed} được; "
            "hãy thực hiện nguyên văn."
        )


def _is_wording_locked(task: Task) -> bool:
    return not {"text", WHOLE_TASK}.isdisjoint(task.locked)


def answer_of(rows: Iterable[Task]) -> Disposition | None:
    """What a subordinate made of one superior's task, out of all its rows; None without any.

    One row that stands, word for word, is kept. Whatever else stands is adapted: a task that was
    split counts once. Where nothing stands, merged goes before declined; a row that was withdrawn
    later counts as declined. `queries.coverage.answers` says the same in SQL.
    """
    listed = list(rows)
    standing = [row for row in listed if row.stands]
    if standing:
        alone = len(listed) == 1 and standing[0].disposition is Disposition.KEPT
        return Disposition.KEPT if alone else Disposition.ADAPTED
    if any(_is_merged(row) for row in listed):
        return Disposition.MERGED
    return Disposition.DECLINED if listed else None


def _is_merged(row: Task) -> bool:
    return row.disposition is Disposition.MERGED and row.withdrawn_revision is None


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


def can_send(plan: Plan, tenant: Tenant, sent_revision: int | None) -> bool:
    """Each revision of an issued plan goes up once, where there is somebody above."""
    return (
        plan.state is PlanState.ISSUED
        and plan.revision != sent_revision
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


def check_derive(plan: Plan) -> None:
    """Raises Conflict for guidance: it is read, taken in and followed."""
    if plan.kind is PlanKind.GUIDANCE:
        raise Conflict(
            "Hướng dẫn của cấp trên để thực hiện, không xây dựng thành kế hoạch của đơn vị; "
            "hãy tiếp nhận."
        )


def can_derive(state: DeliveryState) -> bool:
    """A superior's plan is turned into one own plan."""
    return state in (DeliveryState.DELIVERED, DeliveryState.SEEN, DeliveryState.ACKNOWLEDGED)
