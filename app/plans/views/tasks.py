"""Pages: the tasks of a draft, all at once or one at a time."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import schemas as shapes
from app.lib.errors import Invalid, NotFound, Stale
from app.plans import actions, policies, schemas
from app.plans.models import Plan, Task
from app.plans.queries import comparison, pilots, plans
from app.plans.queries.comparison import Difference
from app.plans.schemas import forms
from app.plans.terms import LOCKS
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
            (quarter, f"q{quarter}", blocks.get(f"q{quarter}", []))
            for quarter in plan.work_year.quarters
        ],
        bound={task_id: forms.bound(above) for task_id, above in upstream.items()},
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
    plan = plans.own(plan_id)
    try:
        given = shapes.load(schemas.TaskListSchema(), {"tasks": rows})["tasks"]
        contents = schemas.contents(given, plan.work_year)
        version = plans.version_of(state)
        actions.set_tasks(plan_id=plan_id, version=version, contents=contents, by=current_user)
    except Invalid as error:
        refuse()
        errors = forms.task_errors(error.fields, rows)
        return _list_page(plans.own(plan_id), rows, known=state, errors=errors), 422
    except Stale:
        refuse()
        typed = [{"id": one.id, **comparison.fields_of(one)} for one in contents]
        return _merge_page(plan_id, typed, known), 412
    flash(f"Đã lưu {len(contents)} nhiệm vụ.", "success")
    _warn_of_days_off(plans.tasks(plan_id))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _warn_of_days_off(listed: Sequence[Task]) -> None:
    notes = [task.day_off_note for task in listed if task.stands and task.day_off_note]
    if notes:
        more = (
            f" Còn {len(notes) - 1} nhiệm vụ nữa, xem ghi chú ở từng nhiệm vụ." if notes[1:] else ""
        )
        flash(f"{notes[0]}{more}", "warning")


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
    listed = plans.tasks(plan.id)
    above = plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0)
    given = {"combined_with_id": task.combined_with_id, "locked": task.locked}
    return render_template(
        "plans/edit_task.html",
        plan=plan,
        task=task,
        typed={**given, **typed},
        version=task.version if version is None else version,
        errors=forms.control_errors(errors or {}),
        conflict=[comparison.renamed(one, forms.control_of(one.name)) for one in conflict],
        offices=plans.office_names(),
        above=above,
        bound=forms.bound(above),
        holders=[
            (number, one)
            for number, one in plans.numbered(listed)
            if one.id != task.id and (policies.can_hold(one) or one.id == task.combined_with_id)
        ],
        repeated=[one for one in listed if task.series and one.series == task.series],
        can_lock=policies.can_lock(current_user.tenant),
        locks=LOCKS,
        pilots=pilots.of_task(task),
        may_decline=above is not None and not above.mandatory and not policies.is_locked(above),
    )


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
def save_task(plan_id: int, task_id: int) -> Page:
    """Save one task; the second of two editors sees what differs."""
    plan, task = _own(plan_id, task_id)
    locks = policies.can_lock(current_user.tenant)
    typed, changes = forms.single_task(request.form, locks=locks), {}
    version = version_typed()
    edit = actions.edit_series if "whole_series" in request.form else actions.edit_task
    try:
        changes = schemas.changes(shapes.load(schemas.TaskSchema(), typed), plan.work_year)
        saved = edit(task_id=task_id, version=version, changes=changes, by=current_user)
    except Invalid as error:
        refuse()
        plan, task = _own(plan_id, task_id)
        return _task_page(plan, task, typed, version=version, errors=error.fields), 422
    except Stale:
        refuse()
        plan, task = _own(plan_id, task_id)
        return _task_page(plan, task, typed, conflict=comparison.of_task(task, changes)), 412
    flash(f"Đã lưu nhiệm vụ. Thời hạn hiểu là: {saved.due_label}.", "success")
    _warn_of_days_off([saved])
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
