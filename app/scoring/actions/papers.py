"""Heads of the papers made out of an announced result."""

from dataclasses import dataclass
from datetime import date

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid
from app.scoring.models import ResultPaper
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import announcements, proposed
from app.scoring.terms import ResultPaperKind
from tenants import context
from tenants.db import db

LONGEST = {"number": 20, "signer_position": 200, "signer_name": 100, "recipients": 2_000}


@dataclass(frozen=True, kw_only=True)
class PaperHead:
    """Number, day, who signs (the lines above the name), and the recipients, one a line."""

    number: str = ""
    issued_on: date | None = None
    signer_position: str = ""
    signer_name: str = ""
    recipients: str = ""


def make(
    *, announcement_id: int, kind: ResultPaperKind, head: PaperHead, by: Person
) -> ResultPaper:
    """Keep the head of a paper to be drawn.

    Raises NotFound for all but whoever announced, Invalid at the field that is too long.
    """
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
    made = ResultPaper(
        tenant_id=found.tenant_id,
        announcement_id=announcement_id,
        kind=kind,
        number=head.number.strip() or None,
        issued_on=head.issued_on,
        signer_position=head.signer_position.strip(),
        signer_name=head.signer_name.strip() or None,
        recipients=head.recipients.strip(),
        made_by=by.id,
    )
    db.session.add(made)
    audit.record("result_paper.made", made, by=by, title=kind.label, number=made.number)
    db.session.flush()
    return made
