"""A date that was "dự kiến" becomes certain, without a paper of amendment."""

from typing import Any

from sqlalchemy import or_, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.dates import Deadline
from app.lib.errors import Invalid, Stale
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.actions import revise
from app.plans.actions.content import TaskContent
from app.plans.models import Delivery, Task
from app.plans.queries import contents, plans
from app.plans.terms import RevisionCause
from tenants.db import db
from tenants.models import Tenant

LONGEST_DETAILS = 300


def confirm_date(
    *, task_id: int, version: int, deadline: Deadline | None, details: str = "", by: Person
) -> Task:
    """Confirm when a tentative task of an issued plan takes place: a new revision of the plan.

    `details` are the hour and the place ("14 giờ 00, tại Hội trường UBND tỉnh"), put behind the
    task's text.

    Raises Conflict for a draft, a task that is certain or set aside and a closed office, Invalid at
    "term", Stale where somebody changed the task after `version`.
    """
    task = plans.own_task(task_id)
    plan = plans.own_for_change(task.plan_id)
    db.session.refresh(task)
    policies.check_open(db.session.get_one(Tenant, plan.tenant_id), clock.today())
    policies.check_confirm(plan, task)
    if task.version != version:
        raise Stale("Nhiệm vụ đã được người khác sửa sau khi bạn mở trang; hãy xem lại.")
    if deadline is None or deadline.tentative:
        raise Invalid("Hãy ghi ngày chính thức, ví dụ “15/8/2026”.", "term")
    changes = _changes(task, deadline, details, plan.work_year.quarter_of(deadline.last_day))
    policies.check_task(TaskContent.of(task, **changes), plan.work_year)
    row = contents.task_content(task)
    row |= {name: contents.plain(value) for name, value in changes.items()}
    revise.revise(plan, [row], cause=RevisionCause.AMENDED)
    db.session.refresh(task)
    audit.record("task.date_confirmed", task, by=by, plan_id=plan.id, on=deadline.on.isoformat())
    return task


def tell_confirmed(*, task_id: int, revision: int, by: Person | None = None) -> int:
    """Tell the recipients of the plan, and the own offices, when it takes place."""
    task = plans.own_task(task_id)
    plan = plans.own(task.plan_id)
    recipients = select(Delivery.recipient_id).where(Delivery.plan_id == plan.id)
    concerned = or_(Tenant.id == plan.tenant_id, Tenant.id.in_(recipients))
    return notifications.tell(
        addressee_ids=select(Tenant.id).where(concerned),
        kind="plan.date_confirmed",
        text=f"Đã chốt thời gian, {task.due_label}: “{task.text[:200]}” ({plan.reference}).",
        path=f"/plans/{plan.id}#task-{task.id}",
        key=f"plan.date_confirmed:{task.id}:{revision}",
        by=by,
    )


def _changes(task: Task, deadline: Deadline, details: str, quarter: int) -> dict[str, Any]:
    said = details.strip().strip("().")
    if len(said) > LONGEST_DETAILS:
        raise Invalid(f"Giờ và địa điểm nhiều nhất {LONGEST_DETAILS} ký tự.", "details")
    return {
        "quarter": quarter,
        "deadline_on": deadline.on,
        "deadline_inclusive": deadline.inclusive,
        "deadline_precision": deadline.precision,
        "tentative": False,
        "text": f"{task.text.rstrip(' .;')} ({said})" if said else task.text,
    }
