"""Naming the units that do a task before the others ("chỉ đạo điểm")."""

from datetime import datetime

from sqlalchemy import select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.dates import Deadline
from app.lib.errors import Invalid
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.actions import revise
from app.plans.models import Delivery, Pilot, Plan
from app.plans.queries import contents, pilots, plans
from app.plans.terms import PlanState, RevisionCause
from tenants.db import db
from tenants.models import Tenant


def name_pilot(*, task_id: int, recipient_id: int, deadline: Deadline | None, by: Person) -> Pilot:
    """Name a subordinate that does a task earlier; of an issued plan it is known there at once.

    Raises NotFound for another's task, Conflict for one set aside and a closed office, Invalid at
    "recipient_id" and "term".
    """
    task = plans.own_task(task_id)
    plan = plans.own_for_change(task.plan_id)
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    known = {tenant.id for tenant in pilots.choices(task)}
    policies.check_pilot(task, recipient_id, deadline, known, plan.work_year)
    if deadline is None:
        raise Invalid("Cần ghi thời hạn làm điểm.", "term")
    pilot = Pilot(
        tenant_id=plan.tenant_id,
        plan_id=plan.id,
        task_id=task.id,
        recipient_id=recipient_id,
        quarter=plan.work_year.quarter_of(deadline.last_day),
        deadline_on=deadline.on,
        deadline_inclusive=deadline.inclusive,
        deadline_precision=deadline.precision,
        sent_at=clock.now() if plan.state is PlanState.ISSUED else None,
    )
    db.session.add(pilot)
    db.session.flush()
    audit.record("task.pilot_named", pilot, by=by, task_id=task.id, recipient_id=recipient_id)
    return pilot


def drop_pilot(*, pilot_id: int, by: Person) -> None:
    """A unit does the task with the others after all; known to it, it is withdrawn, not deleted.

    What the unit wrote into its own plan stays its own. Raises NotFound.
    """
    pilot = pilots.own(pilot_id)
    plans.own_for_change(pilot.plan_id)
    audit.record("task.pilot_dropped", pilot, by=by, recipient_id=pilot.recipient_id)
    if pilot.sent_at is None:
        db.session.delete(pilot)
    elif pilot.withdrawn_at is None:
        pilot.withdrawn_at = clock.now()
    db.session.flush()


def send_pilots(plan: Plan, at: datetime) -> None:
    """With an issued plan its pilots become known. Raises Invalid where one did not receive it."""
    recipients = select(Delivery.recipient_id).where(Delivery.plan_id == plan.id)
    left_out = db.session.scalar(
        select(Tenant.name)
        .join(Pilot, Pilot.recipient_id == Tenant.id)
        .where(Pilot.plan_id == plan.id, Pilot.recipient_id.not_in(recipients))
        .order_by(Tenant.sort_key)
        .limit(1)
    )
    if left_out is not None:
        raise Invalid(
            f"{left_out} được chỉ đạo điểm nhưng không có trong các đơn vị nhận; hãy chọn thêm "
            "đơn vị này hoặc bỏ chỉ đạo điểm.",
            "recipient_ids",
        )
    db.session.execute(
        update(Pilot)
        .where(Pilot.plan_id == plan.id, Pilot.sent_at.is_(None))
        .values(sent_at=at)
        .execution_options(synchronize_session=False)
    )


def tell_pilots(*, plan_id: int, by: Person | None = None) -> int:
    """Tell the pilots of an issued plan what they are to do first; how many were told now."""
    plan = plans.own(plan_id)
    told = 0
    for task_id, named in pilots.of_plan(plan.id).items():
        task = plans.own_task(task_id)
        for one in named:
            told += notifications.tell(
                addressee_ids=[one.pilot.recipient_id],
                kind="plan.pilot",
                text=f"{plan.issuer.name} chỉ đạo điểm tại đơn vị, {one.pilot.deadline}: "
                f"“{task.text[:120]}” ({plan.reference}).",
                path=f"/plans/{plan.id}#task-{task_id}",
                key=f"plan.pilot:{one.pilot.id}",
                by=by,
            )
    return told


def take_pilot_deadline(*, pilot_id: int, by: Person | None = None) -> bool:
    """As the pilot: take the earlier deadline into the own task made from the superior's.

    Only where the own task still has the common deadline; in an issued plan by a new revision.
    True where it was taken.
    """
    pilot = pilots.given(pilot_id)
    task = pilots.derived_task(pilot) if pilot else None
    if pilot is None or task is None:
        return False
    plan = plans.own_for_change(task.plan_id)
    above = plans.by_id([pilot.task_id]).get(pilot.task_id)
    if above is None or task.deadline != above.deadline:
        return False
    row = {**contents.task_content(task), **_due(pilot)}
    if plan.state is PlanState.ISSUED:
        revise.revise(plan, [row], cause=RevisionCause.MERGED)
    else:
        revise.write(plan, [row], issued_at=None)
    audit.record("task.pilot_taken", task, by=by, plan_id=plan.id)
    return True


def _due(pilot: Pilot) -> dict[str, object]:
    deadline = {
        name: contents.plain(getattr(pilot, name))
        for name in ("quarter", "deadline_on", "deadline_inclusive", "deadline_precision")
    }
    return {**deadline, "tentative": False}
