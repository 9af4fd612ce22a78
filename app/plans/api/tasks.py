"""JSON resources: the tasks of a plan."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.plans import actions, schemas
from app.plans.api.blueprint import resources
from app.plans.models import Task
from app.plans.queries import plans

Answer = tuple[Any, int, dict[str, str]]


def _tagged(task: Task, status: int = 200) -> Answer:
    headers = {"ETag": etags.of(task.version)}
    if status == 201:
        headers["Location"] = url_for("plans_api.show_task", task_id=task.id)
    return task, status, headers


def _list_of(plan_id: int) -> Answer:
    plan = plans.readable(plan_id)
    listed = plans.tasks(plan.id)
    answer = {"tasks": listed, "edition": plans.edition(plan, listed)}
    return answer, 200, {"ETag": etags.of(plans.tasks_version(listed))}


@resources.get("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.TaskListOut)
@resources.doc(summary="Các nhiệm vụ của một kế hoạch, theo thứ tự in")
def tasks(plan_id: int) -> Answer:
    """The whole list; its ETag is for writing the whole list."""
    return _list_of(plan_id)


@resources.post("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.NewTaskSchema)
@resources.response(201, schemas.TaskOut)
@resources.doc(summary="Thêm một nhiệm vụ vào dự thảo")
def add_task(given: dict[str, Any], plan_id: int) -> Answer:
    """A task at the end of its quarter, or at `position` in it."""
    position = given.pop("position", None)
    content = schemas.content(given, plans.own(plan_id).work_year)
    task = actions.add_task(plan_id=plan_id, content=content, position=position, by=current_user)
    return _tagged(task, 201)


@resources.put("/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.TaskListSchema)
@resources.response(200, schemas.TaskListOut)
@resources.doc(summary="Ghi lại toàn bộ danh sách nhiệm vụ của dự thảo (cần If-Match)")
def set_tasks(given: dict[str, Any], plan_id: int) -> Answer:
    """The whole list in its order: with `id` changed, without new, left out removed."""
    plan = plans.own(plan_id)
    version = etags.held(request.headers.get("If-Match"), plans.tasks_version(plans.tasks(plan.id)))
    contents = schemas.contents(given["tasks"], plan.work_year)
    actions.set_tasks(plan_id=plan_id, version=version, contents=contents, by=current_user)
    return _list_of(plan_id)


@resources.get("/tasks/<int:task_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Một nhiệm vụ được phép xem")
def show_task(task_id: int) -> Answer:
    """One's own task, or one of a plan that may be read."""
    return _tagged(plans.readable_task(task_id))


@resources.patch("/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.TaskChangeSchema(partial=True))
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Sửa một nhiệm vụ của dự thảo: chỉ những mục được nêu (cần If-Match)")
def edit_task(changes: dict[str, Any], task_id: int) -> Answer:
    """Change a task, or its place."""
    task = plans.own_task(task_id)
    version = etags.held(request.headers.get("If-Match"), task.version)
    position = changes.pop("position", None)
    changes = schemas.changes(changes, plans.own(task.plan_id).work_year)
    changed = actions.edit_task(
        task_id=task_id,
        version=version,
        changes=changes,
        position=position,
        by=current_user,
    )
    return _tagged(changed)


@resources.delete("/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa một nhiệm vụ của dự thảo (cần If-Match)")
def remove_task(task_id: int) -> None:
    """Delete a task."""
    version = etags.held(request.headers.get("If-Match"), plans.own_task(task_id).version)
    actions.remove_task(task_id=task_id, version=version, by=current_user)
