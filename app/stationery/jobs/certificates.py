"""Certificates and their lists, drawn by the worker."""

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.stationery.actions import prints as actions
from app.stationery.models import CertificateBatch, CertificatePrint
from app.stationery.papers import certificates as papers
from app.stationery.queries import certificates as queries
from app.stationery.queries import letterheads
from app.stationery.terms.awards import PrintMode
from app.stationery.terms.letterheads import Letterhead
from tenants import jobs

PDF = "application/pdf"


@jobs.job("stationery.print_certificates")
def print_certificates(*, paper_id: int) -> None:
    """Draw the certificates of one print."""
    order = queries.print_order(drawn.paper(paper_id).subject_id)
    batch = queries.batch(order.batch_id)
    documents.finish_with(
        paper_id=paper_id,
        make=lambda: papers.print_file(
            batch,
            queries.standing_rows(batch.id, order.first, order.last),
            queries.blank_of(batch) if order.mode is PrintMode.BLANK else None,
            progress=jobs.report_progress,
        ),
        media_type=PDF,
        file_name=f"{batch.form.value.replace('_', '-')}-{order.first}-{order.last}.pdf",
    )


def ask_print(
    *,
    batch_id: int,
    mode: PrintMode,
    first: int,
    last: int | None,
    by: Person,
    reason: str = "",
) -> int:
    """Have certificates printed; the id of the paper. Raises NotFound, Invalid, Conflict."""
    order = actions.ask_print(
        batch_id=batch_id, mode=mode, first=first, last=last, reason=reason, by=by
    )
    return _drawn(order, by)


def ask_reprint(*, certificate_id: int, mode: PrintMode, reason: str, by: Person) -> int:
    """Have one certificate printed again; the id of the paper. Raises as `ask_print`."""
    return _drawn(
        actions.ask_reprint(certificate_id=certificate_id, mode=mode, reason=reason, by=by), by
    )


def _drawn(order: CertificatePrint, by: Person) -> int:
    batch = queries.batch(order.batch_id)
    span = f"dòng {order.first}" + (f"–{order.last}" if order.last > order.first else "")
    return documents.ask(
        subject_kind=queries.SUBJECT,
        subject_id=order.id,
        fingerprint=order.digest,
        title=f"{batch.form.label}, {span}: {batch.title}"[:300],
        draw=print_certificates,
        by=by,
    ).id


@jobs.job("stationery.draw_list")
def draw_list(*, paper_id: int) -> None:
    """Draw the list of a batch."""
    batch = queries.batch(drawn.paper(paper_id).subject_id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.list_paper(batch, queries.rows(batch.id), _letterhead(batch)),
        file_name=f"danh-sach-{batch.id}.pdf",
    )


def ask_list(*, batch_id: int, by: Person) -> int:
    """Have the list of recipients drawn; the id of the paper. Raises NotFound."""
    batch = queries.batch(batch_id)
    head = letterheads.stamp(batch.tenant_id, _letterhead(batch).organ)
    shown = papers.digest(batch, queries.rows(batch.id), None)
    return documents.ask(
        subject_kind="certificate_batches",
        subject_id=batch.id,
        fingerprint=f"list-{batch.version}-{head}-{shown}",
        title=f"Danh sách tặng {batch.form.label}: {batch.title}"[:300],
        draw=draw_list,
        by=by,
    ).id


def _letterhead(batch: CertificateBatch) -> Letterhead:
    return letterheads.of_symbol(queries.issuer(), batch.decision_number or "")
