"""Showing a paper to everybody, and taking it back from the public pages."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.correspondence.actions import own_papers
from app.correspondence.policies import exchange
from app.correspondence.queries import recipients
from app.lib import clock
from app.registers import queries as registers
from app.registers.queries import OutgoingPaper
from tenants.db import db


def publish(*, paper_id: int, reason: str, by: Person) -> OutgoingPaper:
    """Show a paper and its files on the public pages; `reason` says on whose word.

    Raises Invalid at `reason` without one, Conflict for a paper that stands no more, has no file,
    is public already, or is marked for few readers.
    """
    paper = own_papers.held(paper_id)
    kept = exchange.check_reason(reason)
    exchange.check_publish(paper, recipients.circulation(paper_id))
    exchange.check_file(registers.current_file(paper_id))
    paper.public_at = clock.now()
    db.session.flush()
    audit.record("outgoing_paper.published", paper, by=by, number=paper.full_number, reason=kept)
    return paper


def unpublish(*, paper_id: int, reason: str, by: Person) -> OutgoingPaper:
    """Take a paper off the public pages. Raises Invalid at `reason`, Conflict if it is not there.

    Its QR code goes on telling what the register says of it.
    """
    paper = own_papers.held(paper_id)
    kept = exchange.check_reason(reason)
    exchange.check_unpublish(paper)
    paper.public_at = None
    db.session.flush()
    audit.record("outgoing_paper.unpublished", paper, by=by, number=paper.full_number, reason=kept)
    return paper
