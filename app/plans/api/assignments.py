"""JSON resources: who does the tasks of a plan."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.plans import actions
from app.plans.api.blueprint import resources
from app.plans.queries import assignments, doubts
from app.plans.schemas import assignments as shapes


@resources.get("/plans/<int:plan_id>/assignments")
@requires(Permission.PLAN_VIEW)
@resources.response(200, shapes.AssignmentOut(many=True))
@resources.doc(summary="Cơ quan chủ trì, phối hợp, được đề nghị của từng nhiệm vụ, theo danh mục")
def assignments_list(plan_id: int) -> Any:
    """Who does each task of an own plan."""
    return [shapes.assignment(one) for one in assignments.of_plan(plan_id).values()]


@resources.get("/plans/<int:plan_id>/assignment-warnings")
@requires(Permission.PLAN_VIEW)
@resources.response(200, shapes.DoubtOut(many=True))
@resources.doc(
    summary="Điểm cần xem lại về phân công của một kế hoạch",
    description="Chỉ để nhắc: không điểm nào cản việc ban hành.",
)
def warnings_list(plan_id: int) -> Any:
    """What may be amiss with who does the tasks of an own plan."""
    return doubts.of_draft(plan_id)


@resources.post("/plans/<int:plan_id>/office-requests")
@requires(Permission.PLAN_EDIT)
@resources.arguments(shapes.RequestSchema)
@resources.response(200, shapes.DoubtOut(many=True))
@resources.doc(
    summary="Chuyển một cơ quan Đảng, đoàn thể từ giao việc sang đề nghị, ở mọi nhiệm vụ dự thảo",
    description="Trả về các điểm còn cần xem lại.",
)
def request_office(data: dict[str, str], plan_id: int) -> Any:
    """Ask a body instead of ordering it."""
    actions.request_office(plan_id=plan_id, by=current_user, **data)
    return doubts.of_draft(plan_id)
