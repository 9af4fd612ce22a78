"""JSON resources: backdrops, slogans and the library of slogans."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import etags
from app.lib.schemas import PageQuery
from app.stationery.actions import posters as actions
from app.stationery.api.blueprint import resources
from app.stationery.jobs import posters as jobs
from app.stationery.papers import posters as papers
from app.stationery.queries import posters as queries
from app.stationery.schemas import posters as schemas
from app.stationery.schemas.certificates import PrintPaperOut


@resources.get("/posters")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.PosterPageOut)
@resources.doc(summary="Ma két, khẩu hiệu của đơn vị")
def list_posters(query: dict[str, int]) -> Any:
    """Newest first."""
    return queries.posters(query["page"], query["page_size"])


@resources.post("/posters")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PosterIn)
@resources.response(201, schemas.PosterOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Soạn ma két, khẩu hiệu")
def draft_poster(facts: dict[str, Any]) -> etags.Answer:
    """Enter a poster."""
    poster = actions.draft(facts=facts, by=current_user)
    return etags.tagged(
        poster, 201, Location=url_for("stationery_api.read_poster", poster_id=poster.id)
    )


@resources.post("/posters/preview")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PosterIn)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="image/png")
@resources.doc(summary="Xem trước ma két, khẩu hiệu chưa lưu (PNG)")
def preview_poster(facts: dict[str, Any]) -> Response:
    """A poster that is kept nowhere, as it would be printed."""
    poster = actions.composed(facts=facts)
    return Response(papers.picture(poster), mimetype="image/png")


@resources.get("/posters/<int:poster_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.PosterOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một ma két, khẩu hiệu")
def read_poster(poster_id: int) -> etags.Answer:
    """One poster."""
    return etags.tagged(queries.poster(poster_id))


@resources.put("/posters/<int:poster_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.PosterIn)
@resources.response(200, schemas.PosterOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa ma két, khẩu hiệu", parameters=[etags.IF_MATCH])
def change_poster(facts: dict[str, Any], poster_id: int) -> etags.Answer:
    """Change it."""
    version = etags.held(request.headers.get("If-Match"), queries.poster(poster_id).version)
    return etags.tagged(
        actions.change(poster_id=poster_id, version=version, facts=facts, by=current_user)
    )


@resources.delete("/posters/<int:poster_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Xóa ma két, khẩu hiệu")
def discard_poster(poster_id: int) -> None:
    """Strike it out."""
    actions.discard(poster_id=poster_id, by=current_user)


@resources.get("/posters/<int:poster_id>/picture")
@requires(Permission.PAPER_VIEW)
@resources.response(200, {"type": "string", "format": "binary"}, content_type="image/png")
@resources.doc(summary="Hình ma két, khẩu hiệu (PNG)")
def poster_picture(poster_id: int) -> Response:
    """It as a picture."""
    return Response(papers.picture(queries.poster(poster_id)), mimetype="image/png")


@resources.post("/posters/<int:poster_id>/drawing")
@requires(Permission.PAPER_WRITE)
@resources.response(202, PrintPaperOut)
@resources.doc(summary="Tạo tệp in (PDF) đúng tỉ lệ")
def draw_poster(poster_id: int) -> dict[str, int]:
    """Have the file drawn by the worker."""
    return {"paper_id": jobs.ask_poster(poster_id=poster_id, by=current_user)}


@resources.get("/slogans")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.SloganOut(many=True))
@resources.doc(summary="Thư viện khẩu hiệu")
def list_slogans() -> Any:
    """The library."""
    return queries.slogans()


@resources.post("/slogans")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.SloganIn)
@resources.response(201, schemas.SloganOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Thêm khẩu hiệu vào thư viện")
def add_slogan(given: dict[str, str]) -> etags.Answer:
    """Put a slogan into it."""
    slogan = actions.add_slogan(by=current_user, **given)
    return etags.tagged(
        slogan, 201, Location=url_for("stationery_api.read_slogan", slogan_id=slogan.id)
    )


@resources.post("/slogans/usual")
@requires(Permission.PAPER_WRITE)
@resources.response(200, schemas.SloganOut(many=True))
@resources.doc(summary="Thêm các khẩu hiệu thường dùng còn thiếu")
def add_usual_slogans() -> Any:
    """Put the usual slogans into it."""
    actions.add_usual(by=current_user)
    return queries.slogans()


@resources.get("/slogans/<int:slogan_id>")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.SloganOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Một khẩu hiệu")
def read_slogan(slogan_id: int) -> etags.Answer:
    """One slogan."""
    return etags.tagged(queries.slogan(slogan_id))


@resources.put("/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.SloganIn)
@resources.response(200, schemas.SloganOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Sửa khẩu hiệu", parameters=[etags.IF_MATCH])
def change_slogan(given: dict[str, str], slogan_id: int) -> etags.Answer:
    """Rewrite it."""
    version = etags.held(request.headers.get("If-Match"), queries.slogan(slogan_id).version)
    return etags.tagged(
        actions.change_slogan(slogan_id=slogan_id, version=version, by=current_user, **given)
    )


@resources.delete("/slogans/<int:slogan_id>")
@requires(Permission.PAPER_WRITE)
@resources.response(204)
@resources.doc(summary="Bỏ khẩu hiệu khỏi thư viện")
def remove_slogan(slogan_id: int) -> None:
    """Take it out."""
    actions.remove_slogan(slogan_id=slogan_id, by=current_user)
