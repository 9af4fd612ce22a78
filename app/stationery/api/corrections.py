"""JSON resources: corrections and cancellations of what stands in the gold book."""

from typing import Any

from flask import request
from flask_login import current_user

from app.access import Permission, requires
from app.lib import etags
from app.lib.errors import NotFound
from app.stationery.actions import corrections as actions
from app.stationery.api.blueprint import resources
from app.stationery.queries import certificates as queries
from app.stationery.queries import decisions
from app.stationery.schemas import certificates as schemas


@resources.get("/certificate-batches/<int:batch_id>/decision")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.DecisionOut)
@resources.doc(summary="Quyết định của đợt in theo sổ văn bản đi, đến: có trong sổ, còn hiệu lực")
def read_decision(batch_id: int) -> Any:
    """What the registers say of the decision."""
    found = decisions.of_batch(queries.batch(batch_id))
    if found is None:
        raise NotFound("Đợt in chưa có số, ngày quyết định.")
    return found


@resources.get("/certificate-batches/<int:batch_id>/corrections")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.CorrectionOut(many=True))
@resources.doc(summary="Các lần đính chính đợt in đã vào sổ vàng")
def list_batch_corrections(batch_id: int) -> Any:
    """What was corrected of what all its certificates say."""
    batch = queries.batch(batch_id)
    return queries.batch_corrections([batch.id]).get(batch.id, [])


@resources.post("/certificate-batches/<int:batch_id>/corrections")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.BatchCorrectionIn)
@resources.response(200, schemas.BatchOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Đính chính đợt in đã vào sổ vàng, kèm lý do", parameters=[etags.IF_MATCH])
def correct_batch(facts: dict[str, Any], batch_id: int) -> etags.Answer:
    """Correct what all its certificates say."""
    version = etags.held(request.headers.get("If-Match"), queries.batch(batch_id).version)
    reason = facts.pop("reason")
    batch = actions.correct_batch(
        batch_id=batch_id, version=version, facts=facts, reason=reason, by=current_user
    )
    return etags.tagged(batch)


@resources.post("/certificate-batches/<int:batch_id>/cancellations")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.ReasonIn)
@resources.response(200, schemas.CancelledOut)
@resources.doc(summary="Hủy mọi trường hợp của đợt in trong sổ vàng, kèm lý do; số vẫn giữ")
def cancel_batch(given: dict[str, str], batch_id: int) -> dict[str, int]:
    """Cancel all of its awards."""
    return {"cancelled": actions.cancel_batch(batch_id=batch_id, by=current_user, **given)}


@resources.get("/certificates/<int:certificate_id>/history")
@requires(Permission.PAPER_VIEW)
@resources.response(200, schemas.HistoryOut)
@resources.doc(summary="Số lần đã in, các lần đính chính, hủy của một tờ trong sổ vàng")
def read_history(certificate_id: int) -> dict[str, Any]:
    """How often it was printed, what was corrected of it."""
    row = queries.certificate(certificate_id)
    return {
        "printed": queries.times_printed([row]).get(row.id, 0),
        "corrections": queries.corrections([row]).get(row.id, []),
    }


@resources.post("/certificates/<int:certificate_id>/corrections")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.CorrectionIn)
@resources.response(200, schemas.CertificateOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Đính chính một tờ đã vào sổ vàng, kèm lý do", parameters=[etags.IF_MATCH])
def correct_certificate(facts: dict[str, Any], certificate_id: int) -> etags.Answer:
    """Correct its words."""
    present = queries.certificate(certificate_id)
    version = etags.held(request.headers.get("If-Match"), present.version)
    reason = facts.pop("reason")
    row = actions.correct_row(
        certificate_id=certificate_id, version=version, facts=facts, reason=reason, by=current_user
    )
    return etags.tagged(row)


@resources.post("/certificates/<int:certificate_id>/cancellation")
@requires(Permission.PAPER_WRITE)
@resources.arguments(schemas.ReasonIn)
@resources.response(200, schemas.CertificateOut, headers=etags.RESPONSE_HEADERS)
@resources.doc(summary="Hủy một trường hợp trong sổ vàng, kèm lý do; số vẫn giữ")
def cancel_certificate(given: dict[str, str], certificate_id: int) -> etags.Answer:
    """Note that the award was cancelled."""
    return etags.tagged(actions.cancel(certificate_id=certificate_id, by=current_user, **given))
