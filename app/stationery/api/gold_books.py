"""JSON resources: the gold books."""

from typing import Any

from flask_login import current_user

from app.access import Permission, requires
from app.lib.schemas import PageQuery
from app.stationery.api.blueprint import resources
from app.stationery.jobs import gold_books as jobs
from app.stationery.queries import gold_books as queries
from app.stationery.schemas import gold_books as schemas
from app.stationery.schemas.certificates import PrintPaperOut


@resources.get("/gold-books")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.GoldBookOut(many=True))
@resources.doc(summary="Sổ vàng theo loại và năm")
def list_gold_books() -> Any:
    """The newest year first."""
    return queries.books()


@resources.get("/gold-books/<int:gold_book_id>/lines")
@requires(Permission.PAPER_VIEW)
@resources.arguments(PageQuery, location="query")
@resources.response(200, schemas.GoldPageOut)
@resources.doc(summary="Các dòng của một sổ vàng, theo số")
def list_gold_lines(query: dict[str, int], gold_book_id: int) -> Any:
    """Its lines by number."""
    return queries.lines_page(queries.book(gold_book_id), query["page"], query["page_size"])


@resources.post("/gold-books/<int:gold_book_id>/drawing")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.VolumeIn)
@resources.response(202, PrintPaperOut)
@resources.doc(summary="In một quyển sổ vàng ra PDF")
def draw_gold_book(given: dict[str, Any], gold_book_id: int) -> dict[str, int]:
    """Have one volume drawn by the worker."""
    given["first"], given["volume"] = given["first"] or 1, given["volume"] or 1
    return {"paper_id": jobs.ask_gold_book(gold_book_id=gold_book_id, by=current_user, **given)}
