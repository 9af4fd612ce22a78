"""Papers made out of an announced result: issued under a number, or drawn for a look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject
from app.registers.queries import OutgoingPaper
from app.scoring.models import ResultPaper
from app.scoring.papers import heads
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import announcements, proposed, standings
from app.scoring.terms import ResultPaperKind
from tenants import context
from tenants.db import db

LONGEST = {"number": 20, "signer_position": 200, "signer_name": 100, "recipients": 2_000}


@dataclass(frozen=True, kw_only=True)
class PaperHead:
    """Number, day, who signs (the lines above the name), and the recipients, one a line.

    Without a number the next one of the series is given, without a day it is today.
    """

    number: str = ""
    issued_on: date | None = None
    signer_position: str = ""
    signer_name: str = ""
    recipients: str = ""


def issue(
    *, announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person
) -> ResultPaper:
    """Issue a paper out of a result: it takes its number from the register of outgoing papers.

    Raises NotFound for all but whoever announced, Invalid at the field that is too long, at
    `number` for one that a paper carries, at `issued_on` for a day ahead or out of order.
    """
    made = _made(announcement_id, kind, head, by)
    made.issued_on = head.issued_on or clock.today()
    announcement = standings.announcement(announcement_id)
    issuer = standings.issuer(announcement)
    block = heads.signature(made, issuer)
    registers.enter(
        kind=kind.paper_kind,
        symbol=heads.symbol_of(kind, issuer),
        abstract=heads.abstract_of(kind, announcement, issuer),
        issued_on=made.issued_on,
        signer=Signer(lines=block.capacity, position=block.position, name=block.name),
        subject=_numbered(made),
        wanted=head.number.strip() or None,
        dispatch=Dispatch(recipients=heads.recipients(made), archive=heads.ARCHIVE),
        by=by,
    )
    audit.record("result_paper.made", made, by=by, title=kind.label, number=made.number)
    return made


def draft(
    *, announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person
) -> ResultPaper:
    """Keep the head of a paper to be looked at: marked as a draft, it takes no number.

    Raises NotFound for all but whoever announced, Invalid at the field that is too long.
    """
    made = _made(announcement_id, kind, head, by)
    db.session.add(made)
    db.session.flush()
    return made


def _numbered(made: ResultPaper) -> Callable[[OutgoingPaper], Subject]:
    def subject(entry: OutgoingPaper) -> Subject:
        made.number = entry.printed_number
        db.session.add(made)
        db.session.flush()
        return Subject(kind=ResultPaper.__tablename__, id=made.id)

    return subject


def _made(announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person) -> ResultPaper:
    """A paper without a number, not yet kept."""
    set_policies.check_arrange(context.acting())
    found = announcements.frozen_result(announcement_id)
    wrong = {
        name: [f"Nhiều nhất {most} ký tự."]
        for name, most in LONGEST.items()
        if len(getattr(head, name)) > most
    }
    if kind is ResultPaperKind.PROPOSAL and not proposed.has_awards(found.announcement_id):
        wrong["kind"] = ["Bộ tiêu chí không quy định khen thưởng nên chưa có gì để đề nghị."]
    if wrong:
        raise Invalid(fields=wrong)
    return ResultPaper(
        tenant_id=found.tenant_id,
        announcement_id=announcement_id,
        kind=kind,
        issued_on=head.issued_on,
        signer_position=head.signer_position.strip(),
        signer_name=head.signer_name.strip() or None,
        recipients=head.recipients.strip(),
        made_by=by.id,
    )
