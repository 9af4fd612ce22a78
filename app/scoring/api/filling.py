"""A sheet line by line: what the page saves while somebody types."""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.scoring.actions import cells as actions
from app.scoring.actions import explanations
from app.scoring.api.blueprint import Answer, resources
from app.scoring.policies.gaps import Gap
from app.scoring.queries import filling
from app.scoring.queries import sheets as queries
from app.scoring.queries.filling import Filling
from app.scoring.schemas import filling as schemas
from app.scoring.schemas.appraisals import ExplanationOut, ExplanationText

IF_MATCH = [etags.IF_MATCH]


def _held() -> int | None:
    return etags.named(request.headers.get("If-Match"))


def _answer(found: Filling, criterion_id: int, *, saved_by: str | None = None) -> Answer:
    body = schemas.cell(found, criterion_id, saved_by_name=saved_by)
    return body, 200, {"ETag": etags.of(body["version"])}


@resources.get("/score-sheets/<int:sheet_id>/lines/<int:criterion_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.CellOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một dòng của bảng điểm: số liệu, điểm, còn thiếu gì, ai sửa sau cùng")
def show_line(sheet_id: int, criterion_id: int) -> Answer:
    """One line with the sums of its sheet."""
    found = filling.of_sheet(queries.sheet(sheet_id))
    line = filling.line(found, criterion_id)
    return _answer(found, criterion_id, saved_by=queries.name_of(line.saved_by))


@resources.patch("/score-sheets/<int:sheet_id>/lines/<int:criterion_id>")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.CellIn)
@resources.response(200, schemas.CellOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Lưu một dòng ngay khi nhập (cần If-Match)", parameters=IF_MATCH)
def save_line(given: dict[str, Any], sheet_id: int, criterion_id: int) -> Answer:
    """Keep what was entered for one criterion; sent again, it does no harm."""
    found = actions.save(
        sheet_id=sheet_id,
        criterion_id=criterion_id,
        version=_held(),
        content=schemas.content(given),
        by=current_user,
    )
    return _answer(found, criterion_id)


@resources.post("/score-sheets/<int:sheet_id>/lines/<int:criterion_id>/drawing")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.OriginIn)
@resources.response(200, schemas.CellOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Lấy lại số liệu của nhiệm vụ hoặc báo cáo cho một tiêu chí (cần If-Match)",
    parameters=IF_MATCH,
)
def draw_line(given: dict[str, Any], sheet_id: int, criterion_id: int) -> Answer:
    """Take back what the tasks or the newest report say."""
    found = actions.take(
        sheet_id=sheet_id,
        criterion_id=criterion_id,
        version=_held(),
        origin=given["origin"],
        by=current_user,
    )
    return _answer(found, criterion_id)


@resources.get("/score-sheets/<int:sheet_id>/gaps")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.GapOut(many=True))
@resources.doc(summary="Bảng điểm còn thiếu gì: số liệu, lý do, minh chứng")
def list_gaps(sheet_id: int) -> list[Gap]:
    """Everything that a sheet lacks."""
    return filling.of_sheet(queries.sheet(sheet_id)).gaps


@resources.put("/score-sheets/<int:sheet_id>/explanations/<int:criterion_id>")
@requires(Permission.SHEET_EDIT)
@resources.arguments(ExplanationText, as_kwargs=True)
@resources.response(200, ExplanationOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary='Lưu giải trình một tiêu chí (0: giải trình chung; cần If-Match, chưa có thì "0")',
    parameters=IF_MATCH,
)
def save_explanation(text: str, sheet_id: int, criterion_id: int) -> Answer:
    """Keep one word of the member; an empty one removes it."""
    one = criterion_id or None
    written = explanations.write(
        sheet_id=sheet_id, criterion_id=one, version=_held(), text=text, by=current_user
    )
    version = 0 if written is None else written.version
    body = {"criterion_id": one, "text": "", "version": 0} if written is None else written
    return body, 200, {"ETag": etags.of(version)}
