"""JSON resources: tasks split into parts and merged into one, and what recipients added."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.plans import actions, schemas
from app.plans.api.blueprint import resources
from app.plans.queries import additions as supplements
from app.plans.queries import plans

Answer = tuple[Any, int, dict[str, str]]


@resources.post("/tasks/<int:task_id>/parts")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.PartsSchema)
@resources.response(201, schemas.PartsOut)
@resources.doc(summary="Tách một nhiệm vụ cấp trên giao thành nhiều nhiệm vụ (cần If-Match)")
def split(given: dict[str, Any], task_id: int) -> Answer:
    """Split a superior's task; undone by deleting parts but one."""
    version = etags.held(request.headers.get("If-Match"), plans.own_task(task_id).version)
    parts = actions.split_task(task_id=task_id, version=version, **given, by=current_user)
    headers = {"Location": url_for("plans_api.show_task", task_id=task_id)}
    return {"parts": parts}, 201, {**headers, "ETag": etags.of(parts[0].version)}


@resources.get("/tasks/<int:task_id>/merged")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.MergedOut)
@resources.doc(summary="Các nhiệm vụ đã gộp vào nhiệm vụ này")
def merged(task_id: int) -> Answer:
    """A task of the office with those merged into it."""
    return _merged(task_id)


@resources.put("/tasks/<int:task_id>/merged")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.MergedSchema)
@resources.response(200, schemas.MergedOut)
@resources.doc(summary="Ghi các nhiệm vụ gộp vào nhiệm vụ này; danh sách rỗng là bỏ gộp (If-Match)")
def merge(given: dict[str, Any], task_id: int) -> Answer:
    """Exactly these tasks are carried out as this one."""
    version = etags.held(request.headers.get("If-Match"), plans.own_task(task_id).version)
    actions.merge_tasks(task_id=task_id, version=version, **given, by=current_user)
    return _merged(task_id)


def _merged(task_id: int) -> Answer:
    task = plans.own_task(task_id)
    listed = [one for one in plans.tasks(task.plan_id) if one.merged_into_id == task.id]
    return {"task": task, "merged": listed}, 200, {"ETag": etags.of(task.version)}


@resources.get("/plans/<int:plan_id>/additions")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.AdditionsQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.AdditionsOut)
@resources.doc(summary="Nhiệm vụ cấp dưới tự bổ sung, xếp theo nội dung giống nhau")
def additions(plan_id: int, page: int) -> dict[str, Any]:
    """Work that no superior asked for: the recipients', and the plan's own."""
    plan = plans.own(plan_id)
    found = supplements.additions(plan.id)
    own = supplements.own_additions(plan) if plan.upstream_plan_id else []
    return {
        "tasks": found.tasks,
        "units": found.units,
        "groups": found.page(page),
        "own": [task for _, task in own],
        "page": page,
        "pages": len(found.pages),
    }
