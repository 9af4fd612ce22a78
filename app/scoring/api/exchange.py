"""Criteria sets as workbooks, editions, trials of several members."""

from io import BytesIO
from typing import Any

from flask import request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import etags, workbooks
from app.lib.errors import NotFound
from app.scoring.actions import criteria_sets
from app.scoring.actions import exchange as actions
from app.scoring.api.blueprint import Answer, resources, tagged
from app.scoring.exchange.compare import Change
from app.scoring.models import CriteriaSet
from app.scoring.queries import criteria, editions
from app.scoring.queries import exchange as queries
from app.scoring.schemas import exchange as schemas
from app.scoring.schemas import trials
from app.scoring.schemas.criteria import SetOut
from app.scoring.trials import Tried, try_members


@resources.get("/criteria-sets/<int:set_id>/workbook")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, content_type=workbooks.XLSX)
@resources.doc(summary="Bộ tiêu chí dưới dạng tệp Excel; ETag là dấu của toàn bộ nội dung")
def show_workbook(set_id: int) -> Response:
    """The set as an Excel file."""
    sent = send_file(
        BytesIO(queries.workbook(set_id)),
        mimetype=workbooks.XLSX,
        as_attachment=True,
        download_name=f"bo-tieu-chi-{set_id}.xlsx",
    )
    sent.headers["ETag"] = f'"{queries.stored(set_id).digest}"'
    return sent


@resources.post("/criteria-sets/<int:set_id>/workbook-changes")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.SetWorkbookFile, location="files")
@resources.response(200, schemas.SetWorkbookChangesOut)
@resources.doc(summary="Xem trước: tệp Excel sẽ thay đổi gì, ô nào sai; không lưu gì")
def list_workbook_changes(files: dict[str, Any], set_id: int) -> Answer:
    """The dry run; its ETag is the one that the import needs."""
    upload = files["file"]
    found, there, changes = queries.read(set_id, upload.filename or "", upload.read())
    return {"errors": found.errors, "changes": changes}, 200, {"ETag": f'"{there.digest}"'}


@resources.put("/criteria-sets/<int:set_id>/workbook")
@requires(Permission.CRITERIA_EDIT)
@resources.arguments(schemas.SetWorkbookFile, location="files")
@resources.response(200, SetOut)
@resources.doc(
    summary="Nhập dự thảo bộ tiêu chí từ tệp Excel (cần If-Match)", parameters=[etags.IF_MATCH]
)
def put_workbook(files: dict[str, Any], set_id: int) -> Answer:
    """Bring the draft to what the file says."""
    held = request.headers.get("If-Match")
    if not held:
        raise etags.VersionMissing(
            "Thiếu tiêu đề If-Match: hãy xem trước thay đổi và gửi kèm ETag."
        )
    digest = queries.stored(set_id).digest if held.strip() == "*" else held.strip().strip('"')
    upload = files["file"]
    found = actions.take_over(
        set_id=set_id,
        name=upload.filename or "",
        content=upload.read(),
        digest=digest,
        by=current_user,
    )
    return tagged(found)


@resources.get("/criteria-sets/<int:set_id>/editions")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, SetOut(many=True))
@resources.doc(summary="Các lần ban hành, sửa đổi của bộ tiêu chí, cũ nhất trước")
def list_editions(set_id: int) -> list[CriteriaSet]:
    """The history of a set."""
    return editions.history(criteria.criteria_set(set_id))


@resources.post("/criteria-sets/<int:set_id>/editions")
@requires(Permission.CRITERIA_EDIT)
@resources.response(201, SetOut)
@resources.doc(summary="Lập dự thảo lần sửa đổi tiếp theo của bộ tiêu chí đã ban hành")
def draft_edition(set_id: int) -> Answer:
    """The next edition."""
    found = criteria_sets.draft_edition(set_id=set_id, by=current_user)
    return tagged(found, 201, url_for("scoring_api.show_set", set_id=found.id))


@resources.get("/criteria-sets/<int:set_id>/changes")
@requires(Permission.CRITERIA_VIEW)
@resources.response(200, schemas.SetChangeOut(many=True))
@resources.doc(summary="Lần sửa đổi này khác lần trước ở đâu")
def list_edition_changes(set_id: int) -> list[Change]:
    """What differs from the edition that it replaces."""
    found = criteria.criteria_set(set_id)
    if found.replaces_id is None:
        raise NotFound("Bộ tiêu chí này chưa qua lần sửa đổi nào.")
    return queries.between(criteria.criteria_set(found.replaces_id), found)


@resources.post("/criteria-sets/<int:set_id>/trials")
@requires(Permission.CRITERIA_VIEW)
@resources.arguments(trials.TrialsIn)
@resources.response(200, trials.TrialsOut)
@resources.doc(summary="Tính thử cho nhiều đơn vị giả định cùng một cụm; không lưu gì")
def try_several(given: dict[str, Any], set_id: int) -> dict[str, list[Tried]]:
    """Reckon invented members side by side."""
    return {"members": try_members(criteria.scale(set_id), trials.members(given))}
