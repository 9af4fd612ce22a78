"""What clusters have settled and the council has said, as far as the final points need it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.scoring.deciding.final import Outcome, Settled, Word, reckon
from app.scoring.deciding.terms import LineOrigin
from app.scoring.models import (
    Appraisal,
    AppraisalLine,
    Confirmation,
    ConfirmationLine,
    ScoreSheet,
    SheetEvidence,
    SheetLine,
)
from app.scoring.queries import confirmations
from app.scoring.scale import Scale
from tenants.db import db


@dataclass(frozen=True)
class Case:
    """A submitted sheet before the council."""

    sheet_id: int
    member_id: int
    cluster_id: int
    appraiser_id: int | None
    is_settled: bool
    settled: Settled


Cases = dict[int, Case]
"""The submitted sheets of one cluster, by sheet."""


def cases(scale: Scale, *, cluster_id: int | None = None, values: bool = False) -> dict[int, Cases]:
    """The submitted sheets of a set, by cluster: at most four statements, however many.

    With `values`, the values of every criterion, and not only of those that need them.
    """
    set_id = scale.criteria_set.id
    query = (
        select(
            ScoreSheet.id,
            ScoreSheet.tenant_id,
            ScoreSheet.cluster_id,
            ScoreSheet.appraiser_id,
            Appraisal.id,
            Appraisal.settled_at,
        )
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .where(ScoreSheet.criteria_set_id == set_id, ScoreSheet.sent_at.is_not(None))
        .order_by(ScoreSheet.id)
    )
    if cluster_id is not None:
        query = query.where(ScoreSheet.cluster_id == cluster_id)
    rows: list[Any] = list(db.session.execute(query))
    settled = _settled(scale, {row[0]: row[4] for row in rows}, values)
    found: dict[int, Cases] = {}
    for sheet_id, member_id, in_cluster, appraiser_id, _, settled_at in rows:
        case = Case(
            sheet_id,
            member_id,
            in_cluster,
            appraiser_id,
            settled_at is not None,
            settled[sheet_id],
        )
        found.setdefault(in_cluster, {})[sheet_id] = case
    return found


def _settled(
    scale: Scale, appraisals: Mapping[int, int | None], values: bool
) -> dict[int, Settled]:
    """What counts for each sheet so far; `appraisals`: the appraisal of each, if there is one."""
    lines = _appraised(appraisals)
    own = _own(appraisals) if values or scale.relative or _leaves_out(scale) else {}
    kinds = _kinds(appraisals) if any(r.criterion.gates for r in scale.leaves.values()) else {}
    return {one: _one(lines.get(one, {}), own.get(one, {}), kinds.get(one, {})) for one in lines}


def _one(
    appraised: Mapping[int, AppraisalLine],
    own: Mapping[int, tuple[dict[str, str], bool]],
    kinds: Mapping[int, set[str]],
) -> Settled:
    values = {one: inputs for one, (inputs, _) in own.items()}
    left_out = {one for one, (_, unassigned) in own.items() if unassigned}
    points: dict[int, Decimal] = {}
    for one, line in appraised.items():
        values[one] = line.settled_inputs or line.inputs or values.get(one, {})
        left_out.discard(one)
        if line.unassigned:
            left_out.add(one)
        elif line.settled_points is not None:
            points[one] = line.settled_points
    return Settled(points, values, frozenset(left_out), kinds)


def _appraised(appraisals: Mapping[int, int | None]) -> dict[int, dict[int, AppraisalLine]]:
    found: dict[int, dict[int, AppraisalLine]] = {one: {} for one in appraisals}
    sheets = {appraisal: sheet for sheet, appraisal in appraisals.items() if appraisal is not None}
    lines = db.session.scalars(select(AppraisalLine).where(AppraisalLine.appraisal_id.in_(sheets)))
    for line in lines:
        found[sheets[line.appraisal_id]][line.criterion_id] = line
    return found


def _own(sheet_ids: Iterable[int]) -> dict[int, dict[int, tuple[dict[str, str], bool]]]:
    found: dict[int, dict[int, tuple[dict[str, str], bool]]] = {}
    rows = db.session.execute(
        select(
            SheetLine.sheet_id, SheetLine.criterion_id, SheetLine.inputs, SheetLine.unassigned
        ).where(SheetLine.sheet_id.in_(list(sheet_ids)))
    )
    for sheet_id, criterion_id, inputs, unassigned in rows:
        found.setdefault(sheet_id, {})[criterion_id] = (inputs, unassigned)
    return found


def _kinds(sheet_ids: Iterable[int]) -> dict[int, dict[int, set[str]]]:
    found: dict[int, dict[int, set[str]]] = {}
    rows = db.session.execute(
        select(SheetEvidence.sheet_id, SheetEvidence.criterion_id, SheetEvidence.kind).where(
            SheetEvidence.sheet_id.in_(list(sheet_ids)), SheetEvidence.kind.is_not(None)
        )
    )
    for sheet_id, criterion_id, kind in rows:
        if kind is not None:
            found.setdefault(sheet_id, {}).setdefault(criterion_id, set()).add(kind)
    return found


def _leaves_out(scale: Scale) -> bool:
    return any(row.criterion.assignable for row in scale.leaves.values())


def lines(sheet_ids: Iterable[int]) -> dict[int, list[ConfirmationLine]]:
    """Where the newest words of the council differ from what was settled: one statement."""
    rows = db.session.execute(
        select(Confirmation.sheet_id, ConfirmationLine)
        .join(ConfirmationLine, ConfirmationLine.confirmation_id == Confirmation.id)
        .where(Confirmation.sheet_id.in_(list(sheet_ids)), confirmations.is_current())
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[ConfirmationLine]] = {}
    for sheet_id, line in rows:
        found.setdefault(sheet_id, []).append(line)
    return found


def words(found: Mapping[int, Iterable[ConfirmationLine]]) -> dict[int, Word]:
    """What the council itself has said, without what the system noted."""
    return {sheet_id: _word(said) for sheet_id, said in found.items()}


def _word(said: Iterable[ConfirmationLine]) -> Word:
    points: dict[int, Decimal] = {}
    values: dict[int, dict[str, str]] = {}
    for line in said:
        if line.origin is LineOrigin.VALUES:
            values[line.criterion_id] = line.inputs or {}
        elif line.origin is LineOrigin.POINTS:
            points[line.criterion_id] = line.points
    return Word(points, values)


def outcomes(scale: Scale, cluster_id: int) -> dict[int, Outcome]:
    """The final points of a cluster as they stand now, by sheet."""
    found = cases(scale, cluster_id=cluster_id).get(cluster_id, {})
    settled = {one: case.settled for one, case in found.items()}
    return reckon(scale, settled, words(lines(found)))
