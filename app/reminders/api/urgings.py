"""JSON resources: urgings of the acting unit, and those that came to it."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.documents import queries as drawn
from app.lib import etags
from app.lib.schemas import PageQuery
from app.reminders import actions, jobs, schemas
from app.reminders.actions import Signing, UrgingContent
from app.reminders.api.blueprint import resources
from app.reminders.queries import urgings

Answer = tuple[Any, int, dict[str, str]]


def _tagged(urging_id: int, status: int = 200) -> Answer:
    urging = urgings.readable(urging_id)
    headers = {"ETag": etags.of(urging.version)}
    if status == 201:
        headers["Location"] = url_for("reminders_api.show", urging_id=urging.id)
    return urging, status, headers


def _held(urging_id: int) -> int:
    return etags.held(request.headers.get("If-Match"), urgings.own(urging_id).version)


@resources.get("/urgings")
@requires(Permission.PLAN_VIEW)
@resources.arguments(schemas.UrgingQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.UrgingListOut)
@resources.doc(summary="Các văn bản đôn đốc của đơn vị, theo kế hoạch hoặc theo cấp dưới")
def index(page: int, page_size: int, **filters: Any) -> Any:
    """Drafts first, then the newest."""
    return urgings.listed(page=page, size=page_size, **filters)


@resources.get("/urgings/incoming")
@requires(Permission.PLAN_VIEW)
@resources.arguments(PageQuery, location="query", as_kwargs=True)
@resources.response(200, schemas.IncomingUrgingListOut)
@resources.doc(summary="Văn bản đôn đốc gửi đến đơn vị")
def incoming(page: int, page_size: int) -> Any:
    """Unopened first, then the newest."""
    return urgings.incoming(page=page, size=page_size)


@resources.post("/urgings")
@requires(Permission.URGING_WRITE)
@resources.arguments(schemas.UrgingSchema)
@resources.response(201, schemas.UrgingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Soạn văn bản đôn đốc gửi một số đơn vị trực thuộc")
def create(content: UrgingContent) -> Answer:
    """A new draft."""
    return _tagged(actions.draft_urging(content=content, by=current_user).id, 201)


@resources.get("/urgings/<int:urging_id>")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.UrgingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một văn bản đôn đốc, của đơn vị hoặc gửi đến đơn vị")
def show(urging_id: int) -> Answer:
    """One's own, or one that came."""
    return _tagged(urging_id)


@resources.put("/urgings/<int:urging_id>")
@requires(Permission.URGING_WRITE)
@resources.arguments(schemas.UrgingSchema)
@resources.response(200, schemas.UrgingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa dự thảo đôn đốc (cần If-Match)", parameters=[etags.IF_MATCH])
def edit(content: UrgingContent, urging_id: int) -> Answer:
    """Write a draft anew."""
    actions.edit_urging(
        urging_id=urging_id, version=_held(urging_id), content=content, by=current_user
    )
    return _tagged(urging_id)


@resources.delete("/urgings/<int:urging_id>")
@requires(Permission.URGING_WRITE)
@resources.response(204)
@resources.doc(summary="Bỏ dự thảo đôn đốc (cần If-Match)", parameters=[etags.IF_MATCH])
def discard(urging_id: int) -> None:
    """Throw a draft away."""
    actions.discard_urging(urging_id=urging_id, version=_held(urging_id), by=current_user)


@resources.get("/urgings/<int:urging_id>/recipients")
@requires(Permission.PLAN_VIEW)
@resources.response(200, schemas.UrgedListOut)
@resources.doc(summary="Các đơn vị được đôn đốc và ai đã mở xem")
def recipients(urging_id: int) -> dict[str, Any]:
    """Whom it is for, and when each opened it."""
    return {"items": urgings.recipients(urgings.own(urging_id).id)}


@resources.post("/urgings/<int:urging_id>/dispatch")
@requires(Permission.URGING_WRITE)
@resources.response(200, schemas.UrgingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Gửi thông báo đôn đốc (công văn thì dùng issuance)")
def dispatch(urging_id: int) -> Answer:
    """Send a notice as it is; sent already, it is given back unchanged."""
    jobs.issue_and_tell(urging_id=urging_id, by=current_user)
    return _tagged(urging_id)


@resources.post("/urgings/<int:urging_id>/issuance")
@requires(Permission.URGING_ISSUE)
@resources.arguments(schemas.SigningSchema)
@resources.response(200, schemas.UrgingOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Ban hành công văn đôn đốc: số, ngày, người ký")
def issue(signing: Signing, urging_id: int) -> Answer:
    """Issue a letter; issued already, it is given back unchanged."""
    jobs.issue_and_tell(urging_id=urging_id, signing=signing, by=current_user)
    return _tagged(urging_id)


@resources.post("/urgings/<int:urging_id>/sighting")
@requires(Permission.PLAN_VIEW)
@resources.response(204)
@resources.doc(summary="Báo đã mở xem văn bản đôn đốc gửi đến")
def see(urging_id: int) -> None:
    """Note that it was opened, once."""
    actions.see_urging(urging_id=urging_id, by=current_user)


@resources.post("/urgings/<int:urging_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(202, schemas.DrawingOut)
@resources.doc(summary="Yêu cầu bản in PDF của công văn đôn đốc")
def ask_paper(urging_id: int) -> Answer:
    """Have the letter drawn by the worker."""
    paper = drawn.paper(jobs.ask_paper(urging_id=urging_id, by=current_user))
    location = url_for("documents_api.paper", paper_id=paper.id)
    state = drawn.drawing(paper).state
    return {"id": paper.id, "title": paper.title, "state": state}, 202, {"Location": location}
