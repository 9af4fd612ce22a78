"""JSON resources: plans, their issuance, copies, readings and papers."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as drawn
from app.lib import etags
from app.plans import actions, jobs, schemas
from app.plans.api.blueprint import resources
from app.plans.models import Plan
from app.plans.queries import plans

Answer = tuple[Any, int, dict[str, str]]


def tagged(plan_id: int, status: int = 200) -> Answer:
    """A plan with its ETag; where it was just made, with its address."""
    plan = plans.readable(plan_id)
    headers = {"ETag": etags.of(plan.version)}
    if status == 201:
        headers["Location"] = url_for("plans_api.show", plan_id=plan.id)
    return plan, status, headers


def _version_of(plan: Plan) -> int:
    return etags.held(request.headers.get("If-Match"), plan.version)


@resources.get("/plans")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.PlanQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.PlanListOut)
@resources.doc(summary="Các kế hoạch của đơn vị")
def index(page: int, page_size: int, year: int | None = None) -> dict[str, Any]:
    """The tenant's own plans, the latest year first."""
    return {
        "items": plans.listed(year=year, page=page, page_size=page_size),
        "page": page,
        "page_size": page_size,
        "total": plans.count(year=year),
    }


@resources.post("/plans")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.PlanSchema)
@resources.response(201, schemas.PlanOut)
@resources.doc(summary="Lập dự thảo kế hoạch, có thể kèm nhiệm vụ")
def create(given: dict[str, Any]) -> Answer:
    """A new draft."""
    return tagged(actions.draft(**given, by=current_user).id, 201)


@resources.get("/plans/<int:plan_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.PlanOut)
@resources.doc(summary="Một kế hoạch được phép xem")
def show(plan_id: int) -> Answer:
    """One's own plan, one delivered by a superior, or one sent up."""
    return tagged(plan_id)


@resources.patch("/plans/<int:plan_id>")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.PlanChangeSchema)
@resources.response(200, schemas.PlanOut)
@resources.doc(summary="Sửa dự thảo: chỉ những mục được nêu (cần If-Match)")
def edit(changes: dict[str, Any], plan_id: int) -> Answer:
    """Change the head or the prose of a draft."""
    version = _version_of(plans.own(plan_id))
    actions.edit(plan_id=plan_id, version=version, changes=changes, by=current_user)
    return tagged(plan_id)


@resources.delete("/plans/<int:plan_id>")
@requires(Permission.PLAN_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa dự thảo (cần If-Match)")
def discard(plan_id: int) -> None:
    """Delete a draft."""
    version = _version_of(plans.own(plan_id))
    actions.discard(plan_id=plan_id, version=version, by=current_user)


@resources.post("/plans/<int:plan_id>/issuance")
@requires(Permission.PLAN_ISSUE)
@resources.arguments(schemas.IssuanceSchema)
@resources.response(200, schemas.PlanOut)
@resources.doc(summary="Ban hành kế hoạch và giao cho đơn vị trực thuộc")
def issue(given: dict[str, Any], plan_id: int) -> Answer:
    """Issue a draft; an issued plan is given back as it is."""
    jobs.issue_and_tell(plan_id=plan_id, by=current_user, **given)
    return tagged(plan_id)


@resources.post("/plans/readings")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.ReadingSchema, location="files")
@resources.response(201, schemas.PlanOut)
@resources.doc(summary="Đọc một tệp kế hoạch (DOCX, PDF, XLSX, văn bản) thành dự thảo")
def read_file(given: dict[str, Any]) -> Answer:
    """A draft from a file, with the original kept beside it."""
    file = given["file"]
    plan = actions.draft_from_file(name=file.filename or "", content=file.read(), by=current_user)
    return tagged(plan.id, 201)


@resources.post("/plans/<int:plan_id>/copies")
@requires(Permission.PLAN_EDIT)
@resources.response(201, schemas.PlanOut)
@resources.doc(summary="Lập dự thảo năm sau từ kế hoạch này")
def copy(plan_id: int) -> Answer:
    """Next year's draft."""
    return tagged(actions.copy_to_next_year(plan_id=plan_id, by=current_user).id, 201)


@resources.post("/plans/<int:plan_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(202, schemas.DrawingOut)
@resources.doc(summary="Yêu cầu bản in PDF của kế hoạch")
def ask_paper(plan_id: int) -> Answer:
    """Have the plan drawn by the worker."""
    paper = drawn.paper(jobs.ask_paper(plan_id=plan_id, by=current_user))
    location = url_for("documents_api.paper", paper_id=paper.id)
    state = drawn.drawing(paper).state
    return {"id": paper.id, "title": paper.title, "state": state}, 202, {"Location": location}
