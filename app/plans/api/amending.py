"""JSON resources: amendments of issued plans, revisions, and what subordinates made of them."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as drawn
from app.lib import etags
from app.lib.errors import NotFound
from app.plans import actions, jobs, schemas
from app.plans.api.blueprint import resources
from app.plans.models import PlanRevision
from app.plans.queries import amendments, merges, plans, revisions
from app.plans.queries.merges import Shown
from app.plans.terms import MergeState

Answer = tuple[Any, int, dict[str, str]]


def _tagged(amendment_id: int, status: int = 200) -> Answer:
    found = amendments.readable(amendment_id)
    shown = amendments.shown(amendments.lines(found.id))
    headers = {"ETag": etags.of(found.version)}
    if status == 201:
        headers["Location"] = url_for("plans_api.amendment", amendment_id=found.id)
    names = schemas.AmendmentOut().fields
    return {**{name: getattr(found, name) for name in names}, "lines": shown}, status, headers


def _version_of(amendment_id: int) -> int:
    return etags.held(request.headers.get("If-Match"), amendments.own(amendment_id).version)


@resources.get("/plans/<int:plan_id>/amendments")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.AmendmentListOut)
@resources.doc(summary="Các bản điều chỉnh của một kế hoạch; dự thảo chỉ đơn vị lập thấy")
def amendment_list(plan_id: int) -> dict[str, Any]:
    """Issued ones in their order, then the draft where one is open here."""
    plan = plans.readable(plan_id)
    draft = amendments.open_draft(plan.id)
    return {"items": [*amendments.issued(plan.id), *([draft] if draft else [])]}


@resources.post("/plans/<int:plan_id>/amendments")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.AmendmentSchema)
@resources.response(201, schemas.WholeAmendmentOut)
@resources.doc(summary="Lập dự thảo điều chỉnh kế hoạch đã ban hành")
def amend(given: dict[str, Any], plan_id: int) -> Answer:
    """A new draft; where one is open already, that one."""
    return _tagged(actions.amend(plan_id=plan_id, **given, by=current_user).id, 201)


@resources.get("/amendments/<int:amendment_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.WholeAmendmentOut)
@resources.doc(summary="Một bản điều chỉnh: lý do và từng thay đổi")
def amendment(amendment_id: int) -> Answer:
    """An amendment that may be read."""
    return _tagged(amendment_id)


@resources.patch("/amendments/<int:amendment_id>")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.AmendmentSchema)
@resources.response(200, schemas.WholeAmendmentOut)
@resources.doc(summary="Sửa lý do của dự thảo điều chỉnh (cần If-Match)")
def reword_amendment(given: dict[str, Any], amendment_id: int) -> Answer:
    """Another reason."""
    version = _version_of(amendment_id)
    actions.reword_amendment(amendment_id=amendment_id, version=version, **given, by=current_user)
    return _tagged(amendment_id)


@resources.delete("/amendments/<int:amendment_id>")
@requires(Permission.PLAN_EDIT)
@resources.response(204)
@resources.doc(summary="Xóa dự thảo điều chỉnh (cần If-Match)")
def discard_amendment(amendment_id: int) -> None:
    """Throw a draft away."""
    version = _version_of(amendment_id)
    actions.discard_amendment(amendment_id=amendment_id, version=version, by=current_user)


@resources.put("/amendments/<int:amendment_id>/lines")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.LinesSchema)
@resources.response(200, schemas.WholeAmendmentOut)
@resources.doc(summary="Ghi lại toàn bộ thay đổi của dự thảo điều chỉnh (cần If-Match)")
def set_lines(given: dict[str, Any], amendment_id: int) -> Answer:
    """Every change: what is left out is no longer changed."""
    found = amendments.own(amendment_id)
    version = etags.held(request.headers.get("If-Match"), found.version)
    lines = schemas.as_lines(given["lines"], found.plan.work_year)
    actions.set_lines(amendment_id=amendment_id, version=version, lines=lines, by=current_user)
    return _tagged(amendment_id)


@resources.post("/amendments/<int:amendment_id>/issuance")
@requires(Permission.PLAN_ISSUE)
@resources.arguments(schemas.AmendmentIssuanceSchema)
@resources.response(200, schemas.WholeAmendmentOut)
@resources.doc(summary="Ban hành bản điều chỉnh: kế hoạch có bản mới, cấp dưới được cập nhật")
def issue_amendment(given: dict[str, Any], amendment_id: int) -> Answer:
    """Issue a draft; an issued amendment is given back as it is."""
    jobs.issue_amendment_and_spread(amendment_id=amendment_id, by=current_user, **given)
    return _tagged(amendment_id)


@resources.post("/amendments/<int:amendment_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(202, schemas.DrawingOut)
@resources.doc(summary="Yêu cầu bản in PDF của bản điều chỉnh")
def ask_amendment_paper(amendment_id: int) -> Answer:
    """Have the amendment drawn by the worker."""
    paper = drawn.paper(jobs.ask_amendment_paper(amendment_id=amendment_id, by=current_user))
    location = url_for("documents_api.paper", paper_id=paper.id)
    state = drawn.drawing(paper).state
    return {"id": paper.id, "title": paper.title, "state": state}, 202, {"Location": location}


@resources.get("/plans/<int:plan_id>/revisions")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.RevisionListOut)
@resources.doc(summary="Các bản của một kế hoạch đã ban hành, mới nhất trước")
def revision_list(plan_id: int) -> dict[str, Any]:
    """The history of a plan."""
    return {"items": revisions.listed(plans.readable(plan_id).id)}


@resources.get("/plans/<int:plan_id>/revisions/<int:revision>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.RevisionContentOut)
@resources.doc(summary="Một bản của kế hoạch, đúng như đã ban hành, kèm mã SHA-256")
def revision(plan_id: int, revision: int) -> PlanRevision:
    """The frozen content."""
    return revisions.of(plans.readable(plan_id), revision)


@resources.get("/plans/<int:plan_id>/revisions/<int:revision>/differences")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.DifferenceQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.DifferenceOut)
@resources.doc(summary="Khác nhau giữa hai bản của kế hoạch, từng nhiệm vụ, từng mục")
def differences(plan_id: int, revision: int, base: int | None) -> dict[str, Any]:
    """What differs from the revision before, or from `base`."""
    plan = plans.readable(plan_id)
    first = base if base is not None else revision - 1
    old, new = revisions.of(plan, first), revisions.of(plan, revision)
    found = revisions.between(old.content, new.content)
    return {"base": first, "revision": revision, "tasks": found}


@resources.get("/plans/<int:plan_id>/revisions/<int:revision>/answers")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.AnswerQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.AnswersOut)
@resources.doc(summary="Cấp dưới đã cập nhật, trả lời một lần điều chỉnh ra sao")
def answers(
    plan_id: int,
    revision: int,
    state: MergeState | None,
    tenant_id: int | None,
    page: int,
    page_size: int,
) -> dict[str, Any]:
    """By recipient in numbers, and one page of single answers."""
    plan = plans.own(plan_id)
    if not 1 < revision <= plan.revision:
        raise NotFound("Kế hoạch không có lần điều chỉnh này.")
    found = merges.answers(plan.id, revision)
    lines = merges.answer_lines(
        plan.id,
        revision,
        states=[state] if state else None,
        tenant_id=tenant_id,
        page=page,
        page_size=page_size,
    )
    return {
        "states": {one.value: count for one, count in found.states.items()},
        "recipients": found.recipients,
        "items": lines.items,
        "page": page,
        "page_size": page_size,
        "total": lines.total,
    }


@resources.get("/plans/<int:plan_id>/merges")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.MergeListOut)
@resources.doc(summary="Điều chỉnh của cấp trên trong kế hoạch của đơn vị: đã cập nhật, đang chờ")
def merge_list(plan_id: int) -> dict[str, Any]:
    """What waits comes first."""
    return {"items": merges.of_plan(plans.own(plan_id).id)}


@resources.get("/merges/<int:merge_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.MergeOut)
@resources.doc(summary="Một nhiệm vụ trong điều chỉnh của cấp trên: gốc, cấp trên, đơn vị")
def merge(merge_id: int) -> Answer:
    """One merge with its three sides."""
    found = merges.shown(merge_id)
    return found, 200, {"ETag": etags.of(found.merge.version)}


@resources.put("/merges/<int:merge_id>/settlement")
@requires(Permission.PLAN_EDIT)
@resources.arguments(schemas.SettlementSchema)
@resources.response(200, schemas.MergeOut)
@resources.doc(summary="Trả lời một điều chỉnh của cấp trên (cần If-Match)")
def settle(given: dict[str, Any], merge_id: int) -> tuple[Shown, int, dict[str, str]]:
    """Decide a conflict, an offered or a withdrawn task."""
    held = merges.own(merge_id)
    version = etags.held(request.headers.get("If-Match"), held.version)
    year = plans.own(held.plan_id).work_year
    jobs.settle_and_spread(
        merge_id=merge_id,
        version=version,
        settlement=schemas.as_settlement(given, year),
        by=current_user,
    )
    found = merges.shown(merge_id)
    return found, 200, {"ETag": etags.of(found.merge.version)}
