"""A leader issues a plan: it is numbered, frozen and delivered in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock, dates
from app.lib.errors import Invalid, Stale
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.actions.pilots import send_pilots
from app.plans.actions.signing import Signature, sign
from app.plans.models import Delivery, Plan, PlanRevision, Receipt, Task
from app.plans.queries import linking, plans
from app.plans.queries.contents import content_of, sha256_of
from app.plans.terms import PlanState
from tenants import context
from tenants.db import db
from tenants.models import Tenant


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

    Raises Invalid for a fault of the draft, the number, a day or a recipient, and where the plan
    says nothing of a must of the superior's; Stale where the draft changed since it was read;
    Conflict for a tenant that has closed.
    """
    plan = plans.own_for_change(plan_id)
    if plan.state is PlanState.ISSUED:
        return plan
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    tasks = plans.tasks(plan.id)
    policies.check_issue(plan, tasks)
    if edition is not None and edition != plans.edition(plan, tasks):
        raise Stale("Dự thảo đã được sửa sau khi bạn mở trang; hãy xem lại rồi ban hành.")
    policies.check_answered(linking.unanswered(plan))
    _check_days(plan, signature, due_on)
    sign(plan, signature, by)
    plan.revision = 1
    at = clock.now()
    _freeze(plan, tasks, at)
    delivered = _deliver(plan, recipient_ids, due_on, at)
    send_pilots(plan, at)
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
