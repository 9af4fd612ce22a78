"""Gold books, drawn by the worker."""

import json

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import pdf
from app.documents import queries as drawn
from app.documents.book import Book
from app.lib.errors import Invalid
from app.stationery.models import GoldSeries
from app.stationery.papers import gold_books as papers
from app.stationery.queries import certificates, letterheads
from app.stationery.queries import gold_books as queries
from tenants import jobs

PDF = "application/pdf"


@jobs.job("stationery.draw_gold_book")
def draw_gold_book(*, paper_id: int) -> None:
    """Draw one volume of a gold book."""
    paper = drawn.paper(paper_id)
    asked = json.loads(paper.fingerprint)
    found = queries.book(paper.subject_id)
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: pdf.draw_book(
            volume(found, asked["first"], asked["last"], asked["volume"]),
            progress=jobs.report_progress,
        ),
        media_type=PDF,
        file_name=f"so-vang-{found.form.value.replace('_', '-')}-{found.year}.pdf",
    )


def volume(found: GoldSeries, first: int = 1, last: int | None = None, number: int = 1) -> Book:
    """The lines from `first` to `last` (the end) as one volume."""
    head = letterheads.of(certificates.issuer())
    return papers.gold_book(found, queries.lines(found, first, last), head, number)


def ask_gold_book(
    *, gold_book_id: int, first: int, last: int | None, volume: int, by: Person
) -> int:
    """Have one volume drawn; the id of the paper. Raises NotFound, Invalid for no lines."""
    found = queries.book(gold_book_id)
    until = min(found.last, last or found.last)
    if first > until:
        raise Invalid(f"Sổ vàng này có số từ 1 đến {found.last}; hãy xem lại khoảng số.", "first")
    head = letterheads.of(certificates.issuer())
    asked = {
        "first": first,
        "last": until,
        "volume": volume,
        "edition": queries.edition(found),
        "head": letterheads.stamp(found.tenant_id, head.organ),
    }
    return documents.ask(
        subject_kind="gold_series",
        subject_id=found.id,
        fingerprint=json.dumps(asked),
        title=f"{papers.title(found)} năm {found.year}, quyển {volume:02d}",
        draw=draw_gold_book,
        by=by,
    ).id
