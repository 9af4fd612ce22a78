"""Editions of an issued set: the new one ends the old, and members' sheets move over."""

from collections.abc import Mapping

from sqlalchemy import insert, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.scoring.content import SetContent
from app.scoring.models import CriteriaSet, ScoreSheet, SheetEvidence, SheetLine
from app.scoring.policies import criteria as policies
from app.scoring.queries import criteria, sheets
from app.scoring.queries import editions as queries
from app.scoring.scale import Scale
from tenants.db import db

SAME = ("year", "cluster_kind", "applies_to")


def check_replace(found: CriteriaSet) -> None:
    """Raises Conflict where a set does not bind, or some member was already scored by it."""
    policies.check_in_force(found)
    submitted = queries.submitted_count(found.id)
    if submitted:
        raise Conflict(
            f"Đã có {submitted} đơn vị nộp bảng điểm theo bộ tiêu chí này nên không sửa đổi được "
            "nữa. Hãy xử lý chênh lệch khi Hội đồng xác nhận, hoặc sửa ở bộ tiêu chí năm sau."
        )
    if queries.absence_count(found.id):
        raise Conflict(
            "Đã ghi nhận đơn vị không tự chấm điểm theo bộ tiêu chí này nên không sửa đổi được nữa."
        )


def check_unscored(found: CriteriaSet) -> None:
    """Raises Conflict where members of the clusters that a set names were scored by another one."""
    submitted = queries.scored_otherwise(found)
    if submitted:
        raise Conflict(
            f"Đã có {submitted} đơn vị trong các cụm, khối này nộp bảng điểm theo bộ tiêu chí đang "
            "áp dụng nên không ban hành bộ riêng được nữa."
        )


def check_same_clusters(found: CriteriaSet, content: SetContent) -> None:
    """Raises Invalid where an edition would be for another year or for other clusters."""
    if found.replaces_id is None:
        return
    given = vars(content) | {"applies_to": sorted(set(content.applies_to))}
    for name in SAME:
        if given[name] != getattr(found, name):
            said = "Lần sửa đổi giữ nguyên năm và các cụm, khối áp dụng của bộ đã ban hành."
            raise Invalid(said, name)


def end_replaced(found: CriteriaSet, *, by: Person) -> None:
    """End the set that this edition replaces, if there is one. Raises Conflict as it says."""
    if found.replaces_id is None:
        return
    queries.lock(found.replaces_id, alone=True)
    old = criteria.set_for_change(found.replaces_id)
    check_replace(old)
    old.replaced_at = clock.now()
    audit.record("criteria_set.replaced", old, by=by, edition=found.edition)
    db.session.flush()


def carry_over(sheet: ScoreSheet, scale: Scale, *, by: Person) -> int:
    """Take into a member's new sheet what it entered by the editions before; how many criteria.

    By code: values that the new formula still understands, the remark, whether it was not assigned,
    and the files. The old sheet stays as it was.
    """
    old = _newest_before(sheet, scale.criteria_set)
    if old is None:
        return 0
    codes = {one.id: one.code for one in criteria.criteria(old.criteria_set_id)}
    here = {row.criterion.code: criterion_id for criterion_id, row in scale.leaves.items()}
    place = {one: here[code] for one, code in codes.items() if code in here}
    there = sheets.lines(sheet.id)
    carried = 0
    for criterion_id, line in sheets.lines(old.id).items():
        if criterion_id in place and _carry(line, there[place[criterion_id]], scale):
            carried += 1
    _carry_files(old.id, sheet, place)
    audit.record("score_sheet.carried_over", sheet, by=by, criteria=carried, from_sheet=old.id)
    return carried


def _newest_before(sheet: ScoreSheet, found: CriteriaSet) -> ScoreSheet | None:
    before = [one for one in queries.history(found) if one.edition < found.edition]
    own = queries.own_sheets([one.id for one in before], sheet.tenant_id)
    return next((own[one.id] for one in reversed(before) if one.id in own), None)


def _carry(old: SheetLine, new: SheetLine, scale: Scale) -> bool:
    new.note = old.note
    new.unassigned = old.unassigned and scale.leaves[new.criterion_id].criterion.assignable
    if not old.inputs:
        return bool(old.note or old.unassigned)
    try:
        answer = scale.answers({new.criterion_id: old.inputs})[new.criterion_id]
    except Invalid:
        return False
    new.inputs, new.points, new.source = dict(answer.inputs), answer.points, old.source
    return True


def _carry_files(old_id: int, sheet: ScoreSheet, place: Mapping[int, int]) -> None:
    found = db.session.scalars(
        select(SheetEvidence).where(SheetEvidence.sheet_id == old_id).order_by(SheetEvidence.id)
    )
    rows = [
        {
            "tenant_id": sheet.tenant_id,
            "sheet_id": sheet.id,
            "criterion_id": place[one.criterion_id],
            "file_id": one.file_id,
            "caption": one.caption,
            "kind": one.kind,
            "province_id": sheet.province_id,
        }
        for one in found
        if one.criterion_id in place
    ]
    if rows:
        db.session.execute(insert(SheetEvidence), rows)
