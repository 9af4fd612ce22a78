"""The provincial council's word on settled sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import numbers
from app.lib.errors import Stale
from app.scoring.models import Confirmation, ConfirmationLine, CriteriaSet, ScoreSheet
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import standings as policies
from app.scoring.queries import appraisals, criteria, sheets, statuses
from app.scoring.queries import confirmations as queries
from app.scoring.scale import Scale
from app.scoring.terms import SheetState
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class Change:
    """The council's points for one criterion, with the reason where they differ."""

    points: Decimal
    reason: str | None = None


def confirm(
    *, sheet_id: int, version: int, changes: Mapping[int, Change], by: Person
) -> Confirmation:
    """Confirm a settled sheet as it is, or with changes; may be repeated until announced.

    `version` is 0 for the first time. Raises Invalid at `lines.<criterion id>.points` outside the
    limits and at `.reason` where one is missing, Conflict before the cluster has settled and once
    announced, Stale where somebody confirmed in the meantime.
    """
    set_policies.check_arrange(context.acting())
    sheet = sheets.sheet(sheet_id)
    _lock(sheet.criteria_set_id)
    there = queries.of_sheet(sheet_id)
    policies.check_confirm(appraisals.of_sheet(sheet_id), there)
    scale = criteria.scale(sheet.criteria_set_id)
    settled = queries.settled_points([sheet_id])[sheet_id]
    scale.totals({one: change.points for one, change in changes.items()})
    given = {one: numbers.quantize3(change.points) for one, change in changes.items()}
    reasons = {one: change.reason for one, change in changes.items()}
    policies.check_reasons(given, settled, reasons)
    if version != (0 if there is None else there.version):
        raise Stale("Bảng điểm này vừa được người khác xác nhận; hãy xem lại rồi lưu.")
    differing = {one: points for one, points in given.items() if points != settled[one]}
    found = there or _new(sheet, by)
    for name, value in _result(scale, {**settled, **differing}).items():
        setattr(found, name, value)
    found.confirmed_by = by.id
    db.session.add(found)
    db.session.flush()
    _write_lines(found, differing, reasons)
    audit.record(
        "score_sheet.confirmed", found, by=by, total=str(found.total), changed=len(differing)
    )
    return found


def confirm_all(*, set_id: int, cluster_id: int | None = None, by: Person) -> int:
    """Confirm every settled sheet of a cluster (or of the whole set) as its cluster settled it.

    What was confirmed before stays. A fixed number of statements, however many sheets; how many
    were confirmed now.
    """
    set_policies.check_arrange(context.acting())
    found = _lock(set_id)
    waiting = [
        one
        for one in statuses.of_set(set_id, cluster_id=cluster_id)
        if one.state is SheetState.SETTLED
    ]
    if not waiting:
        return 0
    scale = criteria.scale(set_id)
    points = queries.settled_points([one.sheet_id for one in waiting if one.sheet_id is not None])
    rows = [
        {
            "tenant_id": found.tenant_id,
            "sheet_id": one.sheet_id,
            "criteria_set_id": set_id,
            "member_id": one.member_id,
            "appraiser_id": one.appraiser_id,
            "confirmed_by": by.id,
            **_result(scale, points[one.sheet_id or 0]),
        }
        for one in waiting
    ]
    db.session.execute(insert(Confirmation), rows)
    audit.record("score_sheet.confirmed_all", found, by=by, cluster_id=cluster_id, sheets=len(rows))
    return len(rows)


def _lock(set_id: int) -> CriteriaSet:
    """Confirming and announcing take turns."""
    return criteria.set_for_change(set_id)


def _new(sheet: ScoreSheet, by: Person) -> Confirmation:
    return Confirmation(
        tenant_id=context.acting().tenant_id,
        sheet_id=sheet.id,
        criteria_set_id=sheet.criteria_set_id,
        member_id=sheet.tenant_id,
        appraiser_id=sheet.appraiser_id,
        confirmed_by=by.id,
    )


def _result(scale: Scale, points: Mapping[int, Decimal]) -> dict[str, Any]:
    totals = scale.totals(points)
    return {
        "total": totals.total,
        "has_zero": bool(totals.zeros),
        "subtotals": scale.subtotals(totals, points),
    }


def _write_lines(
    found: Confirmation, differing: Mapping[int, Decimal], reasons: Mapping[int, str | None]
) -> None:
    db.session.execute(
        delete(ConfirmationLine)
        .where(ConfirmationLine.confirmation_id == found.id)
        .execution_options(synchronize_session="fetch")
    )
    if differing:
        rows = [
            {
                "tenant_id": found.tenant_id,
                "confirmation_id": found.id,
                "criterion_id": one,
                "points": points,
                "reason": reasons.get(one),
                "member_id": found.member_id,
                "appraiser_id": found.appraiser_id,
            }
            for one, points in differing.items()
        ]
        db.session.execute(insert(ConfirmationLine), rows)
