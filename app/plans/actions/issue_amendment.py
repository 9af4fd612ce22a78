"""A leader issues an amendment: the plan has a new revision, and everybody concerned is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Stale
from app.lib.merge import Outcome, merged, three_way
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.actions import revise
from app.plans.actions.signing import Signature, sign_amendment
from app.plans.models import Amendment, AmendmentLine, Delivery, Plan, Task
from app.plans.policies import amending, merging
from app.plans.queries import amendments, contents, plans
from app.plans.terms import (
    ChangeKind,
    Disposition,
    PlanState,
    RevisionCause,
    facts_of,
    organ_name,
    with_facts,
)
from tenants.db import db
from tenants.models import Tenant


def issue_amendment(
    *, amendment_id: int, signature: Signature, version: int | None = None, by: Person
) -> Amendment:
    """Issue an amendment: number and date, and a new revision of its plan with all changes.

    `version` is what the leader has read. An amendment that is issued already is given back as it
    is. A superior's task that a subordinate withdraws counts as declined, for the amendment's
    reason.

    Raises Invalid for a draft without changes, a fault of a task, the number or the day; Stale
    where the draft or one of its tasks changed since; Conflict for an office that has closed.
    """
    plan = plans.own_for_change(amendments.own(amendment_id).plan_id)
    amendment = amendments.own_for_change(amendment_id)
    if amendment.state is PlanState.ISSUED:
        return amendment
    if version is not None and amendment.version != version:
        raise Stale("Bản điều chỉnh đã được sửa sau khi bạn mở trang; hãy xem lại rồi ban hành.")
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    lines = amendments.lines(amendment.id)
    amending.check_amendment_ready(line.change for line in lines)
    not_before = amendments.last_day(plan) or signature.issued_on
    amending.check_amendment_day(plan, signature.issued_on, clock.today(), not_before)
    new_ids = revise.revise(plan, _rows(plan, amendment, lines), cause=RevisionCause.AMENDED)
    sign_amendment(amendment, plan, signature, by)
    _freeze(plan, amendment, lines, new_ids)
    audit.record(
        "amendment.issued",
        amendment,
        by=by,
        plan_id=plan.id,
        number=amendment.number,
        symbol=amendment.symbol,
        revision=plan.revision,
        count=len(lines),
        reason=amendment.reason,
    )
    return amendment


def _rows(plan: Plan, amendment: Amendment, lines: Sequence[AmendmentLine]) -> list[dict[str, Any]]:
    """The tasks as they become, as contents. Raises Stale, Invalid."""
    tasks = {task.id: task for task in plans.tasks(plan.id)}
    upstream = plans.by_id(task.upstream_task_id for task in tasks.values())
    places = _Places(tasks.values())
    rows = []
    for line in lines:
        if line.change is ChangeKind.ADD:
            row = dict(line.after or {})
        else:
            row = _changed(plan, amendment, line, tasks[line.task_id or 0], upstream)
        moved = line.before is None or row["quarter"] != line.before["quarter"]
        rows.append({**row, "position": places.last(row["quarter"])} if moved else row)
    return rows


def _changed(
    plan: Plan,
    amendment: Amendment,
    line: AmendmentLine,
    task: Task,
    upstream: Mapping[int, Task],
) -> dict[str, Any]:
    amending.check_amendable(task)
    current = contents.task_content(task)
    source = upstream.get(task.upstream_task_id or 0)
    if line.change is ChangeKind.WITHDRAW:
        amending.check_withdrawal(source)
        if source is None:
            return {**current, "withdrawn_revision": plan.revision + 1}
        declined = {"disposition": Disposition.DECLINED.value, "decline_reason": amendment.reason}
        return {**current, **declined}
    row = {**with_facts(current, _facts(line, current)), "locked": (line.after or {})["locked"]}
    if source is None:
        return row
    above = contents.task_content(source)
    amending.check_locks(row, above)
    return {**row, "disposition": merging.wording_of(row, above).value}


def _facts(line: AmendmentLine, current: Mapping[str, Any]) -> dict[str, Any]:
    """What the line makes of the task as it is now; its superior may have moved other fields."""
    fields = three_way(facts_of(line.before or {}), facts_of(line.after or {}), facts_of(current))
    if any(one.outcome is Outcome.CONFLICT for one in fields.values()):
        raise Stale(
            f"Nhiệm vụ “{current['text'][:80]}” đã thay đổi sau khi bạn ghi điều chỉnh; "
            "hãy mở lại thay đổi đó, xem nội dung mới rồi lưu."
        )
    return merged(fields)


class _Places:
    """The next place at the end of each quarter."""

    def __init__(self, tasks: Any) -> None:
        self._last: dict[int, int] = {}
        for task in tasks:
            self._last[task.quarter] = max(self._last.get(task.quarter, 0), task.position)

    def last(self, quarter: int) -> int:
        """A place behind all others of the quarter; asked again, the one behind that."""
        self._last[quarter] = self._last.get(quarter, 0) + 1
        return self._last[quarter]


def _freeze(
    plan: Plan, amendment: Amendment, lines: Sequence[AmendmentLine], new_ids: Sequence[int]
) -> None:
    at = clock.now()
    seen_at = at if plan.sent_at else None
    added = iter(new_ids)
    for line in lines:
        if line.change is ChangeKind.ADD:
            line.task_id = next(added)
        line.issued_at = at
        line.addressee_id, line.sent_at = plan.addressee_id, seen_at
    amendment.revision, amendment.issued_at = plan.revision, at
    amendment.addressee_id, amendment.sent_at = plan.addressee_id, seen_at
    db.session.flush()


def tell_of_amendment(*, amendment_id: int, by: Person | None = None) -> int:
    """Tell the recipients of the plan, and its addressee above, of an issued amendment; how many
    were told now.
    """
    amendment = amendments.own(amendment_id)
    plan = amendment.plan
    count = len(amendments.lines(amendment.id))
    below = notifications.tell(
        addressee_ids=select(Delivery.recipient_id).where(Delivery.plan_id == plan.id),
        kind="plan.amended",
        text=(
            f"{plan.issuer.name} điều chỉnh {plan.reference}: {count} thay đổi, theo "
            f"{amendment.reference}. Lý do: {amendment.reason}"
        ),
        path=f"/amendments/{amendment.id}",
        key=f"plan.amended:{amendment.id}",
        by=by,
    )
    if amendment.sent_at is None or plan.addressee_id is None:
        return below
    return below + notifications.tell(
        addressee_ids=[plan.addressee_id],
        kind="plan.amended_below",
        text=(
            f"{organ_name(plan.issuer)} điều chỉnh {plan.reference} đã gửi lên: "
            f"{count} thay đổi. Lý do: {amendment.reason}"
        ),
        path=f"/amendments/{amendment.id}",
        key=f"plan.amended_below:{amendment.id}",
        by=by,
    )
