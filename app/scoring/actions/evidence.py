"""Files that support the criteria of a sheet, or what is said about its appraisal."""

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib.errors import Invalid, NotFound
from app.scoring.actions import cells
from app.scoring.models import Criterion, ScoreSheet, SheetEvidence
from app.scoring.policies import appraisals as explaining
from app.scoring.policies import sheets as policies
from app.scoring.queries import appraisals, criteria, drawing
from app.scoring.queries import sheets as queries
from tenants import context
from tenants.db import db

MOST_FILES = 20
LONGEST_CAPTION = 300


def attach(
    *,
    sheet_id: int,
    criterion_id: int,
    name: str,
    content: bytes,
    caption: str | None,
    by: Person,
    kind: str | None = None,
) -> SheetEvidence:
    """Keep an uploaded file as evidence of a criterion, with its SHA-256.

    On a draft it may open the gate of the criterion, and the points are reckoned again; while the
    appraisal may be explained it goes with the explanation. Raises Invalid at
    `lines.<criterion id>.files` for an unsuitable file or one that the criterion has already,
    Conflict for a sheet that takes no evidence.
    """
    sheet, criterion = _open(sheet_id, criterion_id)
    policies.check_kind(criterion, kind)
    field = f"lines.{criterion_id}.files"
    file = documents.store(name=name, content=content, by=by, field=field)
    _refuse_twice(sheet, criterion_id, file.sha256)
    return _link(sheet, criterion_id, file.id, caption or file.name, kind, by)


def pick(
    *, sheet_id: int, criterion_id: int, evidence_id: int, by: Person, kind: str | None = None
) -> SheetEvidence:
    """Take over evidence that the member already keeps at one of its tasks.

    Raises NotFound for another tenant's, or withdrawn, evidence, Conflict for a submitted sheet.
    """
    sheet, criterion = _open(sheet_id, criterion_id)
    policies.check_kind(criterion, kind)
    found = drawing.task_proof(evidence_id)
    there = {proof.file_id for proof in queries.proofs(sheet.id).get(criterion_id, [])}
    if found.file_id in there:
        raise Invalid("Minh chứng này đã có ở tiêu chí.", f"lines.{criterion_id}.files")
    return _link(sheet, criterion_id, found.file_id, found.caption, kind, by)


def describe(
    *, sheet_id: int, evidence_id: int, caption: str | None, kind: str | None, by: Person
) -> SheetEvidence:
    """Say what a file shows, and which kind of evidence it is.

    Raises NotFound, Invalid, Conflict once it was sent.
    """
    found, criterion = _own(sheet_id, evidence_id)
    policies.check_kind(criterion, kind)
    if caption is not None and caption.strip():
        found.caption = caption.strip()[:LONGEST_CAPTION]
    found.kind = kind
    db.session.flush()
    audit.record("sheet_evidence.described", found, by=by, caption=found.caption, kind=kind)
    _regate(sheet_id, found)
    return found


def detach(*, sheet_id: int, evidence_id: int, by: Person) -> None:
    """Take a file out again. Raises NotFound, Conflict once it was sent."""
    found, _ = _own(sheet_id, evidence_id)
    audit.record("sheet_evidence.removed", found, by=by, caption=found.caption)
    db.session.delete(found)
    db.session.flush()
    _regate(sheet_id, found)


def _open(sheet_id: int, criterion_id: int) -> tuple[ScoreSheet, Criterion]:
    sheet = queries.own_for_change(sheet_id)
    _check_takes(sheet)
    criterion = _criterion(sheet, criterion_id)
    if len(queries.proofs(sheet.id).get(criterion_id, [])) >= MOST_FILES:
        raise Invalid(
            f"Mỗi tiêu chí có nhiều nhất {MOST_FILES} tệp.", f"lines.{criterion_id}.files"
        )
    return sheet, criterion


def _check_takes(sheet: ScoreSheet) -> None:
    """A draft takes evidence; a submitted sheet only while its appraisal may be explained."""
    appraisal = None if sheet.sent_at is None else appraisals.of_sheet(sheet.id)
    said = {} if appraisal is None else queries.explanations(sheet.id)
    if not explaining.can_explain(sheet, appraisal, said, context.acting().tenant_id):
        policies.check_edit(sheet, context.acting().tenant_id)


def _criterion(sheet: ScoreSheet, criterion_id: int) -> Criterion:
    found = db.session.get(Criterion, criterion_id)
    if found is None or found.criteria_set_id != sheet.criteria_set_id or found.is_group:
        raise Invalid("Bộ tiêu chí không có tiêu chí này.", f"lines.{criterion_id}")
    return found


def _own(sheet_id: int, evidence_id: int) -> tuple[SheetEvidence, Criterion]:
    sheet = queries.own_for_change(sheet_id)
    _check_takes(sheet)
    found = db.session.scalar(
        select(SheetEvidence).where(
            SheetEvidence.id == evidence_id, SheetEvidence.sheet_id == sheet.id
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy minh chứng này trong bảng điểm.")
    if found.sent_at is not None:
        policies.check_edit(sheet, context.acting().tenant_id)
    return found, criteria.criterion(found.criterion_id)


def _refuse_twice(sheet: ScoreSheet, criterion_id: int, sha256: str) -> None:
    for proof in queries.proofs(sheet.id).get(criterion_id, []):
        if proof.sha256 == sha256:
            raise Invalid(
                f"Tệp này đã có ở tiêu chí, với tên “{proof.name}”.", f"lines.{criterion_id}.files"
            )


def _link(
    sheet: ScoreSheet, criterion_id: int, file_id: int, caption: str, kind: str | None, by: Person
) -> SheetEvidence:
    found = SheetEvidence(
        tenant_id=sheet.tenant_id,
        sheet_id=sheet.id,
        criterion_id=criterion_id,
        file_id=file_id,
        caption=caption[:LONGEST_CAPTION],
        kind=kind,
        explains=sheet.sent_at is not None,
        province_id=sheet.province_id,
    )
    db.session.add(found)
    audit.record("sheet_evidence.added", found, by=by, sheet_id=sheet.id, file_id=file_id)
    _regate(sheet.id, found)
    return found


def _regate(sheet_id: int, changed: SheetEvidence) -> None:
    """The points of a draft follow what has come or gone."""
    if not changed.explains:
        cells.regate(queries.own_for_change(sheet_id), changed.criterion_id)
