"""JSON resources: blanks."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import etags
from app.stationery.actions import blanks as actions
from app.stationery.api.blueprint import resources
from app.stationery.drawing.texts import SAMPLE
from app.stationery.models import Blank
from app.stationery.papers import certificates as papers
from app.stationery.queries import blanks as queries
from app.stationery.schemas import blanks as schemas


def _made(blank: Blank) -> etags.Answer:
    location = url_for("stationery_api.read_blank", blank_id=blank.id)
    return etags.tagged(blank, 201, Location=location)


@resources.get("/blanks")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.BlankOut(many=True))
@resources.doc(summary="Phôi của đơn vị và phôi mẫu của cấp trên")
def list_blanks() -> Any:
    """The tenant's own, then those that its superiors issued."""
    return [*queries.own(), *(one.blank for one in queries.issued())]


@resources.post("/blanks")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BlankIn)
@resources.response(201, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Tạo phôi với các ô chữ")
def draft_blank(facts: dict[str, Any]) -> etags.Answer:
    """A blank with all its fields."""
    return _made(actions.draft(facts=facts, by=current_user))


@resources.post("/blanks/usual")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.UsualBlankIn)
@resources.response(201, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Tạo phôi từ khổ có sẵn")
def draft_usual_blank(given: dict[str, str]) -> etags.Answer:
    """A usual blank to begin with."""
    return _made(actions.draft_usual(by=current_user, **given))


@resources.get("/blanks/<int:blank_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một phôi")
def read_blank(blank_id: int) -> etags.Answer:
    """One blank."""
    return etags.tagged(queries.blank(blank_id))


@resources.put("/blanks/<int:blank_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BlankIn)
@resources.response(200, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa phôi", parameters=[etags.IF_MATCH])
def change_blank(facts: dict[str, Any], blank_id: int) -> etags.Answer:
    """Move its fields."""
    version = etags.held(request.headers.get("If-Match"), queries.own_blank(blank_id).version)
    return etags.tagged(
        actions.change(blank_id=blank_id, version=version, facts=facts, by=current_user)
    )


@resources.delete("/blanks/<int:blank_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Xóa phôi chưa dùng")
def discard_blank(blank_id: int) -> None:
    """Strike it out."""
    queries.own_blank(blank_id)
    actions.discard(blank_id=blank_id, by=current_user)


@resources.post("/blanks/<int:blank_id>/copies")
@requires(Permission.PAPER_WRITE)
@resources.response(201, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sao chép phôi về đơn vị")
def copy_blank(blank_id: int) -> etags.Answer:
    """A blank of one's own."""
    return _made(actions.copy(blank_id=blank_id, by=current_user))


@resources.post("/blanks/<int:blank_id>/issuance")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Phát phôi mẫu cho cấp dưới")
def issue_blank(blank_id: int) -> etags.Answer:
    """Give it to the tenants below."""
    queries.own_blank(blank_id)
    return etags.tagged(actions.issue(blank_id=blank_id, by=current_user))


@resources.put("/blanks/<int:blank_id>/background")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BackgroundFile, location="files")
@resources.response(200, schemas.BlankOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Đặt ảnh nền của phôi (chỉ hiện trên màn hình)")
def set_background(files: dict[str, Any], blank_id: int) -> etags.Answer:
    """Lay a scan under the fields."""
    upload = files["file"]
    name, content = upload.filename or "", upload.read()
    return etags.tagged(
        actions.lay_under(blank_id=blank_id, name=name, content=content, by=current_user)
    )


@resources.delete("/blanks/<int:blank_id>/background")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Bỏ ảnh nền của phôi")
def remove_background(blank_id: int) -> None:
    """Show no scan any more."""
    actions.take_away(blank_id=blank_id, by=current_user)


@resources.get("/blanks/<int:blank_id>/test-print")
@requires(Permission.PAPER_VIEW)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="application/pdf")
@resources.doc(summary="Bản in thử của phôi: lưới mi-li-mét và chữ mẫu")
def test_print(blank_id: int) -> Response:
    """A grid of millimetres with the texts at their places."""
    content = papers.test_file(queries.blank(blank_id), SAMPLE)
    return Response(content, mimetype="application/pdf")
