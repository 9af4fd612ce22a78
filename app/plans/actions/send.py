"""An issued plan goes up to the superior; from then on the superior reads it."""

from typing import Any

from sqlalchemy import func, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.models import Amendment, AmendmentLine, Plan, PlanRevision, Receipt, Task
from app.plans.queries import plans, registration
from app.plans.terms import organ_name
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def send(*, plan_id: int, by: Person) -> Plan:
    """Send an issued plan up: to the issuer of the plan it was derived from, else to the superior.

    What goes up is the revision in force: sent twice, it is sent once; a plan that was changed by
    a later revision goes up again, and the superior answers it anew. The receipt keeps the first
    time. One statement each for the plan, its tasks, the revision and the receipt.
    Raises Conflict for a draft, where there is nobody above, and for a closed office.
    """
    plan = plans.own_for_change(plan_id)
    tenant = db.session.get_one(Tenant, plan.tenant_id)
    policies.check_send(plan, tenant)
    if registration.of(plan).sent_revision == plan.revision:
        return plan
    policies.check_open(tenant, clock.today())
    now = clock.now()
    sent = {"addressee_id": policies.addressee_of(plan, tenant), "sent_at": now}
    _mark(update(Plan).where(Plan.id == plan.id), **sent, sent_by=by.id, version=Plan.version + 1)
    _mark(update(Task).where(Task.plan_id == plan.id), **sent)
    for papers in (Amendment, AmendmentLine):
        _mark(
            update(papers).where(papers.plan_id == plan.id, papers.issued_at.is_not(None)), **sent
        )
    _mark(
        update(PlanRevision).where(
            PlanRevision.plan_id == plan.id,
            PlanRevision.revision == plan.revision,
            PlanRevision.sent_at.is_(None),
        ),
        **sent,
    )
    if plan.upstream_plan_id is not None:
        _mark(
            update(Receipt).where(
                Receipt.plan_id == plan.upstream_plan_id,
                Receipt.tenant_id == context.acting().tenant_id,
            ),
            plan_sent_at=func.coalesce(Receipt.plan_sent_at, now),
        )
    db.session.refresh(plan)
    audit.record("plan.sent", plan, by=by, addressee_id=plan.addressee_id, revision=plan.revision)
    return plan


def _mark(statement: Any, **values: Any) -> None:
    db.session.execute(statement.values(**values).execution_options(synchronize_session=False))


def tell_superior(*, plan_id: int, by: Person | None = None) -> int:
    """Tell the addressee that a plan has come up, or come again; how many were told now."""
    plan = plans.own(plan_id)
    rounds = registration.of(plan).rounds
    if plan.addressee_id is None or not rounds:
        return 0
    again = " lại" if len(rounds) > 1 else ""
    edition = f":{rounds[-1].revision}" if again else ""
    return notifications.tell(
        addressee_ids=[plan.addressee_id],
        kind="plan.sent",
        text=f"{organ_name(plan.issuer)} gửi{again} lên {plan.reference}.",
        path=f"/plans/{plan.id}",
        key=f"plan.sent:{plan.id}{edition}",
        by=by,
    )
