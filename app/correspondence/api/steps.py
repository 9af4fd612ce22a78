"""JSON resources: a draft goes from desk to desk and is issued."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.correspondence import jobs
from app.correspondence.actions import steps as actions
from app.correspondence.api.blueprint import resources
from app.correspondence.models import OfficialPaper
from app.correspondence.papers import checking
from app.correspondence.queries import drafts, steps
from app.correspondence.schemas import steps as schemas
from app.correspondence.terms import DraftState
from app.lib import clock, etags

Answer = tuple[Any, int, dict[str, str]]
CAN_GO = (
    *(DraftState.DRAFTING, DraftState.WITH_HEAD, DraftState.WITH_LEADER, DraftState.WITH_CLERK),
)


def _held() -> int | None:
    return etags.named(request.headers.get("If-Match"))


def _way(draft: OfficialPaper) -> Answer:
    moves = draft.state in CAN_GO
    way = {
        "state": draft.state,
        "steps": steps.of_draft(draft.id),
        "findings": checking.findings(draft, on=clock.today()) if moves else (),
    }
    return way, 200, {"ETag": etags.of(draft.version)}


@resources.get("/drafts/<int:draft_id>/steps")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.WayOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Dự thảo đang ở bước nào, ai đã làm gì, còn phải sửa gì")
def way(draft_id: int) -> Answer:
    """Where a draft lies, its steps, what the linter says."""
    return _way(drafts.own(draft_id))


@resources.get("/drafts/<int:draft_id>/findings")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.FindingOut(many=True))
@resources.doc(summary="Kiểm tra thể thức dự thảo theo Nghị định 30/2020/NĐ-CP")
def findings(draft_id: int) -> Any:
    """What the linter says of a draft today."""
    return list(checking.findings(drafts.own(draft_id), on=clock.today()))


@resources.post("/drafts/<int:draft_id>/submission")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.StepIn)
@resources.response(200, schemas.WayOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Trình dự thảo (cần If-Match)", parameters=[etags.IF_MATCH])
def submit(given: dict[str, Any], draft_id: int) -> Answer:
    """Hand a draft in."""
    return _way(actions.submit(draft_id=draft_id, version=_held(), **given, by=current_user))


@resources.post("/drafts/<int:draft_id>/approval")
@requires(Permission.PAPER_CHECK, Permission.PAPER_APPROVE)
@resources.arguments(schemas.StepIn)
@resources.response(200, schemas.WayOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Đồng ý, duyệt dự thảo (cần If-Match)", parameters=[etags.IF_MATCH])
def approve(given: dict[str, Any], draft_id: int) -> Answer:
    """Pass a draft on."""
    return _way(actions.approve(draft_id=draft_id, version=_held(), **given, by=current_user))


@resources.post("/drafts/<int:draft_id>/return")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.DraftReturnIn)
@resources.response(200, schemas.WayOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Trả lại dự thảo để sửa (cần If-Match)", parameters=[etags.IF_MATCH])
def return_for_changes(given: dict[str, Any], draft_id: int) -> Answer:
    """Give a draft back to who drafted it."""
    version = _held()
    return _way(
        actions.return_for_changes(draft_id=draft_id, version=version, **given, by=current_user)
    )


@resources.post("/drafts/<int:draft_id>/taking-back")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.NoteIn)
@resources.response(200, schemas.WayOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Rút dự thảo đã trình (cần If-Match)", parameters=[etags.IF_MATCH])
def take_back(given: dict[str, Any], draft_id: int) -> Answer:
    """Have one's own draft back."""
    return _way(actions.take_back(draft_id=draft_id, version=_held(), **given, by=current_user))


@resources.post("/drafts/<int:draft_id>/issuance")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.IssuanceIn)
@resources.response(201, schemas.IssuedPaperOut)
@resources.doc(
    summary="Cấp số, ban hành dự thảo đã duyệt (cần If-Match)", parameters=[etags.IF_MATCH]
)
def issue(given: dict[str, Any], draft_id: int) -> Answer:
    """Give an approved draft its number; the worker draws it."""
    entry = jobs.issue_and_draw(draft_id=draft_id, version=_held(), **given, by=current_user)
    page = url_for("correspondence.outgoing", outgoing_id=entry.id)
    return entry, 201, {"Location": page}


@resources.get("/drafts/waiting")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.DeskCountsOut)
@resources.doc(summary="Số dự thảo đang chờ tôi xem xét, duyệt, ban hành, sửa lại")
def waiting() -> Any:
    """How many drafts lie on the own desk."""
    return steps.waiting(current_user.id, current_user.permissions)
