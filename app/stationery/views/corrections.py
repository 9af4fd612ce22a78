"""Pages: what stands in the gold book is corrected or cancelled, with a reason."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Invalid
from app.stationery.actions import corrections as actions
from app.stationery.queries import certificates
from app.stationery.schemas import certificates as schemas
from app.stationery.terms.corrections import BATCH_LABELS, PRINTED
from app.stationery.views.blueprint import pages
from app.stationery.views.certificates import LABELS, batch_page
from app.stationery.views.recipients import row_page
from app.stationery.views.showing import typed_facts


def _page(batch_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    batch = certificates.batch(batch_id)
    there = typed_facts(batch, PRINTED)
    return render_template(
        "stationery/certificates_correction.html",
        batch=batch,
        labels={**LABELS, "reason": "Lý do đính chính"},
        typed=refusal.typed or there,
        version=refusal.version(batch.version),
        errors=refusal.errors,
        conflict=refusal.differences(BATCH_LABELS, there),
    )


@pages.get("/stationery/certificates/<int:batch_id>/corrections/new")
@requires(Permission.PAPER_WRITE)
def new_batch_correction(batch_id: int) -> str:
    """What all certificates of a batch say, to be corrected."""
    return _page(batch_id)


@pages.post("/stationery/certificates/<int:batch_id>/corrections")
@requires(Permission.PAPER_WRITE)
@shows_again(_page)
def correct_certificate_batch(batch_id: int) -> Response:
    """Correct it; the second of two editors sees what differs."""
    facts = shapes.load_form(schemas.BatchCorrectionIn(), request.form)
    reason = facts.pop("reason")
    actions.correct_batch(
        batch_id=batch_id, version=version_typed(), facts=facts, reason=reason, by=current_user
    )
    flash("Đã đính chính đợt in; sổ vàng ghi chữ cũ, chữ mới và lý do.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id), 303)


@pages.post("/stationery/certificates/<int:batch_id>/cancellations")
@requires(Permission.PAPER_WRITE)
@says_why(batch_page, Invalid, part="cancellation")
def cancel_certificate_batch(batch_id: int) -> Response:
    """Cancel every award of it that stands in the gold book."""
    given = shapes.load_form(schemas.ReasonIn(), request.form)
    count = actions.cancel_batch(batch_id=batch_id, by=current_user, **given)
    flash(f"Đã hủy {count} trường hợp; số sổ vàng được giữ lại.", "success")
    return redirect(url_for("stationery.certificate_batch", batch_id=batch_id), 303)


def _row(certificate_id: int) -> Response:
    return redirect(url_for("stationery.recipient", certificate_id=certificate_id), 303)


@pages.post("/stationery/certificates/rows/<int:certificate_id>/corrections")
@requires(Permission.PAPER_WRITE)
@shows_again(row_page, part="correction")
def correct_recipient(certificate_id: int) -> Response:
    """Correct the words of one certificate in the gold book."""
    facts = shapes.load_form(schemas.CorrectionIn(), request.form)
    reason, version = facts.pop("reason"), version_typed()
    actions.correct_row(
        certificate_id=certificate_id, version=version, facts=facts, reason=reason, by=current_user
    )
    flash("Đã đính chính. Muốn cấp tờ mới, hãy In lại, kèm lý do.", "success")
    return _row(certificate_id)


@pages.post("/stationery/certificates/rows/<int:certificate_id>/cancellation")
@requires(Permission.PAPER_WRITE)
@says_why(row_page, Invalid, part="cancellation")
def cancel_recipient(certificate_id: int) -> Response:
    """Note that an award was cancelled."""
    given = shapes.load_form(schemas.ReasonIn(), request.form)
    actions.cancel(certificate_id=certificate_id, by=current_user, **given)
    flash("Đã ghi hủy; số sổ vàng được giữ lại.", "success")
    return _row(certificate_id)
