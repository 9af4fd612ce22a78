"""Pages: one task of the superior carried out as several, and several as one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid, NotFound
from app.plans import actions, policies, schemas
from app.plans.models import Plan, Task
from app.plans.queries import plans
from app.plans.views.blueprint import pages

FIRST_BOXES = 3


def _own(plan_id: int, task_id: int) -> tuple[Plan, Task]:
    plan, task = plans.own(plan_id), plans.own_task(task_id)
    if task.plan_id != plan.id:
        raise NotFound("Không tìm thấy nhiệm vụ này trong kế hoạch.")
    policies.check_edit(plan)
    return plan, task


@pages.get("/plans/<int:plan_id>/tasks/<int:task_id>/parts")
@requires(Permission.PLAN_EDIT)
def parts(plan_id: int, task_id: int) -> str:
    """Word the parts into which a superior's task is split."""
    plan, task = _own(plan_id, task_id)
    policies.check_split(task)
    return _parts_page(plan, task)


def _parts_page(plan: Plan, task: Task, refusal: Refusal = NO_REFUSAL) -> str:
    texts = _texts(refusal.typed) if refusal else [task.text]
    boxes = texts + [""] * max(FIRST_BOXES - len(texts), 1)
    return render_template(
        "plans/parts.html",
        plan=plan,
        task=task,
        texts=boxes[: actions.MOST_PARTS],
        above=plans.by_id([task.upstream_task_id]).get(task.upstream_task_id or 0),
        errors=refusal.errors,
        refusal=refusal,
        is_stale=refusal.stale,
    )


def _texts(form: MultiDict[str, str]) -> list[str]:
    return [text.strip() for text in form.getlist("texts") if text.strip()]


def _split_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    return _parts_page(*_own(plan_id, task_id), refusal)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/parts")
@requires(Permission.PLAN_EDIT)
@shows_again(_split_again)
def split(plan_id: int, task_id: int) -> Response:
    """Split the task into the parts that were worded."""
    _own(plan_id, task_id)
    texts = _texts(request.form)
    made = actions.split_task(
        task_id=task_id, version=version_typed(), texts=texts, by=current_user
    )
    flash(
        f"Đã tách thành {len(made)} nhiệm vụ. Sửa từng phần để ghi hạn, cơ quan riêng.", "success"
    )
    return _back(plan_id, task_id)


@pages.get("/plans/<int:plan_id>/tasks/<int:task_id>/merged")
@requires(Permission.PLAN_EDIT)
def merged(plan_id: int, task_id: int) -> str:
    """Choose the tasks that are carried out as this one."""
    plan, task = _own(plan_id, task_id)
    policies.check_merge(task, [], [])
    return _merged_page(plan, task)


def _merged_page(plan: Plan, task: Task, refusal: Refusal = NO_REFUSAL) -> str:
    listed = plans.numbered(plans.tasks(plan.id))
    hosts = {one.merged_into_id for _, one in listed}
    chosen = [one.id for _, one in listed if one.merged_into_id == task.id]
    return render_template(
        "plans/merged.html",
        plan=plan,
        task=task,
        offered=[
            (number, one)
            for number, one in listed
            if one.id in chosen or _may_join(one, task, hosts)
        ],
        typed=_merge_typed(refusal.typed) if refusal else {"merged_ids": chosen, "text": task.text},
        errors=refusal.errors,
        refusal=refusal,
        is_stale=refusal.stale,
    )


def _merge_typed(form: MultiDict[str, str]) -> dict[str, Any]:
    return {
        "merged_ids": [int(one) for one in form.getlist("merged_ids") if one.isdecimal()],
        "text": form.get("text", "").replace("\r\n", "\n").strip(),
    }


def _merged_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    return _merged_page(*_own(plan_id, task_id), refusal)


def _may_join(one: Task, task: Task, hosts: set[int | None]) -> bool:
    return one.id != task.id and one.id not in hosts and policies.can_split(one)


@pages.post("/plans/<int:plan_id>/tasks/<int:task_id>/merged")
@requires(Permission.PLAN_EDIT)
@shows_again(_merged_again)
def merge(plan_id: int, task_id: int) -> Response:
    """Merge the chosen tasks into this one; take out those that are no longer chosen."""
    _, task = _own(plan_id, task_id)
    ids, text = request.form.getlist("merged_ids"), _merge_typed(request.form)["text"]
    entry = shapes.load(schemas.MergedSchema(), {"task_ids": ids, "text": text or task.text})
    try:
        actions.merge_tasks(task_id=task_id, version=version_typed(), **entry, by=current_user)
    except Conflict as error:
        raise Invalid(error.message, "merged_ids") from error
    flash(_said(len(entry["merged_ids"])), "success")
    return _back(plan_id, task_id)


def _said(count: int) -> str:
    return f"Đã gộp {count} nhiệm vụ vào nhiệm vụ này." if count else "Không còn nhiệm vụ nào gộp."


def _back(plan_id: int, task_id: int) -> Response:
    here = url_for("plans.comparison", plan_id=plan_id, _anchor=f"task-{task_id}")
    return redirect(here, 303)
