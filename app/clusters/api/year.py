"""JSON resources: the plan and the pledge of a cluster."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.clusters import jobs, queries
from app.clusters.actions import plans, pledges
from app.clusters.actions.plans import PlanContent
from app.clusters.actions.pledges import PledgeContent
from app.clusters.api.blueprint import resources
from app.clusters.models import ClusterPlan, PledgeRegistration
from app.clusters.queries import year
from app.clusters.queries.year import PledgeState
from app.clusters.schemas import year as schemas
from app.lib import etags
from app.lib.errors import NotFound

Answer = tuple[Any, int, dict[str, str]]
EDITS = {"parameters": [etags.IF_MATCH]}


def _held(version: int) -> int:
    return etags.held(request.headers.get("If-Match"), version)


def _plan(plan: ClusterPlan, status: int = 200) -> Answer:
    return plan, status, {"ETag": etags.of(plan.version)}


def _draft(cluster_id: int) -> ClusterPlan:
    queries.cluster(cluster_id)
    found = year.plan_draft(cluster_id)
    if found is None:
        raise NotFound("Đơn vị không có dự thảo kế hoạch nào của cụm này.")
    return found


@resources.get("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.PlanOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Kế hoạch năm của cụm; với cụm trưởng: dự thảo nếu đang có")
def show_plan(cluster_id: int) -> Answer:
    """The own draft, or else the plan that holds."""
    queries.cluster(cluster_id)
    return _plan(year.plan_draft(cluster_id) or year.plan_there(cluster_id))


@resources.post("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.PlanIn)
@resources.response(201, schemas.PlanOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Lập dự thảo kế hoạch của cụm, hoặc bản điều chỉnh")
def draft_plan(content: PlanContent, cluster_id: int) -> Answer:
    """Begin a draft."""
    plan = plans.draft(cluster_id=cluster_id, content=content, by=current_user)
    answer, status, headers = _plan(plan, 201)
    location = url_for("clusters_api.show_plan", cluster_id=cluster_id)
    return answer, status, {**headers, "Location": location}


@resources.put("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.PlanIn)
@resources.response(200, schemas.PlanOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa dự thảo kế hoạch (cần If-Match)", **EDITS)
def edit_plan(content: PlanContent, cluster_id: int) -> Answer:
    """Write on in the draft."""
    version = _held(_draft(cluster_id).version)
    return _plan(
        plans.edit(cluster_id=cluster_id, version=version, content=content, by=current_user)
    )


@resources.delete("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_WORK)
@resources.response(204)
@resources.doc(summary="Xóa dự thảo kế hoạch (cần If-Match)", **EDITS)
def discard_plan(cluster_id: int) -> None:
    """Delete the draft."""
    version = _held(_draft(cluster_id).version)
    plans.discard(cluster_id=cluster_id, version=version, by=current_user)


@resources.post("/clusters/<int:cluster_id>/plan/sending")
@requires(Permission.CLUSTER_SIGN)
@resources.arguments(schemas.PlanSending, as_kwargs=True)
@resources.response(200, schemas.PlanOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ký, gửi kế hoạch đến các thành viên (cần If-Match)", **EDITS)
def send_plan(cluster_id: int, **given: Any) -> Answer:
    """Send the plan."""
    version = _held(_draft(cluster_id).version)
    return _plan(jobs.send_plan(cluster_id=cluster_id, version=version, **given, by=current_user))


def _state(cluster_id: int) -> PledgeState:
    return year.pledge_state(queries.group(cluster_id), year.pledge_there(cluster_id))


def _pledge(cluster_id: int, status: int = 200) -> Answer:
    state = _state(cluster_id)
    return state, status, {"ETag": etags.of(state.pledge.version)}


@resources.get("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_VIEW)
@resources.response(200, schemas.PledgeOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Giao ước thi đua của cụm: ai đã đăng ký, ai đã ký")
def show_pledge(cluster_id: int) -> Answer:
    """The pledge with its parties."""
    return _pledge(cluster_id)


@resources.post("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.PledgeIn)
@resources.response(201, schemas.PledgeOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Soạn dự thảo giao ước thi đua (cụm trưởng)")
def draft_pledge(content: PledgeContent, cluster_id: int) -> Answer:
    """Begin the pledge."""
    pledges.write(cluster_id=cluster_id, version=None, content=content, by=current_user)
    answer, status, headers = _pledge(cluster_id, 201)
    location = url_for("clusters_api.show_pledge", cluster_id=cluster_id)
    return answer, status, {**headers, "Location": location}


@resources.put("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.PledgeIn)
@resources.response(200, schemas.PledgeOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa dự thảo giao ước (cần If-Match)", **EDITS)
def edit_pledge(content: PledgeContent, cluster_id: int) -> Answer:
    """Write on in the draft."""
    version = _held(_state(cluster_id).pledge.version)
    pledges.write(cluster_id=cluster_id, version=version, content=content, by=current_user)
    return _pledge(cluster_id)


@resources.post("/clusters/<int:cluster_id>/pledge/sending")
@requires(Permission.CLUSTER_SIGN)
@resources.response(200, schemas.PledgeOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Gửi giao ước để các đơn vị đăng ký, ký (cần If-Match)", **EDITS)
def send_pledge(cluster_id: int) -> Answer:
    """Send the pledge."""
    version = _held(_state(cluster_id).pledge.version)
    jobs.send_pledge(cluster_id=cluster_id, version=version, by=current_user)
    return _pledge(cluster_id)


def _own_draft(cluster_id: int) -> PledgeRegistration:
    party = _state(cluster_id).party(queries.acting_tenant().id)
    if party is None or party.draft is None:
        raise NotFound("Đơn vị không có bản nháp đăng ký chỉ tiêu.")
    return party.draft


def _registration(row: PledgeRegistration, status: int = 200) -> Answer:
    return row, status, {"ETag": etags.of(row.version)}


@resources.post("/clusters/<int:cluster_id>/pledge/registration")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.Targets, as_kwargs=True)
@resources.response(201, schemas.RegistrationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Lập bản nháp chỉ tiêu đăng ký của đơn vị")
def begin_registration(cluster_id: int, targets: list[dict[str, Any]]) -> Answer:
    """Begin the member's own registration."""
    row = pledges.register(cluster_id=cluster_id, version=None, targets=targets, by=current_user)
    answer, status, headers = _registration(row, 201)
    location = url_for("clusters_api.show_pledge", cluster_id=cluster_id)
    return answer, status, {**headers, "Location": location}


@resources.put("/clusters/<int:cluster_id>/pledge/registration")
@requires(Permission.CLUSTER_WORK)
@resources.arguments(schemas.Targets, as_kwargs=True)
@resources.response(200, schemas.RegistrationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa bản nháp chỉ tiêu đăng ký (cần If-Match)", **EDITS)
def edit_registration(cluster_id: int, targets: list[dict[str, Any]]) -> Answer:
    """Write on in the draft."""
    version = _held(_own_draft(cluster_id).version)
    return _registration(
        pledges.register(cluster_id=cluster_id, version=version, targets=targets, by=current_user)
    )


@resources.post("/clusters/<int:cluster_id>/pledge/registration/sending")
@requires(Permission.CLUSTER_WORK)
@resources.response(200, schemas.RegistrationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Gửi đăng ký chỉ tiêu (cần If-Match)", **EDITS)
def send_registration(cluster_id: int) -> Answer:
    """Send the registration."""
    version = _held(_own_draft(cluster_id).version)
    return _registration(
        jobs.send_registration(cluster_id=cluster_id, version=version, by=current_user)
    )


@resources.post("/clusters/<int:cluster_id>/pledge/signature")
@requires(Permission.CLUSTER_SIGN)
@resources.arguments(schemas.Signing, as_kwargs=True)
@resources.response(201, schemas.SignatureOut)
@resources.doc(summary="Ký giao ước thay mặt đơn vị; gọi lại vẫn là chữ ký đã có")
def sign_pledge(cluster_id: int, position: str) -> Any:
    """Sign for the acting member."""
    return jobs.sign_pledge(cluster_id=cluster_id, position=position, by=current_user)
