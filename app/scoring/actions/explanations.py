"""The member's word on its appraisal (giải trình)."""

from collections.abc import Mapping

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid, Stale
from app.scoring.models import Explanation, ScoreSheet, SheetEvidence
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals, criteria, sheets
from app.scoring.scale import Scale
from tenants.db import db

AGREED = "Đơn vị thống nhất với kết quả thẩm định."


def save(
    *,
    sheet_id: int,
    texts: Mapping[int | None, str],
    by: Person,
    versions: Mapping[int | None, int] | None = None,
) -> ScoreSheet:
    """Keep what the member wants to say, by criterion id, or under None on the whole; not sent yet.

    What was kept before is replaced; blank texts are left out. `versions`: the texts on which it
    builds, 0 where there was none. Raises Invalid, Conflict where there is no appraisal, or the
    word was sent, or all is settled, Stale where another has changed a text.
    """
    sheet = _open(sheet_id)
    scale = criteria.scale(sheet.criteria_set_id)
    there = sheets.explanations(sheet.id)
    given = {one: text.strip() for one, text in texts.items()}
    for one, text in given.items():
        _check(scale, one, text)
    if versions is not None:
        _refuse_stale(scale, given, there, versions)
    for one in {*there, *given}:
        _put(sheet, one, given.get(one, ""), there.get(one))
    db.session.flush()
    audit.record("explanation.saved", sheet, by=by, criteria=sum(map(bool, given.values())))
    return sheet


def write(
    *, sheet_id: int, criterion_id: int | None, version: int | None, text: str, by: Person
) -> Explanation | None:
    """Keep one word of the member, on a criterion or (None) on the whole; a blank text removes it.

    `version` is that of the text on which it builds, 0 where there was none. What is there already
    is kept as it is. Raises Invalid, Conflict as `save`, Stale where another has changed the text.
    """
    sheet = _open(sheet_id)
    scale = criteria.scale(sheet.criteria_set_id)
    said = text.strip()
    _check(scale, criterion_id, said)
    there = sheets.explanations(sheet.id).get(criterion_id)
    current = "" if there is None else there.text
    if said != current and version not in (None, 0 if there is None else there.version):
        raise Stale(changed={"Giải trình": (said, current)})
    written = _put(sheet, criterion_id, said, there)
    db.session.flush()
    audit.record("explanation.saved", sheet, by=by, criterion_id=criterion_id)
    return written


def send(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Give the member's word to the appraiser and the province, with the files that were added to
    it; it does not change again.

    Raises Invalid where nothing is written, Conflict as `save`.
    """
    sheet = _open(sheet_id)
    if not sheets.explanations(sheet.id):
        raise Invalid(
            "Chưa ghi nội dung giải trình nào. Nếu đồng ý, hãy bấm “Thống nhất với kết quả”.",
            "text",
        )
    now = clock.now()
    db.session.execute(
        update(Explanation)
        .where(Explanation.sheet_id == sheet.id)
        .values(sent_at=now)
        .execution_options(synchronize_session="fetch")
    )
    db.session.execute(
        update(SheetEvidence)
        .where(SheetEvidence.sheet_id == sheet.id, SheetEvidence.sent_at.is_(None))
        .values(sent_at=now, appraiser_id=sheet.appraiser_id)
        .execution_options(synchronize_session=False)
    )
    audit.record("explanation.sent", sheet, by=by)
    return sheet


def agree(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Say that the member agrees with the appraisal. Raises Conflict as `save`."""
    save(sheet_id=sheet_id, texts={None: AGREED}, by=by)
    return send(sheet_id=sheet_id, by=by)


def _check(scale: Scale, criterion_id: int | None, text: str) -> None:
    if criterion_id is not None:
        scale.formula(criterion_id)
    field = "text" if criterion_id is None else f"lines.{criterion_id}.text"
    policies.check_length(text, field)


def _refuse_stale(
    scale: Scale,
    given: Mapping[int | None, str],
    there: Mapping[int | None, Explanation],
    versions: Mapping[int | None, int],
) -> None:
    changed = {}
    for one, text in given.items():
        held = there.get(one)
        current, version = ("", 0) if held is None else (held.text, held.version)
        if text != current and versions.get(one, 0) != version:
            code = "" if one is None else f"{scale.leaves[one].criterion.code}. "
            changed[f"{code}Giải trình"] = (text, current)
    if changed:
        raise Stale(changed=changed)


def _put(
    sheet: ScoreSheet, criterion_id: int | None, text: str, there: Explanation | None
) -> Explanation | None:
    if there is None and text:
        there = Explanation(
            tenant_id=sheet.tenant_id,
            sheet_id=sheet.id,
            criterion_id=criterion_id,
            text=text,
            province_id=sheet.province_id,
            appraiser_id=sheet.appraiser_id,
        )
        db.session.add(there)
    elif there is not None and not text:
        db.session.delete(there)
        there = None
    elif there is not None and there.text != text:
        there.text, there.version = text, there.version + 1
    return there


def _open(sheet_id: int) -> ScoreSheet:
    sheet = sheets.own_for_change(sheet_id)
    policies.check_explain(sheet, appraisals.of_sheet(sheet_id), sheets.explanations(sheet_id))
    return sheet
