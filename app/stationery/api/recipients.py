"""JSON resources: the recipients of a batch."""

from typing import Any

from flask import request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import etags
from app.lib.schemas import PageQuery
from app.stationery.actions import certificates as actions
from app.stationery.api.blueprint import resources
from app.stationery.jobs import certificates as jobs
from app.stationery.papers import certificates as papers
from app.stationery.queries import certificates as queries
from app.stationery.queries import rosters
from app.stationery.schemas import certificates as schemas


@resources.get("/certificate-batches/<int:batch_id>/certificates")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.CertificatePageOut)
@resources.doc(summary="Người được khen của một đợt in")
def list_recipients(query: dict[str, int], batch_id: int) -> Any:
    """Recipients in their order."""
    return queries.rows_page(queries.batch(batch_id).id, query["page"], query["page_size"])


@resources.post("/certificate-batches/<int:batch_id>/certificates")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.CertificatesIn)
@resources.response(201, schemas.CertificateOut(many=True))
@resources.doc(summary="Thêm người được khen vào cuối danh sách")
def add_recipients(given: dict[str, Any], batch_id: int) -> Any:
    """Add recipients."""
    return actions.add(batch_id=batch_id, rows=given["rows"], by=current_user)


def _taken(roster: rosters.Roster, batch_id: int, achievement: str = "") -> tuple[Any, int]:
    if roster.errors:
        return {"added": 0, "errors": roster.errors}, 200
    rows = schemas.with_common(roster.rows, achievement)
    added = actions.add(batch_id=batch_id, rows=rows, by=current_user)
    return {"added": len(added), "errors": []}, 200


@resources.post("/certificate-batches/<int:batch_id>/pasted-rows")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PastedIn)
@resources.response(200, schemas.RosterOut)
@resources.doc(summary="Nhập danh sách dán từ Excel; có ô sai thì không nhập dòng nào")
def paste_recipients(given: dict[str, str], batch_id: int) -> Any:
    """Add what was pasted."""
    batch = queries.batch(batch_id)
    return _taken(rosters.read_pasted(given["text"], batch.form), batch.id, given["achievement"])


@resources.post("/certificate-batches/<int:batch_id>/workbooks")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.RosterFile, location="files")
@resources.response(200, schemas.RosterOut)
@resources.doc(summary="Nhập danh sách từ tệp Excel; có ô sai thì không nhập dòng nào")
def import_recipients(files: dict[str, Any], batch_id: int) -> Any:
    """Add what a workbook lists."""
    batch = queries.batch(batch_id)
    upload = files["file"]
    roster = rosters.read_file(upload.filename or "", upload.read(), batch.form)
    return _taken(roster, batch.id)


@resources.get("/certificates/<int:certificate_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.CertificateOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một người được khen")
def read_recipient(certificate_id: int) -> etags.Answer:
    """One recipient."""
    return etags.tagged(queries.certificate(certificate_id))


@resources.put("/certificates/<int:certificate_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.CertificateIn)
@resources.response(200, schemas.CertificateOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa chữ trên bằng, giấy khen", parameters=[etags.IF_MATCH])
def change_recipient(facts: dict[str, Any], certificate_id: int) -> etags.Answer:
    """Correct its words."""
    present = queries.certificate(certificate_id)
    version = etags.held(request.headers.get("If-Match"), present.version)
    return etags.tagged(
        actions.change_row(
            certificate_id=certificate_id, version=version, facts=facts, by=current_user
        )
    )


@resources.delete("/certificates/<int:certificate_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Bỏ một người khỏi danh sách (chưa có số sổ vàng)")
def remove_recipient(certificate_id: int) -> None:
    """Take it out."""
    actions.remove(certificate_id=certificate_id, by=current_user)


@resources.put("/certificates/<int:certificate_id>/position")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PositionIn)
@resources.response(200, schemas.CertificateOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Chuyển một người đến số thứ tự khác")
def move_recipient(given: dict[str, int], certificate_id: int) -> etags.Answer:
    """Put it elsewhere in the list."""
    return etags.tagged(actions.move(certificate_id=certificate_id, by=current_user, **given))


@resources.post("/certificates/<int:certificate_id>/reprints")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.ReprintIn)
@resources.response(202, schemas.PrintPaperOut)
@resources.doc(summary="In lại một tờ, ghi lý do")
def reprint(given: dict[str, Any], certificate_id: int) -> dict[str, int]:
    """Have one certificate printed again."""
    return {"paper_id": jobs.ask_reprint(certificate_id=certificate_id, by=current_user, **given)}


@resources.get("/certificates/<int:certificate_id>/picture")
@requires(Permission.PAPER_VIEW)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="image/png")
@resources.doc(summary="Hình một tờ bằng, giấy khen (PNG)")
def picture(certificate_id: int) -> Response:
    """One certificate as a picture."""
    row = queries.certificate(certificate_id)
    batch = queries.batch(row.batch_id)
    drawn = papers.picture(batch, row, queries.blank_of(batch))
    return Response(drawn, mimetype="image/png")
