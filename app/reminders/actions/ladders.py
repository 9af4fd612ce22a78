"""Making the ladder one's own."""

from collections.abc import Sequence

from sqlalchemy import delete

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Stale
from app.reminders import policies
from app.reminders.models import Ladder
from app.reminders.queries import ladders
from app.reminders.terms import Step
from tenants import context
from tenants.db import db

CHANGED = "Thang nhắc việc đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi lưu."


def keep_ladder(*, steps: Sequence[Step], hour: int, version: int, by: Person) -> Ladder:
    """Let these steps hold from now on; `version` is what was read (0 for the usual ladder).

    What was reminded of is not reminded of again at a step that stands where one stood before.
    Raises Invalid for a ladder that makes no sense, Stale where another has changed it.
    """
    is_issuer = ladders.tenant().kind in ladders.ISSUERS
    policies.check_ladder(steps, is_issuer=is_issuer)
    row = ladders.row(lock=True)
    if version != (0 if row is None else row.version):
        raise Stale(CHANGED)
    kept = [step.as_json() for step in ladders.ordered(steps)]
    if row is None:
        row = Ladder(tenant_id=context.acting().tenant_id, steps=kept, hour=hour)
        db.session.add(row)
    row.steps, row.hour, row.issued_at = kept, hour, clock.now()
    db.session.flush()
    audit.record("ladder.kept", row, by=by, count=len(kept))
    return row


def restore_usual_ladder(*, version: int, by: Person) -> None:
    """Go back to the ladder with which every tenant starts. Raises Stale."""
    row = ladders.row(lock=True)
    if version != (0 if row is None else row.version):
        raise Stale(CHANGED)
    if row is not None:
        audit.record("ladder.restored", row, by=by)
        db.session.flush()
        db.session.execute(delete(Ladder).where(Ladder.id == row.id))
