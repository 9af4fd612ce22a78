"""Pages: the gold books, each of a form and a year, printed volume by volume."""

from io import BytesIO
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents.book import sheet_of
from app.lib import schemas as shapes
from app.lib import workbooks
from app.lib.errors import Invalid
from app.stationery.jobs import gold_books as jobs
from app.stationery.papers import gold_books as papers
from app.stationery.queries import gold_books as queries
from app.stationery.schemas import gold_books as schemas
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import Page, page_number
from tenants.db import refuse


@pages.get("/stationery/gold-books")
@requires(Permission.PAPER_VIEW)
def gold_books() -> str:
    """Every gold book, the newest year first."""
    return render_template("stationery/gold_books.html", books=queries.books())


def _page(gold_book_id: int, **values: Any) -> str:
    found = queries.book(gold_book_id)
    return render_template(
        "stationery/gold_book.html",
        book=found,
        title=papers.title(found),
        found=queries.lines_page(found, page_number()),
        **{"errors": {}, "typed": {}, **values},
    )


@pages.get("/stationery/gold-books/<int:gold_book_id>")
@requires(Permission.PAPER_VIEW)
def gold_book(gold_book_id: int) -> str:
    """One gold book, by number."""
    return _page(gold_book_id)


@pages.post("/stationery/gold-books/<int:gold_book_id>/drawings")
@requires(Permission.PAPER_WRITE)
def draw_gold_book(gold_book_id: int) -> Page:
    """Have one volume drawn."""
    try:
        given = shapes.load_form(schemas.VolumeIn(), request.form)
        given = {"last": given["last"], **{key: given[key] or 1 for key in ("first", "volume")}}
        paper_id = jobs.ask_gold_book(gold_book_id=gold_book_id, by=current_user, **given)
    except Invalid as error:
        refuse()
        return _page(gold_book_id, typed=request.form.to_dict(), errors=error.fields), 422
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.get("/stationery/gold-books/<int:gold_book_id>/lines.xlsx")
@requires(Permission.PAPER_VIEW)
def gold_book_workbook(gold_book_id: int) -> Response:
    """The whole book as an Excel file."""
    found = queries.book(gold_book_id)
    content = workbooks.as_xlsx([sheet_of(jobs.volume(found))])
    name = f"so-vang-{found.form.value.replace('_', '-')}-{found.year}.xlsx"
    return send_file(
        BytesIO(content), mimetype=workbooks.XLSX, as_attachment=True, download_name=name
    )
