"""What the worker does for the registers: both books as spreadsheets and as printed books."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import pdf
from app.documents import queries as drawn
from app.documents.book import Book as PrintedBook
from app.documents.book import sheet_of
from app.lib import workbooks
from app.registers import papers, queries, schemas
from app.registers.models import IncomingPaper, OutgoingPaper
from app.registers.queries import books
from app.registers.queries.books import IncomingFilter, OutgoingFilter
from app.registers.terms import Book, ExportFormat
from tenants import context, jobs
from tenants.db import db
from tenants.models import Tenant

MEDIA_TYPES = {ExportFormat.XLSX: workbooks.XLSX, ExportFormat.PDF: documents.PDF}
MODELS: dict[Book, type[OutgoingPaper] | type[IncomingPaper]] = {
    Book.OUTGOING: OutgoingPaper,
    Book.INCOMING: IncomingPaper,
}
KINDS = {
    (Book.OUTGOING, ExportFormat.PDF): "outgoing_register",
    (Book.INCOMING, ExportFormat.PDF): "incoming_register",
    (Book.OUTGOING, ExportFormat.XLSX): "outgoing_register_sheet",
    (Book.INCOMING, ExportFormat.XLSX): "incoming_register_sheet",
}
NAMES = {Book.OUTGOING: "so-van-ban-di", Book.INCOMING: "so-van-ban-den"}


def ask_export(
    *, chosen: OutgoingFilter | IncomingFilter, export_format: ExportFormat, by: Person
) -> int:
    """Have the lines that a filter shows exported, once a state of the book; the paper's id.

    Raises NotFound for the book of a unit that is no predecessor.
    """
    book = Book.OUTGOING if isinstance(chosen, OutgoingFilter) else Book.INCOMING
    asked = {
        "book": book.value,
        "format": export_format.value,
        "filter": {
            name: value for name, value in asdict(chosen).items() if value not in (None, "")
        },
        "edition": books.edition(MODELS[book], chosen.year, chosen.of_id),
    }
    return documents.ask(
        subject_kind=KINDS[book, export_format],
        subject_id=chosen.year,
        fingerprint=json.dumps(asked, ensure_ascii=False, sort_keys=True, default=str),
        title=f"{book.label} năm {chosen.year} ({export_format.value.upper()})",
        draw=export,
        by=by,
    ).id


@jobs.job("registers.export")
def export(*, paper_id: int) -> None:
    """Write the register that was asked for."""
    asked = json.loads(drawn.paper(paper_id).fingerprint)
    book, export_format = Book(asked["book"]), ExportFormat(asked["format"])
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: _written(book, export_format, asked["filter"]),
        media_type=MEDIA_TYPES[export_format],
        file_name=f"{NAMES[book]}-{asked['filter']['year']}.{export_format.value}",
    )


def _written(book: Book, export_format: ExportFormat, given: Mapping[str, Any]) -> bytes:
    printed = _outgoing(given) if book is Book.OUTGOING else _incoming(given)
    if export_format is ExportFormat.PDF:
        return pdf.draw_book(printed, progress=jobs.report_progress)
    return workbooks.as_xlsx([sheet_of(printed)], progress=jobs.report_progress)


def _outgoing(given: Mapping[str, Any]) -> PrintedBook:
    chosen = schemas.outgoing_filter(given)
    return papers.outgoing_book(books.outgoing_lines(chosen), chosen.year, _owner(chosen.of_id))


def _incoming(given: Mapping[str, Any]) -> PrintedBook:
    chosen = schemas.incoming_filter(given)
    lines = books.incoming_lines(chosen)
    return papers.incoming_book(
        lines, chosen.year, _owner(chosen.of_id), fallen=queries.fallen_by(lines)
    )


def _owner(of_id: int | None) -> Tenant:
    return db.session.get_one(Tenant, of_id or context.acting().tenant_id)
