"""Pages: the gold books, each of a form and a year, printed volume by volume."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents.book import sheet_of
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import schemas as shapes
from app.lib import workbooks
from app.lib.errors import Invalid
from app.stationery.jobs import gold_books as jobs
from app.stationery.papers import gold_books as papers
from app.stationery.queries import gold_books as queries
from app.stationery.schemas import gold_books as schemas
from app.stationery.views.blueprint import pages
from app.stationery.views.showing import page_number


@pages.get("/stationery/gold-books")
@requires(Permission.PAPER_VIEW)
def gold_books() -> str:
    """Every gold book, the newest year first."""
    return render_template("stationery/gold_books.html", books=queries.books())


def _page(gold_book_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.book(gold_book_id)
    return render_template(
        "stationery/gold_book.html",
        book=found,
        title=papers.title(found),
        notes=papers.notes,
        found=queries.lines_page(found, page_number()),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.get("/stationery/gold-books/<int:gold_book_id>")
@requires(Permission.PAPER_VIEW)
def gold_book(gold_book_id: int) -> str:
    """One gold book, by number."""
    return _page(gold_book_id)


@pages.post("/stationery/gold-books/<int:gold_book_id>/drawings")
@requires(Permission.PAPER_WRITE)
@shows_again(_page, Invalid)
def draw_gold_book(gold_book_id: int) -> Response:
    """Have one volume drawn."""
    given = shapes.load_form(schemas.VolumeIn(), request.form)
    given = {"last": given["last"], **{key: given[key] or 1 for key in ("first", "volume")}}
    paper_id = jobs.ask_gold_book(gold_book_id=gold_book_id, by=current_user, **given)
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
