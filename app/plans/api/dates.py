"""JSON resources: what a deadline means, tasks that come again, dates confirmed, pilot units."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import deadlines, etags
from app.plans import actions, jobs, schemas
from app.plans.api.blueprint import resources
from app.plans.queries import pilots, plans, wording
from app.plans.queries.pilots import Named
from app.plans.queries.wording import Understood

Answer = tuple[Any, int, dict[str, str]]


@resources.get("/plans/<int:plan_id>/deadline")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.DeadlineQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.DeadlineOut)
@resources.doc(summary="Một thời hạn ghi bằng lời được hiểu là gì trong kế hoạch này")
def deadline(plan_id: int, text: str, quarter: int | None) -> Understood:
    """How a deadline in words is understood; days without a year lie in the plan's year."""
    year = plans.readable(plan_id).work_year
    return wording.understood(text, quarter or year.quarters[0], year)


@resources.post("/tasks/<int:task_id>/repetition")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.RepetitionSchema)
@resources.response(201, schemas.RepetitionOut)
@resources.doc(summary="Lặp lại một nhiệm vụ của dự thảo mỗi quý hoặc mỗi tháng (cần If-Match)")
def repeat(given: dict[str, Any], task_id: int) -> Answer:
    """The instances in the other quarters or months, in the order of the year."""
    task = plans.own_task(task_id)
    version = etags.held(request.headers.get("If-Match"), task.version)
    added = actions.repeat_task(task_id=task_id, version=version, **given, by=current_user)
    return {"tasks": added}, 201, {"Location": url_for("plans_api.tasks", plan_id=task.plan_id)}


@resources.patch("/tasks/<int:task_id>/series")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.SeriesChangeSchema(partial=True))
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Sửa một lần, và nội dung, cơ quan của mọi lần lặp lại (cần If-Match)")
def edit_series(given: dict[str, Any], task_id: int) -> Answer:
    """Quarter and deadline change here alone, wording and offices in all instances."""
    task = plans.own_task(task_id)
    version = etags.held(request.headers.get("If-Match"), task.version)
    changes = schemas.changes(given, plans.own(task.plan_id).work_year)
    task = actions.edit_series(task_id=task_id, version=version, changes=changes, by=current_user)
    return task, 200, {"ETag": etags.of(task.version)}


@resources.post("/tasks/<int:task_id>/confirmation")
@requires(Permission.PLAN_ISSUE)
@resources.arguments(schemas.ConfirmationSchema)
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Chốt thời gian của nhiệm vụ “dự kiến” đã ban hành (cần If-Match)")
def confirm(given: dict[str, Any], task_id: int) -> Answer:
    """A new revision of the plan; recipients and own offices are told."""
    task = plans.own_task(task_id)
    version = etags.held(request.headers.get("If-Match"), task.version)
    year = plans.own(task.plan_id).work_year
    given["deadline"] = deadlines.parse(given.pop("term"), year, "term").deadline
    task = jobs.confirm_and_spread(task_id=task_id, version=version, **given, by=current_user)
    return task, 200, {"ETag": etags.of(task.version)}


@resources.get("/tasks/<int:task_id>/pilots")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.PilotListOut)
@resources.doc(summary="Các đơn vị được chỉ đạo làm điểm một nhiệm vụ")
def task_pilots(task_id: int) -> dict[str, Any]:
    """The pilot units that were not withdrawn."""
    return {"pilots": pilots.of_task(plans.own_task(task_id))}


@resources.post("/tasks/<int:task_id>/pilots")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.PilotSchema)
@resources.response(201, schemas.PilotOut)
@resources.doc(summary="Chỉ đạo điểm: giao một đơn vị làm trước, có thời hạn riêng")
def name_pilot(given: dict[str, Any], task_id: int) -> Answer:
    """A unit that does the task first; of an issued plan it is told at once."""
    task = plans.own_task(task_id)
    year = plans.own(task.plan_id).work_year
    given["deadline"] = deadlines.parse(given.pop("term"), year, "term").deadline
    made = jobs.name_pilot_and_tell(task_id=task_id, **given, by=current_user)
    named: Named = next(one for one in pilots.of_task(task) if one.pilot.id == made.id)
    return named, 201, {"Location": url_for("plans_api.task_pilots", task_id=task_id)}


@resources.delete("/pilots/<int:pilot_id>")
@requires(Permission.PLAN_EDIT)
@resources.response(204)
@resources.doc(summary="Bỏ chỉ đạo điểm ở một đơn vị")
def drop_pilot(pilot_id: int) -> None:
    """The unit does the task with the others after all."""
    actions.drop_pilot(pilot_id=pilot_id, by=current_user)
