"""A subordinate decides what its superior's amendment left to it, by dated receipts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, dates
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import policies
from app.plans.actions import revise
from app.plans.actions.content import TaskContent
from app.plans.models import Merge, MergeReceipt, Plan, Task
from app.plans.policies import amending, merging
from app.plans.queries import contents, merges, plans
from app.plans.terms import (
    MERGED_FIELDS,
    DeadlinePrecision,
    FieldChoice,
    MergeState,
    PlanState,
    RevisionCause,
    facts_of,
    with_facts,
)
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """What a person decided. For a conflict: a choice for each field, and the third wording where
    one is written (`others`, values as in `terms.facts_of`). For an offered or a withdrawn task:
    whether the office follows its superior.
    """

    follows: bool | None = None
    choices: Mapping[str, FieldChoice] = field(default_factory=dict)
    others: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Settled:
    """The merge that was answered, its plan, and whether the plan has a new revision by it."""

    merge: Merge
    plan: Plan
    is_revised: bool


def settle(*, merge_id: int, version: int, settlement: Settlement, by: Person) -> Settled:
    """Decide an open merge: a conflict, an offered task, or a withdrawn one.

    The own plan changes with it, an issued one by a new revision; the superior's receipt says
    what was decided, when and, where the office goes its own way, why.
    Raises Conflict where somebody answered before or a later amendment put another in its place,
    Stale where it changed since, Invalid at the field that is at fault.
    """
    plan = plans.own_for_change(merges.own(merge_id).plan_id)
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    merge = merges.own_for_change(merge_id)
    _check_waits(merge, version)
    if merge.state is MergeState.CONFLICT:
        state, row = _settle(merge, plan, settlement)
    elif merge.state is MergeState.OFFERED:
        state, row = _take_or_leave(merge, settlement)
    else:
        state, row = _let_go_or_keep(merge, plan, settlement)
    is_revised = _write(merge, plan, row)
    _record(merge, state, settlement, by)
    audit.record(
        "merge.answered", merge, by=by, plan_id=plan.id, state=state.value, reason=merge.reason
    )
    return Settled(merge, plan, is_revised)


def _check_waits(merge: Merge, version: int) -> None:
    if merge.state is MergeState.SUPERSEDED:
        raise Conflict(
            "Cấp trên đã điều chỉnh tiếp nhiệm vụ này; hãy mở lại danh sách và trả lời lần mới."
        )
    if merge.answered_at is not None:
        raise Conflict(
            f"{merge.answered_by_name} đã trả lời lúc {dates.stamp(merge.answered_at)}: "
            f"{merge.state.label}. Không trả lời lần nữa."
        )
    if not merge.state.is_open:
        raise Conflict("Nhiệm vụ này đã cập nhật, không chờ trả lời.")
    if merge.version != version:
        raise Stale()


def _settle(
    merge: Merge, plan: Plan, settlement: Settlement
) -> tuple[MergeState, dict[str, Any] | None]:
    """A conflict, field by field."""
    open_fields = merging.conflicts(merge.fields)
    missing = [name for name in open_fields if name not in settlement.choices]
    if missing:
        raise Invalid(
            fields={name: ["Hãy chọn một trong ba cách cho mục này."] for name in missing}
        )
    task = plans.own_task(merge.task_id or 0)
    current = contents.task_content(task)
    facts = facts_of(current)
    for name in open_fields:
        choice = settlement.choices[name]
        if choice is FieldChoice.THEIRS:
            facts[name] = merge.fields[name]["theirs"]
        elif choice is FieldChoice.OTHER:
            facts[name] = _third(settlement, name, facts[name])
    chosen = {settlement.choices[name] for name in open_fields}
    row = with_facts(current, facts)
    _check(plan, task, row)
    if FieldChoice.OTHER in chosen:
        return MergeState.REWRITTEN, row
    if FieldChoice.MINE in chosen:
        _need_reason(settlement)
        return MergeState.KEPT, row
    return MergeState.TAKEN, row


def _third(settlement: Settlement, name: str, mine: Any) -> Any:
    value = settlement.others.get(name)
    if value is None or value == "":
        label = MERGED_FIELDS[name].lower()
        raise Invalid(f"Cần ghi {label} theo bản mới của đơn vị.", f"other_{name}")
    if value == mine or (isinstance(value, str) and value.strip() == mine):
        raise Invalid(
            "Bản khác chưa khác với nội dung đơn vị đang ghi; hãy sửa lời, hoặc chọn “Giữ của "
            "đơn vị” và ghi lý do.",
            f"other_{name}",
        )
    return value


def _need_reason(settlement: Settlement) -> None:
    if not settlement.reason.strip():
        raise Invalid("Cần ghi lý do để cấp trên biết vì sao đơn vị không làm theo.", "reason")


def _check(plan: Plan, task: Task, row: dict[str, Any]) -> None:
    """The third wording obeys what every task obeys, and the superior's locks."""
    above = plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0)
    policies.check_task(_typed(row), plan.work_year)
    if above is not None:
        source = contents.task_content(above)
        amending.check_locks(row, source)
        if not _is_aside(row):
            row["disposition"] = merging.wording_of(row, source).value


def _typed(row: Mapping[str, Any]) -> TaskContent:
    return TaskContent(
        quarter=row["quarter"],
        text=row["text"],
        deadline_on=date.fromisoformat(row["deadline_on"]) if row["deadline_on"] else None,
        deadline_inclusive=row["deadline_inclusive"],
        deadline_precision=DeadlinePrecision(row["deadline_precision"]),
        tentative=row["tentative"],
    )


def _is_aside(row: Mapping[str, Any]) -> bool:
    return row["disposition"] in ("declined", "merged")


def _take_or_leave(
    merge: Merge, settlement: Settlement
) -> tuple[MergeState, dict[str, Any] | None]:
    """A task that the superior added: the office's own from now on, or declined with a reason."""
    follows = _choice(settlement)
    above = plans.readable_task(merge.upstream_task_id)
    if not above.stands:
        raise Conflict("Cấp trên đã bãi bỏ nhiệm vụ này; hãy tải lại trang.")
    theirs = contents.task_content(above)
    if follows:
        return MergeState.ACCEPTED, merging.taken_over(theirs, merge.revision)
    _need_reason(settlement)
    amending.check_withdrawal(above)
    row = merging.taken_over(theirs, merge.revision, decline_reason=settlement.reason.strip())
    return MergeState.REFUSED, row


def _let_go_or_keep(
    merge: Merge, plan: Plan, settlement: Settlement
) -> tuple[MergeState, dict[str, Any] | None]:
    """A task that the superior withdrew: gone here too, or the office's own from now on."""
    task = plans.own_task(merge.task_id or 0)
    current = contents.task_content(task)
    if not _choice(settlement):
        _need_reason(settlement)
        return MergeState.KEPT_AS_OWN, merging.kept_as_own(current)
    policies.check_nothing_merged_into(task, plans.tasks(plan.id), "bãi bỏ")
    row = merging.withdrawn(
        current,
        merge.revision,
        is_draft=plan.state is PlanState.DRAFT,
        next_revision=plan.revision + 1,
    )
    return MergeState.CONFIRMED, row


def _choice(settlement: Settlement) -> bool:
    if settlement.follows is None:
        raise Invalid("Hãy chọn làm theo cấp trên hay không.", "follows")
    return settlement.follows


def _write(merge: Merge, plan: Plan, row: dict[str, Any] | None) -> bool:
    """Bring the own plan up to the answer; whether it has a new revision by that."""
    if row is None or (row["id"] is not None and not _differs(row)):
        return False
    if row["id"] is not None and row["upstream_task_id"] is not None:
        row["upstream_revision"] = max(row["upstream_revision"] or 0, merge.revision)
    if plan.state is PlanState.DRAFT:
        (written,) = revise.write(plan, [row], issued_at=None)
        new_ids = [written["id"]]
    else:
        new_ids = revise.revise(plan, [row], cause=RevisionCause.MERGED)
    if row["id"] is None:
        merge.task_id = new_ids[0]
    return plan.state is PlanState.ISSUED


def _differs(row: Mapping[str, Any]) -> bool:
    return contents.task_content(plans.own_task(row["id"])) != dict(row)


def _record(merge: Merge, state: MergeState, settlement: Settlement, by: Person) -> None:
    """The office's own record, and the receipt of the superior with the fields and their fate."""
    at = clock.now()
    merge.state, merge.answered_at = state, at
    merge.answered_by, merge.answered_by_name = by.id, by.full_name
    merge.reason = settlement.reason.strip() or None
    if settlement.choices:
        merge.fields = {
            name: {**one, "choice": settlement.choices[name].value}
            if name in settlement.choices
            else one
            for name, one in merge.fields.items()
        }
    db.session.flush()
    db.session.execute(
        update(MergeReceipt)
        .where(MergeReceipt.merge_id == merge.id)
        .values(
            state=state,
            reason=merge.reason,
            answered_at=at,
            fields={
                name: one.get("choice", one["outcome"])
                for name, one in merge.fields.items()
                if one["outcome"] != "kept"
            },
        )
        .execution_options(synchronize_session=False)
    )
