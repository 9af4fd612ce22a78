"""JSON resources: a draft is joined to the superior's plan that it carries out."""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.lib.errors import Stale
from app.plans import actions, schemas
from app.plans.api.blueprint import resources
from app.plans.api.plans import Answer, tagged
from app.plans.models import Plan, Task
from app.plans.queries import incoming, linking, plans


@resources.get("/plans/<int:plan_id>/link")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.LinkOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Kế hoạch cấp trên mà dự thảo thực hiện, hoặc có thể nối vào")
def link(plan_id: int) -> Answer:
    """Candidates of a draft that carries out none; what a joined one lacks."""
    plan = plans.own(plan_id)
    joined = plan.upstream_plan_id is not None
    answer = {
        "plan_id": plan.id,
        "upstream_plan_id": plan.upstream_plan_id,
        "candidates": [] if joined else linking.candidates(plan),
        "missing": [task for _, task in linking.missing(plan)],
    }
    return answer, 200, {"ETag": etags.of(plan.version)}


@resources.get("/plans/<int:plan_id>/link/proposal")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.LinkQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.ProposalOut)
@resources.doc(summary="Nhiệm vụ cấp trên được đề xuất cho từng nhiệm vụ, kèm độ giống (%)")
def link_proposal(plan_id: int, upstream_plan_id: int) -> linking.Proposal:
    """The superior's task proposed for each task of the draft."""
    return linking.propose(plans.own(plan_id), incoming.delivery_of(upstream_plan_id))


@resources.put("/plans/<int:plan_id>/link")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.LinkSchema)
@resources.response(200, schemas.PlanOut)
@resources.doc(
    summary="Nối dự thảo với kế hoạch cấp trên (cần If-Match)", parameters=[etags.IF_MATCH]
)
def make_link(given: dict[str, Any], plan_id: int) -> Answer:
    """Join a draft, task by task."""
    _held(plans.own(plan_id))
    actions.link(plan_id=plan_id, **given, by=current_user)
    return tagged(plan_id)


@resources.delete("/plans/<int:plan_id>/link")
@requires(Permission.PLAN_EDIT)
@resources.response(204)
@resources.doc(summary="Bỏ nối dự thảo (cần If-Match)", parameters=[etags.IF_MATCH])
def unlink(plan_id: int) -> None:
    """Undo the joining of a draft."""
    version = etags.held(request.headers.get("If-Match"), plans.own(plan_id).version)
    actions.unlink(plan_id=plan_id, version=version, by=current_user)


@resources.put("/plans/<int:plan_id>/upstream-tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.UpstreamAnswerSchema)
@resources.response(200, schemas.TaskOut)
@resources.doc(summary="Xử lý nhiệm vụ cấp trên giao mà dự thảo chưa có: thêm, không làm, gộp")
def answer_upstream(given: dict[str, Any], plan_id: int, task_id: int) -> Task:
    """Answer one of the superior's tasks that the draft lacks."""
    return actions.answer_upstream(plan_id=plan_id, task_id=task_id, **given, by=current_user)


def _held(plan: Plan) -> None:
    if etags.held(request.headers.get("If-Match"), plan.version) != plan.version:
        raise Stale("Dự thảo đã được sửa; hãy đọc lại các đề xuất rồi nối.")
