"""What stands beside the cells of a criterion: evidence, explanations, scorers, last year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from app.documents.models import File
from app.lib import clock
from app.lib.errors import NotFound
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    Criterion,
    Explanation,
    ScoreSheet,
    SheetEvidence,
    SheetLine,
)
from app.scoring.queries import appraisals, cross
from app.scoring.queries.side_by_side import Board
from tenants.db import db


@dataclass(frozen=True)
class Proof:
    """A file that a member attached to a criterion."""

    file_id: int
    caption: str
    kind: str | None
    media_type: str
    is_late: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside the cells of one criterion, by sheet."""

    proofs: Mapping[int, list[Proof]]
    words: Mapping[int, Explanation]
    scorers: Mapping[int, list[tuple[str, Any]]]
    savers: Mapping[int, str]
    last_year: Mapping[int, Decimal]

    def kinds(self, sheet_id: int) -> list[str]:
        """The kinds of evidence that a sheet has for the criterion."""
        return [proof.kind for proof in self.proofs.get(sheet_id, []) if proof.kind]


def beside(board: Board, criterion_id: int) -> Beside:
    """Evidence, explanations, cross scores, last year's points for one criterion.

    `last_year` is by member: what stood in the end, as far as the reader may know. Raises NotFound
    for a criterion of another set.
    """
    if criterion_id not in board.scale.leaves:
        raise NotFound("Bộ tiêu chí không có tiêu chí này.")
    row = board.scale.leaves[criterion_id]
    sheet_ids = [one.sheet_id for one in board.members if one.sheet_id]
    words = db.session.scalars(
        select(Explanation).where(
            Explanation.sheet_id.in_(sheet_ids),
            Explanation.criterion_id == criterion_id,
            Explanation.sent_at.is_not(None),
        )
    )
    savers = {
        cell.line.saved_by
        for (_, one), cell in board.cells.items()
        if one == criterion_id and cell.line is not None and cell.line.saved_by is not None
    }
    return Beside(
        proofs=_proofs(sheet_ids, row.criterion),
        words={one.sheet_id: one for one in words},
        scorers=cross.words(sheet_ids, criterion_id),
        savers=appraisals.names(savers),
        last_year=_last_year(board, row.criterion.code),
    )


def _proofs(sheet_ids: Collection[int], criterion: Criterion) -> dict[int, list[Proof]]:
    rows = db.session.execute(
        select(
            SheetEvidence.sheet_id,
            SheetEvidence.file_id,
            SheetEvidence.caption,
            SheetEvidence.kind,
            File.media_type,
            SheetEvidence.created_at,
        )
        .join(File, File.id == SheetEvidence.file_id)
        .where(SheetEvidence.sheet_id.in_(sheet_ids), SheetEvidence.criterion_id == criterion.id)
        .order_by(SheetEvidence.id)
    )
    found: dict[int, list[Proof]] = {}
    for sheet_id, file_id, caption, kind, media_type, added_at in rows:
        late = _is_late(added_at, criterion)
        found.setdefault(sheet_id, []).append(Proof(file_id, caption, kind, media_type, late))
    return found


def _is_late(added_at: datetime, criterion: Criterion) -> bool:
    return criterion.due_on is not None and clock.local(added_at).date() > criterion.due_on


def _last_year(board: Board, code: str) -> dict[int, Decimal]:
    """By member: points of the criterion of the same code in the sheet of the year before."""
    rows = db.session.execute(
        select(
            ScoreSheet.tenant_id,
            func.coalesce(AppraisalLine.settled_points, AppraisalLine.points, SheetLine.points),
        )
        .join(SheetLine, SheetLine.sheet_id == ScoreSheet.id)
        .join(Criterion, Criterion.id == SheetLine.criterion_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            AppraisalLine,
            (AppraisalLine.appraisal_id == Appraisal.id)
            & (AppraisalLine.criterion_id == SheetLine.criterion_id),
        )
        .where(
            ScoreSheet.year == board.criteria_set.year - 1,
            ScoreSheet.tenant_id.in_([one.member_id for one in board.statuses]),
            ScoreSheet.sent_at.is_not(None),
            Criterion.code == code,
        )
        .order_by(ScoreSheet.id)
    )
    return {member_id: points for member_id, points in rows if points is not None}
