"""Pages: the tasks of a draft, all at once or one at a time."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import NotFound
from app.plans import actions, policies, schemas
from app.plans.actions import TaskContent
from app.plans.models import Plan, Task
from app.plans.queries import comparison, pilots, plans
from app.plans.queries.comparison import Difference
from app.plans.schemas import forms
from app.plans.terms import LOCKS
from app.plans.views.blueprint import pages

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


def _list_again(plan_id: int, refusal: Refusal) -> str:
    rows, known = forms.task_list(refusal.typed), forms.known_tasks(refusal.typed)
    plan = plans.own(plan_id)
    if refusal.stale:
        return _merge_page(plan, rows, known)
    errors = forms.task_errors(refusal.errors, rows)
    return _list_page(plan, rows, known=plans.tasks_state(known), errors=errors)


def _merge_page(plan: Plan, rows: Rows, known: dict[int, int]) -> str:
    current = plans.tasks(plan.id)
    typed = [{"id": one.id, **comparison.fields_of(one)} for one in _contents(plan, rows)]
    merge = comparison.of_tasks(typed, known, current)
    names = forms.task_names(merge.rows)
    return _list_page(
        plan,
        merge.rows,
        known=plans.tasks_state(plans.versions(current)),
        conflict=[
            comparison.renamed(one, forms.row_name(one.name, names)) for one in merge.differences
        ],
    )


def _contents(plan: Plan, rows: Rows) -> list[TaskContent]:
    given = shapes.load(schemas.TaskListSchema(), {"tasks": rows})["tasks"]
    return schemas.contents(given, plan.work_year)


@pages.post("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_EDIT)
@shows_again(_list_again)
def save_tasks(plan_id: int) -> Response:
    """Save the whole list; the second of two editors sees what came in meanwhile."""
    contents = _contents(plans.own(plan_id), forms.task_list(request.form))
    version = plans.version_of(plans.tasks_state(forms.known_tasks(request.form)))
    actions.set_tasks(plan_id=plan_id, version=version, contents=contents, by=current_user)
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


def _task_page(plan: Plan, task: Task, typed: dict[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    conflict = comparison.of_task(task, _task_changes(plan, typed)) if refusal.stale else []
    listed = plans.tasks(plan.id)
    above = plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0)
    given = {"combined_with_id": task.combined_with_id, "locked": task.locked}
    return render_template(
        "plans/edit_task.html",
        plan=plan,
        task=task,
        typed={**given, **typed},
        version=refusal.version(task.version),
        errors=forms.control_errors(refusal.errors),
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


def _task_typed() -> dict[str, Any]:
    return forms.single_task(request.form, locks=policies.can_lock(current_user.tenant))


def _task_changes(plan: Plan, typed: dict[str, Any]) -> dict[str, Any]:
    return schemas.changes(shapes.load(schemas.TaskSchema(), typed), plan.work_year)


def _task_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    return _task_page(*_own(plan_id, task_id), _task_typed(), refusal)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@shows_again(_task_again)
def save_task(plan_id: int, task_id: int) -> Response:
    """Save one task; the second of two editors sees what differs."""
    plan, task = _own(plan_id, task_id)
    changes, version = _task_changes(plan, _task_typed()), version_typed()
    edit = actions.edit_series if "whole_series" in request.form else actions.edit_task
    saved = edit(task_id=task_id, version=version, changes=changes, by=current_user)
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
