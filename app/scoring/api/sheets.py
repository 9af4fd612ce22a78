"""Score sheets: lines, evidence, submission."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.access import Permission, requires
from app.scoring import jobs
from app.scoring.actions import evidence as proofs
from app.scoring.actions import sheets as actions
from app.scoring.api.blueprint import Answer, held, resources, tagged
from app.scoring.policies import criteria as policies
from app.scoring.queries import sheets as queries
from app.scoring.queries import statuses
from app.scoring.queries.sheets import Proof
from app.scoring.schemas import sheets as schemas
from tenants import context


def shown(sheet_id: int, status: int = 200) -> Answer:
    """A sheet as it is now, with its ETag."""
    detail = queries.detail(sheet_id)
    location = url_for("scoring_api.show_sheet", sheet_id=sheet_id) if status == 201 else None
    return tagged(detail.sheet, status, location, detail)


@resources.get("/score-sheets")
@requires(Permission.SHEET_VIEW)
@resources.arguments(schemas.SheetQuery, location="query")
@resources.response(200, schemas.StatusPage)
@resources.doc(summary="Bảng điểm của đơn vị, hoặc của các thành viên theo bộ tiêu chí")
def list_sheets(given: dict[str, Any]) -> dict[str, Any]:
    """Without `criteria_set_id` one's own, for the province all; others' once submitted to one."""
    set_id = given["criteria_set_id"]
    if set_id is None and not policies.can_arrange(context.acting()):
        found = statuses.of_member()
    else:
        found = statuses.of_set(set_id, cluster_id=given["cluster_id"])
    page, size = given["page"], given["page_size"]
    items = found[(page - 1) * size : page * size]
    return {"items": items, "page": page, "page_size": size, "total": len(found)}


@resources.post("/score-sheets")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.SheetIn, as_kwargs=True)
@resources.response(201, schemas.SheetOut)
@resources.doc(summary="Mở bảng điểm của đơn vị theo một bộ tiêu chí (đã mở thì trả lại bảng đó)")
def open_sheet(criteria_set_id: int) -> Answer:
    """The member's sheet, with what its tasks say filled in."""
    sheet = actions.open_sheet(set_id=criteria_set_id, by=current_user)
    return shown(sheet.id, 201)


@resources.get("/score-sheets/<int:sheet_id>")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.SheetOut)
@resources.doc(summary="Một bảng điểm: trạng thái, tổng điểm, tiêu chí còn thiếu")
def show_sheet(sheet_id: int) -> Answer:
    """One sheet."""
    return shown(sheet_id)


@resources.get("/score-sheets/<int:sheet_id>/lines")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.LineOut(many=True))
@resources.doc(summary="Từng tiêu chí của bảng điểm: tự chấm, thẩm định, giải trình, Hội đồng")
def list_lines(sheet_id: int) -> Answer:
    """Every criterion with everything said about it."""
    detail = queries.detail(sheet_id)
    return tagged(detail.sheet, body=schemas.line_rows(detail))


@resources.put("/score-sheets/<int:sheet_id>/lines")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.LinesIn)
@resources.response(200, schemas.SheetOut)
@resources.doc(summary="Nhập số liệu tự chấm cho nhiều tiêu chí trong một lần (cần If-Match)")
def save_lines(given: dict[str, Any], sheet_id: int) -> Answer:
    """Enter values for some criteria."""
    version = held(queries.sheet(sheet_id))
    lines = schemas.line_contents(given["lines"])
    actions.save(sheet_id=sheet_id, version=version, lines=lines, by=current_user)
    return shown(sheet_id)


@resources.post("/score-sheets/<int:sheet_id>/drawing")
@requires(Permission.SHEET_EDIT)
@resources.response(200, schemas.SheetOut)
@resources.doc(summary="Lấy lại số liệu từ tiến độ nhiệm vụ của đơn vị (cần If-Match)")
def draw(sheet_id: int) -> Answer:
    """Take what the tasks say now."""
    version = held(queries.sheet(sheet_id))
    actions.draw(sheet_id=sheet_id, version=version, by=current_user)
    return shown(sheet_id)


@resources.get("/score-sheets/<int:sheet_id>/evidence")
@requires(Permission.SHEET_VIEW)
@resources.response(200, schemas.ProofOut(many=True))
@resources.doc(summary="Minh chứng của bảng điểm")
def list_evidence(sheet_id: int) -> list[Proof]:
    """All files of a sheet."""
    queries.sheet(sheet_id)
    return [proof for held_by in queries.proofs(sheet_id).values() for proof in held_by]


@resources.post("/score-sheets/<int:sheet_id>/evidence")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.ProofForm, location="form")
@resources.arguments(schemas.ProofFile, location="files")
@resources.response(201, schemas.ProofOut)
@resources.doc(summary="Tải minh chứng cho một tiêu chí (multipart/form-data)")
def attach(given: dict[str, Any], files: dict[str, Any], sheet_id: int) -> Proof:
    """A file for a criterion."""
    upload = files["file"]
    made = proofs.attach(
        sheet_id=sheet_id,
        name=upload.filename or "",
        content=upload.read(),
        by=current_user,
        **given,
    )
    return _proof(sheet_id, made.id)


@resources.post("/score-sheets/<int:sheet_id>/evidence-picks")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.PickIn)
@resources.response(201, schemas.ProofOut)
@resources.doc(summary="Dùng minh chứng đã có ở nhiệm vụ của đơn vị cho một tiêu chí")
def pick(given: dict[str, Any], sheet_id: int) -> Proof:
    """Evidence of one's own task."""
    made = proofs.pick(sheet_id=sheet_id, by=current_user, **given)
    return _proof(sheet_id, made.id)


@resources.patch("/score-sheets/<int:sheet_id>/evidence/<int:evidence_id>")
@requires(Permission.SHEET_EDIT)
@resources.arguments(schemas.ProofWords)
@resources.response(200, schemas.ProofOut)
@resources.doc(summary="Sửa chú thích, loại của một minh chứng chưa gửi")
def describe(given: dict[str, Any], sheet_id: int, evidence_id: int) -> Proof:
    """What a file shows, and which kind of evidence it is."""
    proofs.describe(sheet_id=sheet_id, evidence_id=evidence_id, by=current_user, **given)
    return _proof(sheet_id, evidence_id)


@resources.delete("/score-sheets/<int:sheet_id>/evidence/<int:evidence_id>")
@requires(Permission.SHEET_EDIT)
@resources.response(204)
@resources.doc(summary="Bỏ một minh chứng khỏi bảng điểm chưa nộp")
def detach(sheet_id: int, evidence_id: int) -> None:
    """Take a file out."""
    proofs.detach(sheet_id=sheet_id, evidence_id=evidence_id, by=current_user)


@resources.post("/score-sheets/<int:sheet_id>/submission")
@requires(Permission.SHEET_SUBMIT)
@resources.response(200, schemas.SheetOut)
@resources.doc(summary="Nộp bảng điểm: gửi đơn vị thẩm định và tỉnh, không sửa được nữa")
def submit(sheet_id: int) -> Answer:
    """Send the sheet."""
    jobs.submit_sheet(sheet_id=sheet_id, by=current_user)
    return shown(sheet_id)


def _proof(sheet_id: int, made_id: int) -> Proof:
    found = queries.proofs(sheet_id).values()
    return next(proof for held_by in found for proof in held_by if proof.id == made_id)
