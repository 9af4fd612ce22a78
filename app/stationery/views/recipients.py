"""Pages: the recipients of a batch, typed in, pasted, read from Excel, corrected one by one."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib import workbooks
from app.lib.errors import Invalid
from app.stationery.actions import certificates as actions
from app.stationery.papers import certificates as papers
from app.stationery.queries import certificates, decisions, rosters
from app.stationery.schemas import certificates as schemas
from app.stationery.terms import awards
from app.stationery.terms.corrections import ROW_LABELS
from app.stationery.views.blueprint import pages
from app.stationery.views.certificates import batch_page
from app.stationery.views.showing import Page, options, typed_facts


def _back(batch_id: int) -> Response:
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id), 303)


@pages.post("/stationery/certificates/<int:batch_id>/rows")
@requires(Permission.PAPER_WRITE)
@shows_again(batch_page)
def add_recipient(batch_id: int) -> Response:
    """Type one recipient in."""
    row = shapes.load_form(schemas.CertificateIn(), request.form)
    actions.add(batch_id=batch_id, rows=[row], by=current_user)
    flash(f"Đã thêm “{row['name']}”.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id) + "#add", 303)


def _import_page(batch_id: int, refusal: Refusal = NO_REFUSAL, cells: Sequence[Any] = ()) -> str:
    return render_template(
        "stationery/certificates_import.html",
        batch=certificates.batch(batch_id),
        errors=refusal.errors,
        typed=request.form,
        cells=cells,
    )


@pages.get("/stationery/certificates/<int:batch_id>/import")
@requires(Permission.PAPER_WRITE)
def import_recipients(batch_id: int) -> str:
    """Paste a list, or choose an Excel file."""
    return _import_page(batch_id)


@pages.post("/stationery/certificates/<int:batch_id>/import")
@requires(Permission.PAPER_WRITE)
@shows_again(_import_page)
def take_recipients(batch_id: int) -> Page:
    """Add the whole list; with one wrong cell nothing is added."""
    roster = _read(certificates.batch(batch_id).form)
    if roster.errors:
        return _import_page(batch_id, cells=roster.errors), 422
    common = shapes.load(schemas.CertificateIn(only=["achievement"]), _common())["achievement"]
    rows = schemas.with_common(roster.rows, common)
    added = actions.add(batch_id=batch_id, rows=rows, by=current_user)
    flash(f"Đã nhập {len(added)} dòng.", "success")
    return _back(batch_id)


def _read(form: awards.AwardForm) -> rosters.Roster:
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return rosters.read_file(upload.filename, upload.read(), form)
    return rosters.read_pasted(request.form.get("text", ""), form)


def _common() -> dict[str, str]:
    return {"achievement": request.form.get("achievement", "")}


@pages.get("/stationery/certificates/roster.xlsx")
@requires(Permission.PAPER_VIEW)
def roster_template() -> Response:
    """An empty list to fill in."""
    return _workbook(papers.template_workbook(), "mau-danh-sach-khen-thuong.xlsx")


@pages.get("/stationery/certificates/<int:batch_id>/list.xlsx")
@requires(Permission.PAPER_VIEW)
def recipients_workbook(batch_id: int) -> Response:
    """The list as an Excel file."""
    batch = certificates.batch(batch_id)
    content = papers.list_workbook(batch, certificates.rows(batch_id))
    return _workbook(content, f"danh-sach-khen-thuong-{batch_id}.xlsx")


def _workbook(content: bytes, name: str) -> Response:
    return send_file(
        BytesIO(content), mimetype=workbooks.XLSX, as_attachment=True, download_name=name
    )


def row_page(certificate_id: int, part: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    """The page of one certificate, with what somebody typed in vain into one of its forms."""
    row = certificates.certificate(certificate_id)
    batch = certificates.batch(row.batch_id)
    blank = certificates.blank_of(batch)
    there = typed_facts(row, ROW_LABELS)
    return render_template(
        "stationery/certificates_row.html",
        row=row,
        batch=batch,
        blank=blank,
        unfit=papers.faults(batch, [row], blank).get(row.id, ()),
        part=part,
        decision=decisions.of_batch(batch),
        times=certificates.times_printed([row]).get(row.id, 0),
        history=certificates.corrections([row]).get(row.id, []),
        honorifics=options(awards.Honorific),
        modes=options(awards.PrintMode),
        labels=ROW_LABELS,
        typed=refusal.typed or there,
        version=refusal.version(row.version),
        errors=refusal.errors,
        conflict=refusal.differences(ROW_LABELS, there),
    )


@pages.get("/stationery/certificates/rows/<int:certificate_id>")
@requires(Permission.PAPER_VIEW)
def recipient(certificate_id: int) -> str:
    """One certificate: its picture, its words to correct, printing it again."""
    return row_page(certificate_id)


@pages.get("/stationery/certificates/rows/<int:certificate_id>/picture.png")
@requires(Permission.PAPER_VIEW)
def recipient_picture(certificate_id: int) -> Response:
    """One certificate as a picture."""
    row = certificates.certificate(certificate_id)
    batch = certificates.batch(row.batch_id)
    drawn = papers.picture(batch, row, certificates.blank_of(batch))
    return Response(drawn, mimetype="image/png")


@pages.post("/stationery/certificates/rows/<int:certificate_id>")
@requires(Permission.PAPER_WRITE)
@shows_again(row_page)
def change_recipient(certificate_id: int) -> Response:
    """Correct the words of one certificate."""
    facts = shapes.load_form(schemas.CertificateIn(), request.form)
    row = actions.change_row(
        certificate_id=certificate_id, version=version_typed(), facts=facts, by=current_user
    )
    flash("Đã lưu.", "success")
    return _back(row.batch_id)


@pages.post("/stationery/certificates/rows/<int:certificate_id>/position")
@requires(Permission.PAPER_WRITE)
@says_why(row_page, Invalid)
def move_recipient(certificate_id: int) -> Response:
    """Put one recipient elsewhere in the list."""
    given = shapes.load_form(schemas.PositionIn(), request.form)
    row = actions.move(certificate_id=certificate_id, by=current_user, **given)
    flash(f"Đã chuyển “{row.name}” đến số thứ tự {row.position}.", "success")
    return _back(row.batch_id)


@pages.post("/stationery/certificates/rows/<int:certificate_id>/deletion")
@requires(Permission.PAPER_WRITE)
def remove_recipient(certificate_id: int) -> Response:
    """Take one recipient out."""
    batch_id = certificates.certificate(certificate_id).batch_id
    actions.remove(certificate_id=certificate_id, by=current_user)
    flash("Đã bỏ một người khỏi danh sách.", "success")
    return _back(batch_id)
