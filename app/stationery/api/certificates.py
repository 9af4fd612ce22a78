"""JSON resources: batches of certificates, their prints."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import etags, workbooks
from app.lib.schemas import PageQuery
from app.stationery.actions import certificates as actions
from app.stationery.api.blueprint import resources
from app.stationery.jobs import certificates as jobs
from app.stationery.papers import certificates as papers
from app.stationery.queries import certificates as queries
from app.stationery.schemas import certificates as schemas


@resources.get("/certificate-batches")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.BatchPageOut)
@resources.doc(summary="Các đợt in bằng khen, giấy khen, cờ thi đua")
def list_batches(query: dict[str, int]) -> Any:
    """Batches, newest first."""
    return queries.batches(query["page"], query["page_size"])


@resources.post("/certificate-batches")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BatchIn)
@resources.response(201, schemas.BatchOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Lập đợt in")
def draft_batch(facts: dict[str, Any]) -> etags.Answer:
    """Open a batch."""
    batch = actions.draft(facts=facts, by=current_user)
    location = url_for("stationery_api.read_batch", batch_id=batch.id)
    return etags.tagged(batch, 201, Location=location)


@resources.get("/certificate-batches/<int:batch_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.BatchOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một đợt in")
def read_batch(batch_id: int) -> etags.Answer:
    """One batch."""
    return etags.tagged(queries.batch(batch_id))


@resources.put("/certificate-batches/<int:batch_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BatchIn)
@resources.response(200, schemas.BatchOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa đợt in", parameters=[etags.IF_MATCH])
def change_batch(facts: dict[str, Any], batch_id: int) -> etags.Answer:
    """Correct what all its certificates say."""
    version = etags.held(request.headers.get("If-Match"), queries.batch(batch_id).version)
    return etags.tagged(
        actions.change(batch_id=batch_id, version=version, facts=facts, by=current_user)
    )


@resources.delete("/certificate-batches/<int:batch_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Xóa đợt in chưa in, chưa vào sổ vàng")
def discard_batch(batch_id: int) -> None:
    """Strike it out."""
    actions.discard(batch_id=batch_id, by=current_user)


@resources.post("/certificate-batches/<int:batch_id>/numbering")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.NumberedOut)
@resources.doc(summary="Vào sổ vàng: cấp số liền nhau cho các dòng chưa có số")
def enter_gold_book(batch_id: int) -> dict[str, int]:
    """Give the numbers of the gold book."""
    return {"numbered": actions.enter_gold_book(batch_id=batch_id, by=current_user)}


@resources.get("/certificate-batches/<int:batch_id>/faults")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.UnfitOut(many=True))
@resources.doc(summary="Những tờ mà chữ dài hơn chỗ, soát theo từng trang của danh sách")
def check_certificates(query: dict[str, int], batch_id: int) -> Any:
    """Whose texts are too long, of one page of the recipients."""
    batch = queries.batch(batch_id)
    rows = queries.rows_page(batch_id, query["page"], query["page_size"]).items
    unfit = papers.faults(batch, rows, queries.blank_of(batch))
    return [{"certificate": row, "unfit": unfit[row.id]} for row in rows if row.id in unfit]


@resources.get("/certificate-batches/<int:batch_id>/prints")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.PrintOut(many=True))
@resources.doc(summary="Các lần in gần đây của đợt")
def list_prints(batch_id: int) -> Any:
    """The last prints, newest first."""
    return queries.prints(queries.batch(batch_id).id)


@resources.post("/certificate-batches/<int:batch_id>/prints")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PrintIn)
@resources.response(202, schemas.PrintPaperOut)
@resources.doc(summary="In cả đợt hoặc một khoảng ra PDF")
def print_batch(given: dict[str, Any], batch_id: int) -> dict[str, int]:
    """Have certificates printed by the worker."""
    given["first"] = given["first"] or 1
    return {"paper_id": jobs.ask_print(batch_id=batch_id, by=current_user, **given)}


@resources.post("/certificate-batches/<int:batch_id>/list")
@requires(Permission.PAPER_WRITE)
@resources.response(202, schemas.PrintPaperOut)
@resources.doc(summary="In danh sách kèm theo quyết định ra PDF")
def print_list(batch_id: int) -> dict[str, int]:
    """Have the list drawn by the worker."""
    return {"paper_id": jobs.ask_list(batch_id=batch_id, by=current_user)}


@resources.get("/certificate-batches/<int:batch_id>/list")
@requires(Permission.PAPER_VIEW)
@resources.response(200, {"type": "string", "format": "binary"}, content_type=workbooks.XLSX)
@resources.doc(summary="Danh sách người được khen (Excel)")
def read_list(batch_id: int) -> Response:
    """The list as a spreadsheet."""
    batch = queries.batch(batch_id)
    content = papers.list_workbook(batch, queries.rows(batch_id))
    return Response(content, mimetype=workbooks.XLSX)
