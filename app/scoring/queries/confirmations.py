"""What the council has said, and the settled points on which it decides."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from app.scoring.models import Appraisal, AppraisalLine, Confirmation
from tenants.db import db


def is_current() -> ColumnElement[bool]:
    """Over `Confirmation`: the newest revision of a sheet that the reader may see."""
    later = aliased(Confirmation)
    return ~exists().where(
        later.sheet_id == Confirmation.sheet_id, later.revision > Confirmation.revision
    )


def of_sheet(sheet_id: int) -> Confirmation | None:
    """The council's newest word on a sheet, where it may be read."""
    return db.session.scalar(
        select(Confirmation).where(Confirmation.sheet_id == sheet_id, is_current())
    )


def current(set_id: int) -> dict[int, Confirmation]:
    """The council's newest word on every sheet of a set, by sheet: one statement."""
    found = db.session.scalars(
        select(Confirmation).where(Confirmation.criteria_set_id == set_id, is_current())
    )
    return {one.sheet_id: one for one in found}


def settled_points(sheet_ids: Sequence[int]) -> Mapping[int, dict[int, Decimal]]:
    """The settled points of many sheets in one statement, by sheet and criterion."""
    points: dict[int, dict[int, Decimal]] = {sheet_id: {} for sheet_id in sheet_ids}
    rows = db.session.execute(
        select(Appraisal.sheet_id, AppraisalLine.criterion_id, AppraisalLine.settled_points)
        .join(AppraisalLine, AppraisalLine.appraisal_id == Appraisal.id)
        .where(
            Appraisal.sheet_id.in_(sheet_ids),
            Appraisal.settled_at.is_not(None),
            AppraisalLine.settled_points.is_not(None),
        )
    )
    for sheet_id, criterion_id, settled in rows:
        if settled is not None:
            points[sheet_id][criterion_id] = settled
    return points
