"""Pages: a derived plan beside its source, decided on task by task."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import NotFound
from app.plans import actions, policies, schemas
from app.plans.queries import derivation, plans
from app.plans.views.blueprint import pages


@pages.get("/plans/<int:plan_id>/comparison")
@requires(Permission.PLAN_VIEW)
def comparison(plan_id: int) -> str:
    """The superior's tasks and the derived ones side by side."""
    return _comparison_page(plan_id)


def _comparison_page(plan_id: int, **decision: Any) -> str:
    plan = plans.readable(plan_id)
    found = derivation.compare(plan)
    if found is None:
        raise NotFound("Kế hoạch này không được xây dựng từ kế hoạch nào của cấp trên.")
    is_own = plan.tenant_id == current_user.tenant.id
    return render_template(
        "plans/comparison.html",
        plan=plan,
        found=found,
        is_own=is_own,
        may_decide=is_own and policies.can_edit(plan),
        can_split=policies.can_split,
        **decision,
    )


def _decision_again(task_id: int, refusal: Refusal) -> str:
    return _comparison_page(
        plans.own_task(task_id).plan_id,
        at=task_id,
        typed=refusal.typed,
        errors=refusal.errors,
        is_stale=refusal.stale,
        refusal=refusal,
    )


@pages.post("/tasks/<int:task_id>/disposition")
@requires(Permission.PLAN_EDIT)
@shows_again(_decision_again)
def decide(task_id: int) -> Response:
    """Keep, decline with a reason, or take up again one of the superior's tasks."""
    typed = {name: request.form.get(name, "") for name in ("disposition", "decline_reason")}
    entry = shapes.load(schemas.DecisionSchema(), typed)
    task = actions.decide_task(task_id=task_id, version=version_typed(), **entry, by=current_user)
    flash(f"{task.disposition.label}: “{task.text}”", "success")
    return redirect(
        url_for("plans.comparison", plan_id=task.plan_id, _anchor=f"task-{task_id}"), 303
    )
