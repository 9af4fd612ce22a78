"""The member's word on its appraisal (giải trình)."""

from collections.abc import Mapping

from sqlalchemy import delete, insert, update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid
from app.scoring.models import Explanation, ScoreSheet
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals, criteria, sheets
from tenants.db import db

AGREED = "Đơn vị thống nhất với kết quả thẩm định."


def save(*, sheet_id: int, texts: Mapping[int | None, str], by: Person) -> ScoreSheet:
    """Keep what the member wants to say, by criterion id, or under None on the whole; not sent yet.

    What was kept before is replaced; blank texts are left out. Raises Invalid, Conflict where
    there is no appraisal, or the word was sent, or all is settled.
    """
    sheet = _open(sheet_id)
    scale = criteria.scale(sheet.criteria_set_id)
    kept = {one: text.strip() for one, text in texts.items() if text.strip()}
    for one, text in kept.items():
        if one is not None:
            scale.formula(one)
        policies.check_length(text, "text" if one is None else f"lines.{one}.text")
    db.session.execute(delete(Explanation).where(Explanation.sheet_id == sheet.id))
    if kept:
        rows = [
            {
                "tenant_id": sheet.tenant_id,
                "sheet_id": sheet.id,
                "criterion_id": one,
                "text": text,
                "province_id": sheet.province_id,
                "appraiser_id": sheet.appraiser_id,
            }
            for one, text in kept.items()
        ]
        db.session.execute(insert(Explanation), rows)
    audit.record("explanation.saved", sheet, by=by, criteria=len(kept))
    return sheet


def send(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Give the member's word to the appraiser and the province; it does not change again.

    Raises Invalid where nothing is written, Conflict as `save`.
    """
    sheet = _open(sheet_id)
    if not sheets.explanations(sheet.id):
        raise Invalid(
            "Chưa ghi nội dung giải trình nào. Nếu đồng ý, hãy bấm “Thống nhất với kết quả”.",
            "text",
        )
    db.session.execute(
        update(Explanation)
        .where(Explanation.sheet_id == sheet.id)
        .values(sent_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )
    audit.record("explanation.sent", sheet, by=by)
    return sheet


def agree(*, sheet_id: int, by: Person) -> ScoreSheet:
    """Say that the member agrees with the appraisal. Raises Conflict as `save`."""
    save(sheet_id=sheet_id, texts={None: AGREED}, by=by)
    return send(sheet_id=sheet_id, by=by)


def _open(sheet_id: int) -> ScoreSheet:
    sheet = sheets.own_for_change(sheet_id)
    policies.check_explain(sheet, appraisals.of_sheet(sheet_id), sheets.explanations(sheet_id))
    return sheet
