"""What becomes of an issued paper is noted; one that is revoked keeps its number."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.registers.models import OutgoingPaper, PaperChange
from app.registers.terms import ChangeKind, PaperState
from tenants.db import db


def note(
    *,
    paper: OutgoingPaper,
    kind: ChangeKind,
    reason: str,
    by_paper: OutgoingPaper | None,
    named: str,
    by: Person,
) -> PaperChange:
    """Beside the paper stands what became of it, and by which other one (`named` for readers)."""
    row = PaperChange(
        tenant_id=paper.tenant_id,
        paper_id=paper.id,
        change=kind,
        reason=reason,
        by_paper_id=None if by_paper is None else by_paper.id,
        by_paper=named,
        by_id=by.id,
        by_name=by.full_name,
    )
    db.session.add(row)
    db.session.flush()
    return row


def revoke(*, paper: OutgoingPaper, reason: str, by: Person) -> None:
    """The paper stands no more, and why. Whether it may be revoked is the caller's to check."""
    paper.state, paper.reason = PaperState.REVOKED, reason
    audit.record("outgoing_paper.revoked", paper, by=by, number=paper.full_number, reason=reason)
    db.session.flush()
