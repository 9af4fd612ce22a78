"""A leader issues a plan: it is numbered, frozen and delivered in one transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, dates
from app.lib.errors import Invalid, Stale
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.models import Delivery, Plan, PlanRevision, Receipt, Task
from app.plans.queries import plans
from app.plans.terms import PlanState, SigningCapacity
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs, in whose name, under which number and on which day.

    Without a number the next free one of the year is given.
    """

    issued_on: date
    capacity: SigningCapacity
    name: str
    number: str | None = None


def issue(
    *,
    plan_id: int,
    signature: Signature,
    recipient_ids: Sequence[int] | None = (),
    due_on: date | None = None,
    edition: str | None = None,
    by: Person,
) -> Plan:
    """Issue a draft: number and date, frozen revision, delivered to subordinate tenants.

    `recipient_ids` are tenants directly under this one; None means all of them. `due_on` is the
    last day on which their own plans may come up. `edition` is what the leader has read
    (`queries.plans.edition`). A plan that is issued already is given back as it is, so that a
    form sent twice issues one plan.

    Raises Invalid for a fault of the draft, the number, a day or a recipient; Stale where the
    draft changed since it was read; Conflict for a tenant that has closed.
    """
    plan = plans.own_for_change(plan_id)
    if plan.state is PlanState.ISSUED:
        return plan
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    tasks = plans.tasks(plan.id)
    policies.check_issue(plan, tasks)
    if edition is not None and edition != plans.edition(plan, tasks):
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại rồi ban hành.")
    _check_days(plan, signature, due_on)
    _sign(plan, signature, by)
    at = clock.now()
    _freeze(plan, tasks, at)
    delivered = _deliver(plan, recipient_ids, due_on, at)
    _answer_superior(plan, at)
    audit.record(
        "plan.issued",
        plan,
        by=by,
        number=plan.number,
        symbol=plan.symbol,
        issued_on=plan.issued_on.isoformat() if plan.issued_on else None,
        tasks=len(tasks),
        deliveries=delivered,
    )
    return plan


def tell_recipients(*, plan_id: int, by: Person | None = None) -> int:
    """Tell every recipient of an issued plan that it has come; how many were told now."""
    plan = plans.own(plan_id)
    due_on = db.session.scalar(
        select(Delivery.due_on).where(Delivery.plan_id == plan.id).order_by(Delivery.id).limit(1)
    )
    limit = f" Hạn gửi kế hoạch lên: {dates.short(due_on)}." if due_on else ""
    return notifications.tell(
        addressee_ids=select(Delivery.recipient_id).where(Delivery.plan_id == plan.id),
        kind="plan.delivered",
        text=f"{plan.issuer.name} giao {plan.reference}.{limit}",
        path=f"/plans/{plan.id}",
        key=f"plan.delivered:{plan.id}",
        by=by,
    )


def _check_days(plan: Plan, signature: Signature, due_on: date | None) -> None:
    not_before = None
    if plan.upstream_plan_id is not None:
        not_before = plans.readable(plan.upstream_plan_id).issued_on
    policies.check_issue_day(plan, signature.issued_on, clock.today(), not_before)
    policies.check_due_day(plan, due_on, signature.issued_on)


def _sign(plan: Plan, signature: Signature, by: Person) -> None:
    year = signature.issued_on.year
    number = policies.number_as_printed(signature.number or plans.next_number(plan.symbol, year))
    if plans.holder_of_number(plan.symbol, year, number) is not None:
        raise Invalid(
            f"Số {number}/{plan.symbol} của năm {year} đã dùng cho một kế hoạch khác; "
            f"số tiếp theo là {plans.next_number(plan.symbol, year)}.",
            "number",
        )
    if not signature.name.strip():
        raise Invalid("Cần ghi họ tên người ký.", "signer_name")
    plan.number, plan.number_year = number, year
    plan.issued_on = signature.issued_on
    plan.signing_capacity = "\n".join(signature.capacity.lines) or None
    plan.signer_position = signature.capacity.position
    plan.signer_name = signature.name.strip()
    plan.issued_by = by.id
    plan.revision = 1


def _freeze(plan: Plan, tasks: Sequence[Task], at: datetime) -> None:
    plan.issued_at = at
    db.session.flush()
    content = content_of(plan, tasks)
    db.session.add(
        PlanRevision(
            tenant_id=plan.tenant_id,
            plan_id=plan.id,
            revision=plan.revision,
            content=content,
            sha256=sha256_of(content),
            issued_at=at,
        )
    )
    db.session.execute(
        update(Task)
        .where(Task.plan_id == plan.id)
        .values(issued_at=at)
        .execution_options(synchronize_session=False)
    )


def _deliver(
    plan: Plan, recipient_ids: Sequence[int] | None, due_on: date | None, at: datetime
) -> int:
    chosen = plans.subordinates_on(clock.today())
    if recipient_ids is not None:
        if not recipient_ids:
            return 0
        chosen = chosen.where(Tenant.id.in_(recipient_ids))
    rows = chosen.with_only_columns(
        literal(plan.tenant_id, BigInteger),
        literal(plan.id, BigInteger),
        Tenant.id,
        literal(at, DateTime(timezone=True)),
        literal(due_on, Date),
    )
    columns = ["tenant_id", "plan_id", "recipient_id", "sent_at", "due_on"]
    done = db.session.execute(
        insert(Delivery).from_select(columns, rows),
        execution_options={"preserve_rowcount": True},
    )
    delivered = int(done.rowcount)  # type: ignore[attr-defined]
    if recipient_ids is not None and delivered != len(set(recipient_ids)):
        raise Invalid(
            "Có đơn vị nhận không trực thuộc đơn vị của bạn hoặc đã kết thúc hoạt động; "
            "hãy tải lại trang và chọn lại.",
            "recipient_ids",
        )
    return delivered


def _answer_superior(plan: Plan, at: datetime) -> None:
    """Where the plan is derived, its superior sees that it is issued."""
    if plan.upstream_plan_id is None:
        return
    db.session.execute(
        update(Receipt)
        .where(
            Receipt.tenant_id == context.acting().tenant_id,
            Receipt.plan_id == plan.upstream_plan_id,
        )
        .values(plan_issued_at=at)
        .execution_options(synchronize_session=False)
    )


def content_of(plan: Plan, tasks: Sequence[Task]) -> dict[str, Any]:
    """The whole plan as plain data: what the revision keeps."""
    return {
        "kind": plan.kind.value,
        "year": plan.year,
        "period": plan.period.value,
        "title": plan.title,
        "number": plan.number,
        "symbol": plan.symbol,
        "place": plan.place,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "signing_capacity": plan.signing_capacity,
        "signer_position": plan.signer_position,
        "signer_name": plan.signer_name,
        "legal_bases": plan.legal_bases,
        "sections": plan.sections,
        "recipients": plan.recipients,
        "upstream_plan_id": plan.upstream_plan_id,
        "upstream_revision": plan.upstream_revision,
        "tasks": [_task_content(task) for task in tasks],
    }


def _task_content(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "quarter": task.quarter,
        "position": task.position,
        "text": task.text,
        "lead_office": task.lead_office,
        "support_offices": task.support_offices,
        "requested_offices": task.requested_offices,
        "deadline_on": task.deadline_on.isoformat() if task.deadline_on else None,
        "deadline_inclusive": task.deadline_inclusive,
        "deadline_precision": task.deadline_precision.value,
        "tentative": task.tentative,
        "series": task.series,
        "combined_with_id": task.combined_with_id,
        "mandatory": task.mandatory,
        "locked": task.locked,
        "disposition": task.disposition.value,
        "decline_reason": task.decline_reason,
        "upstream_task_id": task.upstream_task_id,
        "upstream_revision": task.upstream_revision,
        "merged_into_id": task.merged_into_id,
        "withdrawn_revision": task.withdrawn_revision,
    }


def sha256_of(content: dict[str, Any]) -> str:
    """The SHA-256 of a plan's content, over its JSON with sorted keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
