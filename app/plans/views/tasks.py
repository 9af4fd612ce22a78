"""Pages: the tasks of a draft, all at once or one at a time."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import dates
from app.lib import schemas as shapes
from app.lib.errors import Invalid, NotFound, Stale
from app.plans import actions, policies, schemas
from app.plans.models import Plan, Task
from app.plans.queries import comparison, plans
from app.plans.queries.comparison import Difference
from app.plans.schemas import forms
from app.plans.terms import TASK_FIELDS
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page, version_typed
from tenants.db import refuse

Rows = list[dict[str, Any]]


@pages.get("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_EDIT)
def edit_tasks(plan_id: int) -> str:
    """Every task of a draft on one page."""
    plan = plans.own(plan_id)
    policies.check_edit(plan)
    listed = plans.tasks(plan_id)
    rows = [{"id": task.id, **comparison.fields_of(task)} for task in listed]
    return _list_page(plan, rows, known=plans.tasks_state(plans.versions(listed)))


def _list_page(
    plan: Plan,
    rows: Rows,
    *,
    known: str,
    errors: dict[str, list[str]] | None = None,
    conflict: Sequence[Difference] = (),
) -> str:
    blocks = {block: list(some) for block, some in groupby(rows, key=forms.block_of)}
    upstream = plans.upstream_of(plan.id) if plan.upstream_plan_id else {}
    return render_template(
        "plans/edit_tasks.html",
        plan=plan,
        quarters=[
            (quarter, f"q{quarter}", blocks.get(f"q{quarter}", [])) for quarter in dates.QUARTERS
        ],
        known=known,
        errors=errors or {},
        conflict=conflict,
        offices=plans.office_names(),
        upstream=upstream,
    )


@pages.post("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_EDIT)
def save_tasks(plan_id: int) -> Page:
    """Save the whole list; the second of two editors sees what came in meanwhile."""
    rows, known = forms.task_list(request.form), forms.known_tasks(request.form)
    state = plans.tasks_state(known)
    try:
        contents = shapes.load(schemas.TaskListSchema(), {"tasks": rows})
        version = plans.version_of(state)
        actions.set_tasks(plan_id=plan_id, version=version, contents=contents, by=current_user)
    except Invalid as error:
        refuse()
        errors = forms.task_errors(error.fields, rows)
        return _list_page(plans.own(plan_id), rows, known=state, errors=errors), 422
    except Stale:
        refuse()
        typed = [{name: asdict(one)[name] for name in ("id", *TASK_FIELDS)} for one in contents]
        return _merge_page(plan_id, typed, known), 412
    flash(f"Đã lưu {len(contents)} nhiệm vụ.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _merge_page(plan_id: int, typed: Rows, known: dict[int, int]) -> str:
    current = plans.tasks(plan_id)
    merge = comparison.of_tasks(typed, known, current)
    names = forms.task_names(merge.rows)
    return _list_page(
        plans.own(plan_id),
        merge.rows,
        known=plans.tasks_state(plans.versions(current)),
        conflict=[
            comparison.renamed(one, forms.row_name(one.name, names)) for one in merge.differences
        ],
    )


@pages.get("/plans/<int:plan_id>/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
def edit_task(plan_id: int, task_id: int) -> str:
    """One task of a draft."""
    plan, task = _own(plan_id, task_id)
    policies.check_edit(plan)
    return _task_page(plan, task, comparison.fields_of(task))


def _own(plan_id: int, task_id: int) -> tuple[Plan, Task]:
    task = plans.own_task(task_id)
    if task.plan_id != plan_id:
        raise NotFound("Không tìm thấy nhiệm vụ này trong kế hoạch.")
    return plans.own(plan_id), task


def _task_page(
    plan: Plan,
    task: Task,
    typed: dict[str, Any],
    *,
    version: int | None = None,
    errors: dict[str, list[str]] | None = None,
    conflict: Sequence[Difference] = (),
) -> str:
    return render_template(
        "plans/edit_task.html",
        plan=plan,
        task=task,
        typed=typed,
        version=task.version if version is None else version,
        errors=errors or {},
        conflict=[comparison.renamed(one, forms.control_of(one.name)) for one in conflict],
        offices=plans.office_names(),
        above=plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0),
    )


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
def save_task(plan_id: int, task_id: int) -> Page:
    """Save one task; the second of two editors sees what differs."""
    plan, task = _own(plan_id, task_id)
    typed, changes = forms.task(request.form), {}
    version = version_typed()
    try:
        changes = shapes.load(schemas.TaskSchema(), typed)
        actions.edit_task(task_id=task_id, version=version, changes=changes, by=current_user)
    except Invalid as error:
        refuse()
        plan, task = _own(plan_id, task_id)
        return _task_page(plan, task, typed, version=version, errors=error.fields), 422
    except Stale:
        refuse()
        plan, task = _own(plan_id, task_id)
        return _task_page(plan, task, typed, conflict=comparison.of_task(task, changes)), 412
    flash("Đã lưu nhiệm vụ.", "success")
    page = "plans.comparison" if task.upstream_task_id else "plans.show"
    return redirect(url_for(page, plan_id=plan_id, _anchor=f"task-{task_id}"), 303)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/deletion")
@requires(Permission.PLAN_EDIT)
def remove_task(plan_id: int, task_id: int) -> Response:
    """Delete one task."""
    _own(plan_id, task_id)
    actions.remove_task(task_id=task_id, version=version_typed(), by=current_user)
    flash("Đã xóa nhiệm vụ.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)
