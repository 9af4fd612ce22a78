"""JSON resources: predecessors, what was taken over, choices, figures recast."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.lib.resources import Blueprint
from app.mergers import actions, jobs, schemas
from app.mergers.queries import handovers, history, proposals, recast, through

resources = Blueprint("mergers_api", __name__, description="Sắp xếp đơn vị và bàn giao")


@resources.get("/predecessors")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.PredecessorOut(many=True))
@resources.doc(summary="Các đơn vị tiền thân và hồ sơ để lại")
def list_predecessors() -> Any:
    """The closed units that the acting one succeeds."""
    return history.predecessors()


@resources.get("/predecessors/<int:tenant_id>/plans")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.OldPlanOut(many=True))
@resources.doc(summary="Kế hoạch đã ban hành của một đơn vị tiền thân")
def old_plans(tenant_id: int) -> Any:
    """The plans of one closed unit."""
    rows = history.plans_of(history.predecessor(tenant_id))
    return [{"plan": plan, "tasks": tasks, "done": done} for plan, tasks, done in rows]


@resources.get("/predecessors/<int:tenant_id>/plans/<int:plan_id>/tasks")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.OldTaskOut(many=True))
@resources.doc(summary="Nhiệm vụ của một kế hoạch cũ, theo trạng thái ngày cuối")
def old_tasks(tenant_id: int, plan_id: int) -> Any:
    """The tasks of an old plan as they stood."""
    return list(history.plan(tenant_id, plan_id).tasks)


@resources.get("/handover-lines")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.LineOut(many=True))
@resources.doc(summary="Các nhiệm vụ đơn vị đã tiếp nhận")
def list_lines() -> Any:
    """What the acting unit took over."""
    return handovers.taken()


@resources.get("/handover-tasks")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.CaseOut(many=True))
@resources.doc(summary="Nhiệm vụ còn dở của đơn vị cũ đang chờ quyết định đơn vị tiếp nhận")
def list_undecided() -> Any:
    """Open tasks that wait for a decision."""
    return proposals.undecided()


@resources.post("/handovers")
@requires(Permission.PLAN_ACKNOWLEDGE)
@resources.response(200, schemas.TakenOut)
@resources.doc(summary="Tiếp nhận ngay các nhiệm vụ được chuyển đến đơn vị")
def take_over() -> Any:
    """Take over what passes to the acting unit."""
    return actions.take_over(by=current_user)


@resources.post("/handover-claims")
@requires(Permission.PLAN_ACKNOWLEDGE)
@resources.arguments(schemas.Claim, as_kwargs=True)
@resources.response(200, schemas.TakenOut)
@resources.doc(summary="Nhận nhiệm vụ của đơn vị cũ bị chia tách")
def claim(task_ids: list[int]) -> Any:
    """Take over open tasks of a unit that was split."""
    return actions.claim(task_ids=task_ids, by=current_user)


@resources.post("/handover-choices")
@requires(Permission.PLAN_ISSUE)
@resources.arguments(schemas.Decisions)
@resources.response(201, schemas.CountOut)
@resources.doc(summary="Quyết định đơn vị tiếp nhận các nhiệm vụ còn dở (cấp tỉnh)")
def decide(given: dict[str, Any]) -> Any:
    """Decide who goes on with open tasks."""
    count = jobs.decide_and_pass(decisions=schemas.decisions(given), by=current_user)
    return {"count": count}


@resources.get("/recast")
@requires(Permission.PROGRESS_VIEW)
@resources.arguments(schemas.YearQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.RecastOut)
@resources.doc(summary="Số liệu năm cũ: như khi đó và quy về địa giới hiện nay")
def recast_year(year: int | None) -> Any:
    """A year both ways."""
    return schemas.recast(recast.recast(year))


@resources.get("/plans/<int:plan_id>/through")
@requires(Permission.PROGRESS_VIEW)
@resources.response(200, schemas.ThroughOut)
@resources.doc(summary="Tiến độ hai cấp dưới của một kế hoạch, qua cấp huyện")
def through_districts(plan_id: int) -> Any:
    """A plan counted over the units below the districts."""
    return schemas.through(through.by_task(plan_id))


@resources.post("/task-tallies")
@requires(Permission.PROGRESS_RECORD)
@resources.response(200, schemas.CountOut)
@resources.doc(summary="Tổng hợp tiến độ của các xã gửi cấp tỉnh (cấp huyện)")
def sum_up() -> Any:
    """Tell the province how the communes stand."""
    return {"count": actions.sum_up(by=current_user)}
