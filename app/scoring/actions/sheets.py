"""Self-scoring: opening a sheet, filling it, submitting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.clusters import queries as clusters
from app.lib import clock
from app.lib.errors import Conflict, Stale
from app.scoring.actions import cells, editions
from app.scoring.models import Absence, ScoreSheet, SheetEvidence, SheetLine
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import sheets as policies
from app.scoring.queries import criteria, drawing, filling
from app.scoring.queries import editions as edition_queries
from app.scoring.queries import sheets as queries
from app.scoring.queries.drawing import Drawn
from app.scoring.queries.filling import Filling
from app.scoring.scale import Answer, Scale
from tenants import context
from tenants.db import db


@dataclass(frozen=True, kw_only=True)
class LineContent:
    """What is entered for one criterion: stored values ("8.5", "yes") by input, and a remark.

    `unassigned`: the member was not given it, and the remark says why; None leaves that as it is.
    """

    inputs: Mapping[str, object]
    note: str | None = None
    unassigned: bool | None = None


def open_sheet(*, set_id: int, by: Person) -> ScoreSheet:
    """Open the member's sheet for an issued set, with what its tasks say already filled in.

    Opened already, it is given as it is. Raises Conflict where the member is in no cluster that
    the set is for.
    """
    actor = context.acting()
    found = criteria.criteria_set(set_id)
    seat = clusters.seat(year=found.year, member_id=actor.tenant_id or 0)
    set_policies.check_in_force(found)
    seat = policies.check_open(found, seat)
    policies.check_bound(found, criteria.of_cluster(seat.cluster_id))
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
    _fill_drawn(filling.of_sheet(sheet), drawing.draw(scale))
    if found.replaces_id is not None and editions.carry_over(sheet, scale, by=by):
        carried = filling.of_sheet(sheet)
        cells.regate_all(carried, carried.scale.leaves)
    audit.record("score_sheet.opened", sheet, by=by, year=sheet.year)
    return sheet


def save(
    *,
    sheet_id: int,
    version: int | None,
    lines: Mapping[int, LineContent],
    by: Person,
    versions: Mapping[int, int] | None = None,
) -> ScoreSheet:
    """Enter values and remarks for some criteria of a draft, and add up what is there.

    Built on the sheet's `version`, or on the version of each line: then only lines that another
    has changed in the meantime are refused. Raises Invalid at `lines.<criterion id>.<input>`
    (points above the maximum, unknown inputs), Conflict for a submitted sheet, Stale with what
    differs.
    """
    sheet = queries.own_for_change(sheet_id)
    policies.check_edit(sheet, context.acting().tenant_id)
    found = filling.of_sheet(sheet)
    answers = found.scale.answers({one: content.inputs for one, content in lines.items()})
    given = {
        one: _content(content, answers[one], found.lines[one]) for one, content in lines.items()
    }
    _refuse_stale(found, given, version, versions)
    for criterion_id, after in given.items():
        line = found.lines[criterion_id]
        if after != {"inputs": line.inputs, "note": line.note, "unassigned": line.unassigned}:
            cells.write(found, line, after, by=by)
    cells.recount(found)
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
    found = filling.of_sheet(sheet)
    _fill_drawn(found, drawing.draw(found.scale))
    audit.record("score_sheet.drawn", sheet, by=by)
    return sheet


def submit(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Send the sheet to the province and to its appraiser: the lead, or for the lead the deputy.

    It counts in the cluster where the member sits now, though it was opened in another. From now
    on it does not change. Sent already, it stays as it is. Raises Invalid at
    `lines.<criterion id>` for each criterion without an answer or without the evidence it needs,
    Conflict where the cluster has nobody to appraise it or is scored by another set.
    """
    sheet = queries.own_for_change(sheet_id)
    if sheet.sent_at is not None:
        return sheet
    edition_queries.lock(sheet.criteria_set_id, alone=False)
    set_policies.check_in_force(criteria.criteria_set_as_it_is(sheet.criteria_set_id))
    policies.check_listed(_is_listed(sheet))
    found = filling.of_sheet(sheet)
    policies.check_submit(found.gaps)
    seat = clusters.seat(year=sheet.year, member_id=sheet.tenant_id)
    if seat is None:
        raise Conflict("Đơn vị không còn trong cụm, khối thi đua của năm này.")
    in_force = criteria.criteria_set(sheet.criteria_set_id)
    policies.check_bound(in_force, criteria.of_cluster(seat.cluster_id))
    sheet.cluster_id = seat.cluster_id
    now, appraiser_id = clock.now(), seat.appraiser_of(sheet.tenant_id)
    total = found.totals.total
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


def _fill_drawn(found: Filling, drawn: Mapping[int, Drawn]) -> None:
    for criterion_id, one in drawn.items():
        line = found.lines[criterion_id]
        if one.inputs:
            line.inputs = dict(one.inputs)
            line.points = cells.reckoned(found, criterion_id, line.inputs)
            line.version += 1
        line.source = one.source
    cells.recount(found)


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


def _content(content: LineContent, answer: Answer, line: SheetLine) -> dict[str, Any]:
    """The line as it would be stored."""
    unassigned = line.unassigned if content.unassigned is None else content.unassigned
    return {
        "inputs": dict(answer.inputs),
        "note": content.note or None,
        "unassigned": unassigned,
    }


def _refuse_stale(
    found: Filling,
    given: Mapping[int, dict[str, Any]],
    version: int | None,
    versions: Mapping[int, int] | None,
) -> None:
    if versions is None and found.sheet.version == version:
        return
    changed: dict[str, tuple[str, str]] = {}
    for criterion_id, after in given.items():
        line = found.lines[criterion_id]
        if versions is None or versions.get(criterion_id) != line.version:
            changed |= cells.differences(found.scale, line, after)
    if versions is None or changed:
        raise Stale(changed=changed)
