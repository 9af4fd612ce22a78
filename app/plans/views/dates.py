"""Pages: what a deadline means, tasks that come again, dates confirmed, pilot units."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import dates, deadlines
from app.lib import schemas as shapes
from app.lib.errors import Invalid, NotFound
from app.plans import actions, jobs, policies, schemas
from app.plans.models import Plan, Task
from app.plans.queries import pilots, plans, wording
from app.plans.schemas import forms
from app.plans.views.blueprint import pages


@pages.get("/plans/<int:plan_id>/deadline")
@requires(Permission.PLAN_EDIT)
def deadline(plan_id: int) -> Response:
    """How a typed deadline is understood, for the form while it is filled in."""
    plan = plans.own(plan_id)
    quarter = request.args.get("quarter", 0, type=int)
    try:
        found = wording.understood(
            request.args.get("text", ""),
            quarter if quarter in dates.QUARTERS else plan.work_year.quarters[0],
            plan.work_year,
        )
    except Invalid as error:
        return jsonify({"error": error.message})
    return jsonify({"text": f"Hiểu là: {found.due_label}.", "note": found.note})


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/repetition")
@requires(Permission.PLAN_EDIT)
def repeat_task(plan_id: int, task_id: int) -> Response:
    """Make a task of a draft come again each quarter or month."""
    _own(plan_id, task_id)
    given = shapes.load(schemas.RepetitionSchema(), {"rhythm": request.form.get("rhythm", "")})
    added = actions.repeat_task(task_id=task_id, version=version_typed(), **given, by=current_user)
    flash(f"Đã thêm {len(added)} lần lặp lại; xem lại thời hạn của từng lần.", "success")
    return redirect(url_for("plans.edit_task", plan_id=plan_id, task_id=task_id), 303)


@pages.get("/plans/<int:plan_id>/tasks/<int:task_id>/confirmation")
@requires(Permission.PLAN_ISSUE)
def confirmation(plan_id: int, task_id: int) -> str:
    """The form in which a tentative date of an issued plan is confirmed."""
    plan, task = _own(plan_id, task_id)
    policies.check_confirm(plan, task)
    return _confirm_page(plan, task)


def _confirm_page(plan: Plan, task: Task, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "plans/confirmation.html",
        plan=plan,
        task=task,
        typed=refusal.typed,
        errors=forms.control_errors(refusal.errors),
        refusal=refusal,
        is_stale=refusal.stale,
        deliveries=plans.delivered_count(plan.id),
    )


def _confirm_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    return _confirm_page(*_own(plan_id, task_id), refusal)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/confirmation")
@requires(Permission.PLAN_ISSUE)
@shows_again(_confirm_again)
def confirm_date(plan_id: int, task_id: int) -> Response:
    """Confirm a date; recipients and own offices are told."""
    plan, task = _own(plan_id, task_id)
    typed = {name: request.form.get(name, "").strip() for name in ("term", "details")}
    given = shapes.load(schemas.ConfirmationSchema(), typed)
    given["deadline"] = deadlines.parse(given.pop("term"), plan.work_year, "term").deadline
    task = jobs.confirm_and_spread(
        task_id=task_id, version=version_typed(), **given, by=current_user
    )
    flash(f"Đã chốt thời gian: {task.due_label}. Các đơn vị liên quan được báo.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"task-{task_id}"), 303)


@pages.get("/plans/<int:plan_id>/tasks/<int:task_id>/pilots")
@requires(Permission.PLAN_EDIT)
def task_pilots(plan_id: int, task_id: int) -> str:
    """The pilot units of a task."""
    plan, task = _own(plan_id, task_id)
    return _pilots_page(plan, task)


def _pilots_page(plan: Plan, task: Task, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "plans/task_pilots.html",
        plan=plan,
        task=task,
        typed=refusal.typed,
        errors=refusal.errors,
        named=pilots.of_task(task),
        choices=pilots.choices(task),
        can_pilot=policies.can_pilot(task),
    )


def _pilots_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    return _pilots_page(*_own(plan_id, task_id), refusal)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/pilots")
@requires(Permission.PLAN_EDIT)
@shows_again(_pilots_again)
def name_pilot(plan_id: int, task_id: int) -> Response:
    """Name a pilot unit."""
    plan, _ = _own(plan_id, task_id)
    typed = {name: request.form.get(name, "").strip() for name in ("recipient_id", "term")}
    given = shapes.load(schemas.PilotSchema(), typed)
    given["deadline"] = deadlines.parse(given.pop("term"), plan.work_year, "term").deadline
    jobs.name_pilot_and_tell(task_id=task_id, **given, by=current_user)
    flash("Đã ghi đơn vị làm điểm.", "success")
    return redirect(url_for("plans.task_pilots", plan_id=plan_id, task_id=task_id), 303)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/pilots/<int:pilot_id>/deletion")
@requires(Permission.PLAN_EDIT)
def drop_pilot(plan_id: int, task_id: int, pilot_id: int) -> Response:
    """A unit does the task with the others after all."""
    _own(plan_id, task_id)
    if pilots.own(pilot_id).task_id != task_id:
        raise NotFound("Không tìm thấy đơn vị làm điểm này.")
    actions.drop_pilot(pilot_id=pilot_id, by=current_user)
    flash("Đã bỏ chỉ đạo điểm ở đơn vị này.", "success")
    return redirect(url_for("plans.task_pilots", plan_id=plan_id, task_id=task_id), 303)


def _own(plan_id: int, task_id: int) -> tuple[Plan, Task]:
    task = plans.own_task(task_id)
    if task.plan_id != plan_id:
        raise NotFound("Không tìm thấy nhiệm vụ này trong kế hoạch.")
    return plans.own(plan_id), task
