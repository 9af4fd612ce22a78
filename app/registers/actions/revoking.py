"""An issued paper is revoked; its number stays in the register."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.registers.models import OutgoingPaper
from app.registers.terms import PaperState
from tenants.db import db


def revoke(*, paper: OutgoingPaper, reason: str, by: Person) -> None:
    """The paper stands no more, and why. Whether it may be revoked is the caller's to check."""
    paper.state, paper.reason = PaperState.REVOKED, reason
    audit.record("outgoing_paper.revoked", paper, by=by, number=paper.full_number, reason=reason)
    db.session.flush()
