"""What a member entered a year before, to stand beside this year's fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.scoring.formulas import Formula
from app.scoring.models import Criterion, ScoreSheet, SheetLine
from app.scoring.scale import formula_of
from tenants import archive
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Earlier:
    """One criterion as a sheet of the year before has it. `text` may have changed since."""

    year: int
    member_id: int
    member_name: str
    text: str
    formula: Formula
    inputs: Mapping[str, str]
    points: Decimal | None
    max_points: Decimal
    unassigned: bool


def of(sheet: ScoreSheet) -> dict[str, list[Earlier]]:
    """The member's own criteria of the year before by code; where it has no sheet of that year,
    those of the units that it succeeds. A fixed number of statements."""
    own = _lines(sheet.year - 1, [sheet.tenant_id])
    if own:
        return own
    with archive.opened() as closed:
        return _lines(sheet.year - 1, closed) if closed else {}


def _lines(year: int, member_ids: Collection[int]) -> dict[str, list[Earlier]]:
    rows = db.session.execute(
        select(SheetLine, Criterion, Tenant.id, Tenant.name)
        .join(ScoreSheet, ScoreSheet.id == SheetLine.sheet_id)
        .join(Criterion, Criterion.id == SheetLine.criterion_id)
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .where(
            ScoreSheet.year == year,
            ScoreSheet.tenant_id.in_(member_ids),
            ScoreSheet.sent_at.is_not(None),
        )
        .order_by(ScoreSheet.id.desc())
    )
    found: dict[str, list[Earlier]] = {}
    for line, criterion, member_id, name in rows:
        formula = formula_of(criterion)
        there = found.setdefault(criterion.code, [])
        if formula is None or any(one.member_id == member_id for one in there):
            continue
        there.append(
            Earlier(
                year=year,
                member_id=member_id,
                member_name=name,
                text=criterion.text,
                formula=formula,
                inputs=line.inputs,
                points=line.points,
                max_points=criterion.max_points,
                unassigned=line.unassigned,
            )
        )
    return found
