"""A person of the province decides who goes on with what several units could take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid, NotFound
from app.mergers import policies
from app.mergers.models import HandoverChoice
from app.mergers.queries import handovers, lineage, open_tasks
from app.mergers.queries.open_tasks import Case
from app.mergers.terms import Fate
from tenants import archive, context
from tenants.db import db
from tenants.models import Tenant

LONGEST_REASON = 1000


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One open task and who goes on with it; without a successor it ends, for a reason."""

    task_id: int
    successor_id: int | None
    reason: str = ""


def decide(*, decisions: Sequence[Decision], by: Person) -> list[HandoverChoice]:
    """Decide on open tasks of units that were split, or that have no successor (the districts).

    Decided once: the unit chosen takes over at once. Raises NotAllowed for any unit but the
    province, NotFound for a task that is not to be decided, Conflict where it has been, Invalid at
    `successor.<task>` and `reason.<task>`.
    """
    policies.check_decide(db.session.get_one(Tenant, context.acting().tenant_id))
    if not decisions:
        raise Invalid("Hãy chọn đơn vị tiếp nhận cho ít nhất một nhiệm vụ.", "decisions")
    with archive.opened() as reached:
        units = lineage.closed(lineage.with_communes(reached))
        wanted = {one.task_id: one for one in decisions}
        found = open_tasks.cases(units, task_ids=list(wanted))
        handovers.wait_for_others([case.unit.id for case in found])
        found = open_tasks.cases(units, task_ids=list(wanted))
        _check(found, wanted)
        return [_choose(case, wanted[case.task.task_id], by) for case in found]


def _check(found: Sequence[Case], wanted: Mapping[int, Decision]) -> None:
    if {case.task.task_id for case in found} != wanted.keys():
        raise NotFound("Có nhiệm vụ không thuộc danh sách chờ quyết định; hãy tải lại trang.")
    if any(case.fate is not Fate.UNDECIDED for case in found):
        raise Conflict("Có nhiệm vụ đã được quyết định hoặc đã có đơn vị nhận; hãy tải lại trang.")
    today = {tenant.id for tenant in lineage.units_of_today()}
    faults: dict[str, list[str]] = {}
    for one in wanted.values():
        if one.successor_id is None and not one.reason.strip():
            faults[f"reason.{one.task_id}"] = ["Cần ghi lý do kết thúc nhiệm vụ."]
        if one.successor_id is not None and one.successor_id not in today:
            faults[f"successor.{one.task_id}"] = ["Hãy chọn một đơn vị đang hoạt động của tỉnh."]
        if len(one.reason) > LONGEST_REASON:
            faults[f"reason.{one.task_id}"] = [f"Lý do dài nhất {LONGEST_REASON} ký tự."]
    if faults:
        raise Invalid(fields=faults)


def _choose(case: Case, decision: Decision, by: Person) -> HandoverChoice:
    choice = HandoverChoice(
        tenant_id=context.acting().tenant_id,
        predecessor_id=case.unit.id,
        from_task_id=case.task.task_id,
        successor_id=decision.successor_id,
        content=case.task.as_json(),
        reason=decision.reason.strip(),
        decided_by=by.id,
        decided_by_name=by.full_name,
        issued_at=clock.now(),
    )
    db.session.add(choice)
    audit.record(
        "handover.decided",
        choice,
        by=by,
        task_id=case.task.task_id,
        unit=case.unit.name,
        successor_id=decision.successor_id,
    )
    return choice
