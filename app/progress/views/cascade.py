"""Pages of the one whose plan is carried out below: per task, per subordinate, one by one."""

from typing import Any

from flask import render_template, request

from app.access import Permission, requires
from app.progress import queries
from app.progress.terms import CascadeState
from app.progress.views.pages import pages

PAGE_SIZE = 100


def _page() -> int:
    return max(request.args.get("page", 1, type=int), 1)


def _frame(plan_id: int) -> dict[str, Any]:
    recipients = queries.cascade.recipient_count(plan_id)
    return {
        "plan": queries.own_plan(plan_id),
        "states": list(CascadeState),
        "state": CascadeState,
        "recipients": recipients,
        "page": _page(),
        "page_count": max(-(-recipients // PAGE_SIZE), 1),
    }


@pages.get("/plans/<int:plan_id>/rollup")
@requires(Permission.PROGRESS_VIEW)
def rollup(plan_id: int) -> str:
    """How the tasks of one's plan stand with the subordinates, by task or by subordinate."""
    frame = _frame(plan_id)
    tasks = queries.cascade.by_task(plan_id)
    by_tenant = request.args.get("view") == "tenants"
    tenants = (
        queries.cascade.by_tenant(plan_id, page=frame["page"], page_size=PAGE_SIZE)
        if by_tenant
        else []
    )
    totals = queries.cascade.totals(tasks)
    return render_template(
        "progress/rollup.html",
        **frame,
        tasks=tasks,
        tenants=tenants,
        totals=totals,
        by_tenant=by_tenant,
    )


@pages.get("/plans/<int:plan_id>/rollup/tasks/<int:task_id>")
@requires(Permission.PROGRESS_VIEW)
def rollup_task(plan_id: int, task_id: int) -> str:
    """One task of one's plan with every subordinate."""
    frame = _frame(plan_id)
    cells = queries.cascade.of_task(plan_id, task_id, page=frame["page"], page_size=PAGE_SIZE)
    return render_template("progress/rollup_task.html", **frame, cells=cells, task_id=task_id)


@pages.get("/plans/<int:plan_id>/rollup/tenants/<int:tenant_id>")
@requires(Permission.PROGRESS_VIEW)
def rollup_tenant(plan_id: int, tenant_id: int) -> str:
    """One subordinate with every task of one's plan."""
    cells = queries.cascade.of_tenant(plan_id, tenant_id)
    return render_template("progress/rollup_tenant.html", **_frame(plan_id), cells=cells)
