"""Self-scoring: opening a sheet, filling it, submitting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm.attributes import flag_modified

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import queries as clusters
from app.lib import clock
from app.lib.errors import Conflict, Stale
from app.scoring.models import Absence, ScoreSheet, SheetEvidence, SheetLine
from app.scoring.policies import sheets as policies
from app.scoring.queries import criteria, drawing
from app.scoring.queries import sheets as queries
from app.scoring.queries.drawing import Drawn
from app.scoring.scale import Scale
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class LineContent:
    """What is entered for one criterion: stored values ("8.5", "yes") by input, and a remark."""

    inputs: Mapping[str, object]
    note: str | None = None


def open_sheet(*, set_id: int, by: Person) -> ScoreSheet:
    """Open the member's sheet for an issued set, with what its tasks say already filled in.

    Opened already, it is given as it is. Raises Conflict where the member is in no cluster that
    the set is for.
    """
    actor = context.acting()
    found = criteria.criteria_set(set_id)
    seat = clusters.seat(year=found.year, member_id=actor.tenant_id or 0)
    seat = policies.check_open(found, seat)
    there = queries.own_of_set(set_id)
    if there is not None:
        return there
    sheet = ScoreSheet(
        tenant_id=actor.tenant_id,
        criteria_set_id=set_id,
        cluster_id=seat.cluster_id,
        year=found.year,
        province_id=found.tenant_id,
    )
    db.session.add(sheet)
    db.session.flush()
    scale = criteria.scale(set_id)
    _insert_lines(sheet, scale)
    _fill_drawn(sheet, scale, drawing.draw(scale))
    audit.record("score_sheet.opened", sheet, by=by, year=sheet.year)
    return sheet


def save(
    *, sheet_id: int, version: int, lines: Mapping[int, LineContent], by: Person
) -> ScoreSheet:
    """Enter values and remarks for some criteria of a draft, and add up what is there.

    Raises Invalid at `lines.<criterion id>.<input>` (points above the maximum, unknown inputs),
    Conflict for a submitted sheet, Stale with what differs.
    """
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    scale = criteria.scale(sheet.criteria_set_id)
    answers = scale.answers({one: content.inputs for one, content in lines.items()})
    there = queries.lines(sheet.id)
    if sheet.version != version:
        raise Stale(changed=_differences(scale, there, lines))
    for criterion_id, content in lines.items():
        policies.check_note(content.note, f"lines.{criterion_id}.note")
        line, answer = there[criterion_id], answers[criterion_id]
        if dict(answer.inputs) != line.inputs:
            line.inputs, line.points, line.source = dict(answer.inputs), answer.points, None
        if (content.note or None) != line.note:
            line.note = content.note or None
    _add_up(sheet, scale, there)
    audit.record("score_sheet.saved", sheet, by=by, criteria=len(lines))
    return sheet


def draw(*, sheet_id: int, version: int, by: Person) -> ScoreSheet:
    """Take what the member's tasks say now into the criteria that name a task, over what is there.

    Raises Conflict for a submitted sheet, Stale.
    """
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    if sheet.version != version:
        raise Stale()
    scale = criteria.scale(sheet.criteria_set_id)
    _fill_drawn(sheet, scale, drawing.draw(scale))
    audit.record("score_sheet.drawn", sheet, by=by)
    return sheet


def submit(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Send the sheet to the province and to its appraiser: the lead, or for the lead the deputy.

    From now on it does not change. Sent already, it stays as it is. Raises Invalid at
    `lines.<criterion id>` for each criterion without an answer or without the evidence it needs,
    Conflict where the cluster has nobody to appraise it.
    """
    sheet = queries.own_for_change(sheet_id)
    if sheet.sent_at is not None:
        return sheet
    policies.check_listed(_is_listed(sheet))
    scale = criteria.scale(sheet.criteria_set_id)
    there = queries.lines(sheet.id)
    points = {one: line.points for one, line in there.items() if line.points is not None}
    policies.check_submit(scale, points, queries.proofs(sheet.id).keys())
    seat = clusters.seat(year=sheet.year, member_id=sheet.tenant_id)
    if seat is None:
        raise Conflict("Đơn vị không còn trong cụm, khối thi đua của năm này.")
    now, appraiser_id = clock.now(), seat.appraiser_of(sheet.tenant_id)
    total = scale.totals(points).total
    sent: dict[str, Any] = {"appraiser_id": appraiser_id, "sent_at": now}
    for rows in (SheetLine, SheetEvidence):
        db.session.execute(
            update(rows)
            .where(rows.sheet_id == sheet.id)
            .values(**sent)
            .execution_options(synchronize_session=False)
        )
    sheet.self_total, sheet.submitted_by = total, by.id
    sheet.appraiser_id, sheet.sent_at = appraiser_id, now
    audit.record("score_sheet.submitted", sheet, by=by, total=str(total), appraiser=appraiser_id)
    return sheet


def _insert_lines(sheet: ScoreSheet, scale: Scale) -> None:
    rows = [
        {
            "tenant_id": sheet.tenant_id,
            "sheet_id": sheet.id,
            "criterion_id": criterion_id,
            "inputs": {},
            "province_id": sheet.province_id,
        }
        for criterion_id in scale.leaves
    ]
    db.session.execute(insert(SheetLine), rows)


def _fill_drawn(sheet: ScoreSheet, scale: Scale, drawn: Mapping[int, Drawn]) -> None:
    there = queries.lines(sheet.id)
    answers = scale.answers({one: found.inputs for one, found in drawn.items() if found.inputs})
    for criterion_id, found in drawn.items():
        line = there[criterion_id]
        if criterion_id in answers:
            line.inputs = dict(answers[criterion_id].inputs)
            line.points = answers[criterion_id].points
        line.source = found.source
    _add_up(sheet, scale, there)


def _add_up(sheet: ScoreSheet, scale: Scale, lines: Mapping[int, SheetLine]) -> None:
    """The running total; a change of lines counts as a change of the sheet."""
    points = {one: line.points for one, line in lines.items() if line.points is not None}
    sheet.self_total = scale.totals(points).total
    flag_modified(sheet, "self_total")


def _is_listed(sheet: ScoreSheet) -> bool:
    return bool(
        db.session.scalar(
            select(
                select(Absence.id)
                .where(
                    Absence.criteria_set_id == sheet.criteria_set_id,
                    Absence.member_id == sheet.tenant_id,
                    Absence.issued_at.is_not(None),
                )
                .exists()
            )
        )
    )


def _differences(
    scale: Scale, there: Mapping[int, SheetLine], lines: Mapping[int, LineContent]
) -> dict[str, tuple[str, str]]:
    """Where what was sent differs from what is there now, by the label of the field."""
    changed: dict[str, tuple[str, str]] = {}
    for criterion_id, content in lines.items():
        code, line = scale.leaves[criterion_id].criterion.code, there[criterion_id]
        for field in scale.inputs(criterion_id):
            mine, current = content.inputs.get(field.name), line.inputs.get(field.name)
            if mine != current:
                changed[f"{code}. {field.label}"] = (str(mine or ""), str(current or ""))
        if (content.note or None) != line.note:
            changed[f"{code}. Ghi chú"] = (content.note or "", line.note or "")
    return changed
