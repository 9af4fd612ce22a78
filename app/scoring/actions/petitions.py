"""Petitions about announced results, and their answers; a granted one goes back to the council."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, inspect, select

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.scoring.models import (
    Confirmation,
    ConfirmationLine,
    Petition,
    PetitionAnswer,
    PetitionFile,
)
from app.scoring.policies import petitions as policies
from app.scoring.queries import announcements, confirmations, criteria, standings
from app.scoring.queries import petitions as queries
from tenants import context
from tenants.db import db
from tenants.models import Tenant

Upload = tuple[str, bytes]
"""The name of a file and what is in it."""

_NOT_COPIED = {"id", "created_at", "updated_at", "version", "sent_at", "confirmation_id"}


def petition(
    *,
    announcement_id: int,
    criterion_id: int | None,
    text: str,
    files: Sequence[Upload] = (),
    by: Person,
) -> Petition:
    """Ask that the member's own result be looked at again, on a criterion or as a whole.

    Sent at once, it never changes. Raises NotFound, NotAllowed for whom the result does not rank,
    Conflict outside the period and where the same was asked before, Invalid at "text", "files"
    and "criterion_id".
    """
    tenant_id = context.acting().tenant_id
    found = standings.announcement(announcement_id)
    newest = standings.announced(found.criteria_set_id, found.cluster_id)
    own = announcements.own_part(announcement_id)
    part = policies.check_petition(found, newest, own, tenant_id, clock.today())
    policies.check_text(text, len(files))
    scale = criteria.scale(found.criteria_set_id)
    if criterion_id is not None and criterion_id not in scale.leaves:
        raise Invalid("Bộ tiêu chí không có tiêu chí này.", "criterion_id")
    policies.check_once(queries.same(announcement_id, criterion_id))
    made = Petition(
        tenant_id=tenant_id,
        announcement_id=announcement_id,
        criteria_set_id=found.criteria_set_id,
        sheet_id=part.sheet_id,
        criterion_id=criterion_id,
        member_name=db.session.get_one(Tenant, tenant_id).name,
        province_id=found.tenant_id,
        text=text.strip(),
        sent_at=clock.now(),
        sent_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    for name, content in files:
        _attach(made, name, content, by)
    audit.record("petition.sent", made, by=by, criterion=criterion_id, files=len(files))
    return made


def _attach(made: Petition, name: str, content: bytes, by: Person) -> None:
    file = documents.store(name=name, content=content, by=by, field="files")
    db.session.add(
        PetitionFile(
            tenant_id=made.tenant_id,
            petition_id=made.id,
            file_id=file.id,
            province_id=made.province_id,
            sent_at=made.sent_at,
        )
    )


def answer(*, petition_id: int, granted: bool, reason: str, by: Person) -> PetitionAnswer:
    """Grant or refuse a petition, with the reason. Answered once, it stays.

    Granted, the sheet goes back to the council, which decides in a further revision; the result is
    then announced anew. Raises NotFound, NotAllowed, Conflict once answered, Invalid at "reason".
    """
    found = queries.petition(petition_id)
    policies.check_answer(found, queries.answer(petition_id), context.acting().tenant_id)
    policies.check_reason(reason)
    criteria.set_for_change(found.criteria_set_id)
    made = PetitionAnswer(
        tenant_id=found.province_id,
        petition_id=petition_id,
        member_id=found.tenant_id,
        granted=granted,
        reason=reason.strip(),
        sent_at=clock.now(),
        answered_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    if granted:
        _reopen(found.sheet_id, by)
    audit.record("petition.answered", made, by=by, member=found.member_name, granted=granted)
    return made


def _reopen(sheet_id: int, by: Person) -> None:
    """A further revision of the council's word, so far the same, which it may change."""
    there = confirmations.of_sheet(sheet_id)
    if there is None:
        raise Conflict("Bảng điểm này chưa được Hội đồng xác nhận.")
    if there.sent_at is None:
        return
    made = Confirmation(**_copied(there), revision=there.revision + 1)
    made.confirmed_by = by.id
    db.session.add(made)
    db.session.flush()
    lines = db.session.scalars(
        select(ConfirmationLine).where(ConfirmationLine.confirmation_id == there.id)
    ).all()
    if lines:
        rows = [{**_copied(line), "confirmation_id": made.id} for line in lines]
        db.session.execute(insert(ConfirmationLine), rows)
    audit.record("score_sheet.reopened", made, by=by, revision=made.revision)


def _copied(row: Confirmation | ConfirmationLine) -> dict[str, Any]:
    kept = _NOT_COPIED | {"revision"}
    return {
        column.key: getattr(row, column.key)
        for column in inspect(type(row)).column_attrs
        if column.key not in kept
    }
