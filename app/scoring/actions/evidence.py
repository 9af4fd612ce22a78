"""Files that support the criteria of a sheet."""

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib.errors import Invalid, NotFound
from app.scoring.models import ScoreSheet, SheetEvidence
from app.scoring.policies import sheets as policies
from app.scoring.queries import criteria, drawing
from app.scoring.queries import sheets as queries
from tenants import context
from tenants.db import db

MOST_FILES = 20
LONGEST_CAPTION = 300


def attach(
    *, sheet_id: int, criterion_id: int, name: str, content: bytes, caption: str | None, by: Person
) -> SheetEvidence:
    """Keep an uploaded file as evidence of a criterion.

    Raises Invalid at `lines.<criterion id>.files` for an unsuitable file, Conflict for a submitted
    sheet.
    """
    sheet = _open(sheet_id, criterion_id)
    field = f"lines.{criterion_id}.files"
    file = documents.store(name=name, content=content, by=by, field=field)
    return _link(sheet, criterion_id, file.id, caption or file.name, by)


def pick(*, sheet_id: int, criterion_id: int, evidence_id: int, by: Person) -> SheetEvidence:
    """Take over evidence that the member already keeps at one of its tasks.

    Raises NotFound for another tenant's, or withdrawn, evidence, Conflict for a submitted sheet.
    """
    sheet = _open(sheet_id, criterion_id)
    found = drawing.task_proof(evidence_id)
    there = {proof.file_id for proof in queries.proofs(sheet.id).get(criterion_id, [])}
    if found.file_id in there:
        raise Invalid("Minh chứng này đã có ở tiêu chí.", f"lines.{criterion_id}.files")
    return _link(sheet, criterion_id, found.file_id, found.caption, by)


def detach(*, sheet_id: int, evidence_id: int, by: Person) -> None:
    """Take a file out of a draft sheet. Raises NotFound, Conflict for a submitted sheet."""
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    found = db.session.scalar(
        select(SheetEvidence).where(
            SheetEvidence.id == evidence_id, SheetEvidence.sheet_id == sheet.id
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy minh chứng này trong bảng điểm.")
    audit.record("sheet_evidence.removed", found, by=by, caption=found.caption)
    db.session.delete(found)
    db.session.flush()


def _open(sheet_id: int, criterion_id: int) -> ScoreSheet:
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    criteria.scale(sheet.criteria_set_id).formula(criterion_id)
    if len(queries.proofs(sheet.id).get(criterion_id, [])) >= MOST_FILES:
        raise Invalid(
            f"Mỗi tiêu chí có nhiều nhất {MOST_FILES} tệp.", f"lines.{criterion_id}.files"
        )
    return sheet


def _link(
    sheet: ScoreSheet, criterion_id: int, file_id: int, caption: str, by: Person
) -> SheetEvidence:
    found = SheetEvidence(
        tenant_id=sheet.tenant_id,
        sheet_id=sheet.id,
        criterion_id=criterion_id,
        file_id=file_id,
        caption=caption[:LONGEST_CAPTION],
        province_id=sheet.province_id,
    )
    db.session.add(found)
    audit.record("sheet_evidence.added", found, by=by, sheet_id=sheet.id, file_id=file_id)
    return found
