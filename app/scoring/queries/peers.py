"""The values by which the members of a cluster are compared, as far as the reader may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from app.scoring.held import Held, first_review
from app.scoring.models import Appraisal, AppraisalLine, ScoreSheet, SheetEvidence, SheetLine
from app.scoring.queries.sheets import Detail
from app.scoring.scale import Scale
from tenants.db import db

Values = dict[int, dict[int, Mapping[str, str]]]
"""By criterion: by sheet, what was entered."""


def values(*, set_id: int, cluster_id: int, criterion_ids: Collection[int]) -> Values:
    """The values that stand: settled, before that the appraiser's, before that the member's own.

    Criteria that a member was not assigned are left out.
    """
    found: Values = {one: {} for one in criterion_ids}
    if not found:
        return found
    stands = func.coalesce(AppraisalLine.settled_inputs, AppraisalLine.inputs, SheetLine.inputs)
    rows = db.session.execute(
        select(SheetLine.criterion_id, SheetLine.sheet_id, stands)
        .join(ScoreSheet, ScoreSheet.id == SheetLine.sheet_id)
        .outerjoin(Appraisal, Appraisal.sheet_id == ScoreSheet.id)
        .outerjoin(
            AppraisalLine,
            (AppraisalLine.appraisal_id == Appraisal.id)
            & (AppraisalLine.criterion_id == SheetLine.criterion_id),
        )
        .where(
            ScoreSheet.criteria_set_id == set_id,
            ScoreSheet.cluster_id == cluster_id,
            ScoreSheet.sent_at.is_not(None),
            SheetLine.criterion_id.in_(found),
            ~func.coalesce(AppraisalLine.unassigned, SheetLine.unassigned),
        )
        .order_by(SheetLine.sheet_id)
    )
    for criterion_id, sheet_id, inputs in rows:
        found[criterion_id][sheet_id] = inputs
    return found


def kinds(sheet_ids: Collection[int]) -> dict[int, dict[int, set[str]]]:
    """The kinds of evidence attached, by sheet and criterion: one statement."""
    found: dict[int, dict[int, set[str]]] = {}
    rows = db.session.execute(
        select(SheetEvidence.sheet_id, SheetEvidence.criterion_id, SheetEvidence.kind).where(
            SheetEvidence.sheet_id.in_(sheet_ids)
        )
    )
    for sheet_id, criterion_id, kind in rows:
        if kind is None:
            continue
        found.setdefault(sheet_id, {}).setdefault(criterion_id, set()).add(kind)
    return found


def compared(
    scale: Scale, values: Values, kinds: Mapping[int, Mapping[int, Collection[str]]]
) -> dict[int, dict[int, Decimal]]:
    """The points of the relative criteria over these values, by criterion and sheet."""
    return {
        criterion_id: {
            sheet_id: scale.gated(
                criterion_id, points, kinds.get(sheet_id, {}).get(criterion_id, ())
            )
            for sheet_id, points in scale.among(criterion_id, given).items()
        }
        for criterion_id, given in values.items()
    }


@dataclass(frozen=True)
class Cell:
    """One criterion of a sheet under appraisal: what stands, and what its form remembers.

    `compared`: points over the whole cluster as far as it may be read, where they depend on it.
    """

    held: Held
    seen: str
    is_relative: bool
    compared: Decimal | None
    missing: tuple[str, ...]


def cells(detail: Detail) -> dict[int, Cell]:
    """The criteria of a sheet that is appraised, with what is reckoned over the cluster."""
    scale, sheet = detail.scale, detail.sheet
    kinds_of = {
        one: [proof.kind for proof in proofs if proof.kind] for one, proofs in detail.proofs.items()
    }
    found = compared(
        scale,
        values(
            set_id=sheet.criteria_set_id,
            cluster_id=sheet.cluster_id,
            criterion_ids=scale.relative,
        ),
        {sheet.id: kinds_of},
    )
    return {
        one: _cell(detail, one, line, found.get(one, {}).get(sheet.id), kinds_of.get(one, ()))
        for one, line in detail.appraised.items()
        if one in scale.leaves
    }


def _cell(
    detail: Detail,
    one: int,
    line: AppraisalLine,
    points: Decimal | None,
    there: Collection[str],
) -> Cell:
    held, is_relative = first_review(line, detail.lines[one]), one in detail.scale.relative
    seen = f"{line.version}-{held.seal(is_relative=is_relative)}"
    missing = detail.scale.missing_gates(one, there)
    return Cell(held, seen, is_relative, points, missing)
