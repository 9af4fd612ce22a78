"""An issued plan goes up to the superior; from then on the superior reads it."""

from typing import Any

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.models import Plan, PlanRevision, Receipt, Task
from app.plans.queries import plans
from app.plans.terms import organ_name
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def send(*, plan_id: int, by: Person) -> Plan:
    """Send an issued plan up: to the issuer of the plan it was derived from, else to the superior.

    One statement each for the plan, its tasks, its revisions and the receipt. Sent twice, it is
    sent once. Raises Conflict for a draft, where there is nobody above, and for a closed office.
    """
    plan = plans.own_for_change(plan_id)
    tenant = db.session.get_one(Tenant, plan.tenant_id)
    policies.check_send(plan, tenant)
    if plan.sent_at is not None:
        return plan
    policies.check_open(tenant, clock.today())
    now = clock.now()
    sent = {"addressee_id": policies.addressee_of(plan, tenant), "sent_at": now}
    _mark(update(Plan).where(Plan.id == plan.id), **sent, sent_by=by.id, version=Plan.version + 1)
    _mark(update(Task).where(Task.plan_id == plan.id), **sent)
    _mark(update(PlanRevision).where(PlanRevision.plan_id == plan.id), **sent)
    if plan.upstream_plan_id is not None:
        _mark(
            update(Receipt).where(
                Receipt.plan_id == plan.upstream_plan_id,
                Receipt.tenant_id == context.acting().tenant_id,
            ),
            plan_sent_at=now,
        )
    db.session.refresh(plan)
    audit.record("plan.sent", plan, by=by, addressee_id=plan.addressee_id)
    return plan


def _mark(statement: Any, **values: Any) -> None:
    db.session.execute(statement.values(**values).execution_options(synchronize_session=False))


def tell_superior(*, plan_id: int, by: Person | None = None) -> int:
    """Tell the addressee of a plan that it has come up; how many were told now (0 or 1)."""
    plan = plans.own(plan_id)
    if plan.addressee_id is None:
        return 0
    return notifications.tell(
        addressee_ids=[plan.addressee_id],
        kind="plan.sent",
        text=f"{organ_name(plan.issuer)} gửi lên {plan.reference}.",
        path=f"/plans/{plan.id}",
        key=f"plan.sent:{plan.id}",
        by=by,
    )
