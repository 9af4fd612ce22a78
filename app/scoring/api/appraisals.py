"""Appraisals, the member's explanations, settlements."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring import jobs
from app.scoring.actions import appraisals as actions
from app.scoring.actions import explanations
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.queries import appraisals as queries
from app.scoring.queries import sheets, stages, statuses
from app.scoring.schemas import appraisals as schemas
from app.scoring.schemas.sheets import StatusOut


@resources.get("/appraisals")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, StatusOut(many=True))
@resources.doc(summary="Các bảng điểm mà đơn vị thẩm định, kể cả đơn vị chưa nộp")
def list_appraisals() -> list[statuses.Status]:
    """What waits for the appraiser."""
    return statuses.to_appraise()


@resources.post("/appraisals")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(schemas.AppraisalIn, as_kwargs=True)
@resources.response(201, schemas.AppraisalOut)
@resources.doc(summary="Bắt đầu thẩm định một bảng điểm (đã bắt đầu thì trả lại bản đó)")
def start_appraisal(sheet_id: int) -> Answer:
    """A draft with the member's own points."""
    made = actions.start(sheet_id=sheet_id, by=current_user)
    return tagged(made, 201, url_for("scoring_api.show_appraisal", appraisal_id=made.id))


@resources.get("/appraisals/<int:appraisal_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.AppraisalOut)
@resources.doc(summary="Một kết quả thẩm định; điểm từng tiêu chí ở /score-sheets/<id>/lines")
def show_appraisal(appraisal_id: int) -> Answer:
    """One appraisal."""
    return tagged(queries.appraisal(appraisal_id))


@resources.put("/appraisals/<int:appraisal_id>/lines")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(schemas.VerdictsIn)
@resources.response(200, schemas.AppraisalOut)
@resources.doc(summary="Ghi điểm, nhận xét thẩm định cho nhiều tiêu chí (cần If-Match)")
def save_appraisal(given: dict[str, Any], appraisal_id: int) -> Answer:
    """Points and remarks of a draft."""
    saved = actions.save(
        appraisal_id=appraisal_id,
        version=held(queries.appraisal(appraisal_id)),
        verdicts=schemas.verdicts(given["lines"]),
        comment=given["comment"],
        by=current_user,
    )
    return tagged(saved)


@resources.get("/appraisals/<int:appraisal_id>/lines/<int:criterion_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.AppraisedCellOut)
@resources.doc(summary="Một ô thẩm định; ETag là phiên bản của riêng ô này")
def show_cell(appraisal_id: int, criterion_id: int) -> Answer:
    """One cell."""
    queries.appraisal(appraisal_id)
    return tagged(queries.line(appraisal_id, criterion_id))


@resources.patch("/appraisals/<int:appraisal_id>/lines/<int:criterion_id>")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(schemas.AppraisedCellIn)
@resources.response(200, schemas.AppraisedCellOut)
@resources.doc(summary="Ghi một ô thẩm định (cần If-Match của ô)")
def save_cell(given: dict[str, Any], appraisal_id: int, criterion_id: int) -> Answer:
    """One cell of a draft."""
    queries.appraisal(appraisal_id)
    saved = actions.save_cell(
        appraisal_id=appraisal_id,
        criterion_id=criterion_id,
        version=held(queries.line(appraisal_id, criterion_id)),
        verdict=schemas.verdict(given),
        by=current_user,
    )
    return tagged(saved)


@resources.get("/appraisals/<int:appraisal_id>/lines/<int:criterion_id>/stages")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.AppraisalStageOut(many=True))
@resources.doc(summary="Diễn biến của một tiêu chí: tự chấm, thẩm định, giải trình, chốt, Hội đồng")
def list_stages(appraisal_id: int, criterion_id: int) -> Any:
    """What was said at each stage."""
    found = queries.appraisal(appraisal_id)
    queries.line(appraisal_id, criterion_id)
    return stages.of_sheet(sheets.detail(found.sheet_id)).of(criterion_id)


@resources.post("/appraisals/<int:appraisal_id>/dispatch")
@requires(Permission.SHEET_APPRAISE)
@resources.response(200, schemas.AppraisalOut)
@resources.doc(summary="Gửi kết quả thẩm định cho đơn vị được chấm")
def send_appraisal(appraisal_id: int) -> Answer:
    """Give it to the member."""
    return tagged(jobs.send_appraisal(appraisal_id=appraisal_id, by=current_user))


@resources.post("/appraisals/<int:appraisal_id>/settlement")
@requires(Permission.SHEET_APPRAISE)
@resources.arguments(schemas.SettlementIn)
@resources.response(200, schemas.AppraisalOut)
@resources.doc(summary="Chốt điểm của cụm, có thể điều chỉnh sau giải trình (cần If-Match)")
def settle(given: dict[str, Any], appraisal_id: int) -> Answer:
    """Final in the cluster."""
    settled = jobs.settle(
        appraisal_id=appraisal_id,
        version=held(queries.appraisal(appraisal_id)),
        verdicts=schemas.verdicts(given["lines"]),
        by=current_user,
    )
    return tagged(settled)


@resources.get("/score-sheets/<int:sheet_id>/explanations")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.ExplanationOut(many=True))
@resources.doc(summary="Giải trình của đơn vị về kết quả thẩm định")
def list_explanations(sheet_id: int) -> Any:
    """The member's words."""
    sheets.sheet(sheet_id)
    return list(sheets.explanations(sheet_id).values())


@resources.put("/score-sheets/<int:sheet_id>/explanations")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.ExplanationsIn)
@resources.response(200, schemas.ExplanationOut(many=True))
@resources.doc(summary="Ghi nội dung giải trình (chưa gửi); thay cho nội dung đã ghi trước")
def save_explanations(given: dict[str, Any], sheet_id: int) -> Any:
    """Keep what the member wants to say."""
    texts = {one["criterion_id"]: one["text"] for one in given["explanations"]}
    explanations.save(sheet_id=sheet_id, texts=texts, by=current_user)
    return list(sheets.explanations(sheet_id).values())


@resources.post("/score-sheets/<int:sheet_id>/explanations/dispatch")
@requires(Permission.SHEET_SUBMIT)
@resources.response(200, schemas.ExplanationOut(many=True))
@resources.doc(summary="Gửi giải trình cho đơn vị thẩm định")
def send_explanations(sheet_id: int) -> Any:
    """Give the member's word to the appraiser."""
    jobs.send_explanation(sheet_id=sheet_id, by=current_user)
    return list(sheets.explanations(sheet_id).values())


@resources.post("/score-sheets/<int:sheet_id>/agreement")
@requires(Permission.SHEET_SUBMIT)
@resources.response(200, schemas.ExplanationOut(many=True))
@resources.doc(summary="Thống nhất với kết quả thẩm định, không giải trình gì thêm")
def agree(sheet_id: int) -> Any:
    """Say that the member agrees."""
    jobs.agree(sheet_id=sheet_id, by=current_user)
    return list(sheets.explanations(sheet_id).values())
