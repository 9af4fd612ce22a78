"""Party and mass bodies are asked, not ordered: moving them from the orders to the requests."""

from collections.abc import Sequence
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import office_names
from app.lib.errors import Conflict
from app.plans import policies
from app.plans.actions import rows
from app.plans.actions.content import TaskContent
from app.plans.models import Task
from app.plans.queries import plans
from tenants.db import db


def request_office(*, plan_id: int, name: str, by: Person) -> list[Task]:
    """Let `name`, wherever a draft's tasks order it to lead or to support, be requested instead.

    The tasks that changed; one that it led has no lead from then on. Raises NotFound for another
    tenant's plan, Conflict for an issued plan and where no task orders it (any more).
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    listed = plans.tasks(plan.id)
    upstream = plans.by_id(task.upstream_task_id for task in listed)
    changed = []
    for task in listed:
        moved = _moved(task, name)
        if task.stands and moved:
            rows.update(task, TaskContent.of(task, id=task.id, **moved), upstream)
            changed.append(task)
    if not changed:
        raise Conflict(f"Không còn nhiệm vụ nào giao cho {name}; hãy tải lại trang để xem bản mới.")
    db.session.flush()
    audit.record("plan.office_requested", plan, by=by, name=name, tasks=len(changed))
    return changed


def _moved(task: Task, name: str) -> dict[str, Any]:
    """The names of a task with `name` among the requested; nothing where it is not ordered."""
    key = office_names.key(name)
    leads = bool(task.lead_office) and office_names.key(task.lead_office or "") == key
    supports = _without(task.support_offices, key)
    if not leads and len(supports) == len(task.support_offices):
        return {}
    requested = [*_without(task.requested_offices, key), office_names.bare_wording(name)]
    return {
        "lead_office": None if leads else task.lead_office,
        "support_offices": supports,
        "requested_offices": requested,
    }


def _without(names: Sequence[str], key: str) -> list[str]:
    return [one for one in names if office_names.key(one) != key]
