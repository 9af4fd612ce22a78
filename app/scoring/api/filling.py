"""A sheet line by line: what the page saves while somebody types."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags, workbooks
from app.scoring import sheet_printing
from app.scoring.actions import cells as actions
from app.scoring.actions import explanations, sheet_imports
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.exchange import sheet_writing
from app.scoring.policies.gaps import Gap
from app.scoring.queries import filling
from app.scoring.queries import sheets as queries
from app.scoring.queries.filling import Filling
from app.scoring.schemas import filling as schemas
from app.scoring.schemas.appraisals import ExplanationOut, ExplanationText
from app.scoring.schemas.sheets import ProofFile, SheetOut

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


@resources.get("/score-sheets/<int:sheet_id>/workbook")
@requires(Permission.SHEET_VIEW)
@resources.doc(
    summary="Bảng điểm dạng Excel để điền: cấu trúc khóa, ô nhập mở",
    responses={
        200: {
            "description": "Tệp Excel",
            "content": {workbooks.XLSX: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def show_workbook(sheet_id: int) -> Response:
    """The sheet as a spreadsheet."""
    detail = queries.detail(sheet_id)
    name = f"bang-tu-cham-{detail.sheet.year}-{sheet_id}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(sheet_writing.of(detail), mimetype=workbooks.XLSX, headers=headers)


@resources.post("/score-sheets/<int:sheet_id>/imports")
@requires(Permission.SHEET_EDIT)
@resources.arguments(ProofFile, location="files")
@resources.response(201, schemas.LookOut)
@resources.doc(
    summary="Kiểm tra tệp Excel đã điền: sẽ đổi ô nào, ô nào sai; bảng điểm chưa thay đổi "
    "(multipart/form-data)"
)
def look_at_workbook(given: dict[str, Any], sheet_id: int) -> dict[str, Any]:
    """What a filled workbook would change."""
    upload = given["file"]
    looked = sheet_imports.look(
        sheet_id=sheet_id, name=upload.filename or "", content=upload.read(), by=current_user
    )
    return {
        "file_id": looked.file_id,
        "changes": looked.reading.changes,
        "faults": looked.reading.faults,
        "clashes": looked.reading.clashes,
    }


@resources.post("/score-sheets/<int:sheet_id>/imports/<int:file_id>/application")
@requires(Permission.SHEET_EDIT)
@resources.response(200, SheetOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(
    summary="Ghi số liệu của tệp Excel đã kiểm tra vào bảng điểm (cần If-Match)",
    parameters=IF_MATCH,
)
def take_workbook(sheet_id: int, file_id: int) -> Answer:
    """Take the changes of a workbook that was looked at."""
    version = held(queries.sheet(sheet_id))
    sheet_imports.apply(sheet_id=sheet_id, file_id=file_id, version=version, by=current_user)
    detail = queries.detail(sheet_id)
    return tagged(detail.sheet, body=detail)


@resources.post("/score-sheets/<int:sheet_id>/papers")
@requires(Permission.PAPER_DRAW)
@resources.response(202, schemas.AskedOut)
@resources.doc(summary="In bảng tự chấm điểm của đơn vị (PDF); tiến độ ở /papers/<id>")
def ask_sheet_paper(sheet_id: int) -> tuple[dict[str, int], int, dict[str, str]]:
    """Have the sheet drawn as it is now."""
    paper_id = sheet_printing.ask(sheet_id=sheet_id, by=current_user)
    headers = {"Location": url_for("documents_api.paper", paper_id=paper_id)}
    return {"paper_id": paper_id}, 202, headers
