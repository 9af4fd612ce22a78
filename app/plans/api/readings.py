"""JSON resources: a draft beside the paper it was read from, and its slips."""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.lib.errors import Stale
from app.plans import actions, schemas
from app.plans.api.blueprint import resources
from app.plans.api.plans import Answer
from app.plans.models import Plan
from app.plans.queries import plans, readings


@resources.get("/plans/<int:plan_id>/review")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.ReviewOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Dự thảo đối chiếu với tệp đã đọc: từng mục ở dòng nào, chắc đến đâu")
def review(plan_id: int) -> Answer:
    """Every field with its place and certainty, what was confirmed, and the slips."""
    return _review(plan_id)


def _review(plan_id: int) -> Answer:
    plan = plans.own(plan_id)
    return readings.review(plan, plan.issuer), 200, {"ETag": etags.of(plan.version)}


@resources.post("/plans/<int:plan_id>/review/confirmations")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.ReadingConfirmationSchema)
@resources.response(200, schemas.ReviewOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Xác nhận đã đối chiếu các mục của dự thảo (cần If-Match)", parameters=[etags.IF_MATCH]
)
def confirm(given: dict[str, Any], plan_id: int) -> Answer:
    """Note that parts of the draft were compared with the paper and are right."""
    _held(plans.own(plan_id))
    actions.confirm_reading(plan_id=plan_id, **given, by=current_user)
    return _review(plan_id)


@resources.post("/plans/<int:plan_id>/corrections")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.CorrectionSchema)
@resources.response(200, schemas.CorrectedOut)
@resources.doc(summary="Sửa lỗi gõ đã chỉ ra trong dự thảo: một chỗ, hoặc mọi chỗ sửa chắc được")
def correct_slips(given: dict[str, Any], plan_id: int) -> dict[str, int]:
    """Set one slip right, or all that are safe."""
    return {"corrected": actions.correct_slips(plan_id=plan_id, **given, by=current_user)}


def _held(plan: Plan) -> None:
    if etags.held(request.headers.get("If-Match"), plan.version) != plan.version:
        raise Stale("Dự thảo đã được sửa; hãy đọc lại rồi đối chiếu.")
