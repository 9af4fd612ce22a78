"""Signing a plan or an amendment: its number comes from the register of outgoing papers."""

from dataclasses import dataclass
from datetime import date

from app.audit.actions import Person
from app.documents.terms import PaperKind
from app.lib.errors import Invalid
from app.plans import papers
from app.plans.models import Amendment, Plan
from app.plans.terms import SigningCapacity
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs, in whose name, under which number and on which day.

    Without a number the next one of the series in that year is given.
    """

    issued_on: date
    capacity: SigningCapacity
    name: str
    number: str | None = None

    @property
    def signer(self) -> Signer:
        """The signer as the register of outgoing papers names him."""
        return Signer(
            lines=self.capacity.lines, position=self.capacity.position, name=self.name.strip()
        )


def sign(plan: Plan, signature: Signature, by: Person) -> None:
    """Put number, day and signer on a plan, and enter it in the register.

    Raises Invalid for what is no number, one that another paper carries, a day out of order, and
    without a name.
    """
    _sign(plan, plan, papers.kind_of(plan), plan.title, signature, by)


def sign_amendment(amendment: Amendment, plan: Plan, signature: Signature, by: Person) -> None:
    """Put number, day and signer on an amendment of `plan`, and enter it in the register.

    Raises Invalid as `sign` does.
    """
    _sign(amendment, plan, PaperKind.PLAN, papers.amendment_abstract(plan), signature, by)


def _sign(
    paper: Plan | Amendment,
    plan: Plan,
    kind: PaperKind,
    abstract: str,
    signature: Signature,
    by: Person,
) -> None:
    if not signature.name.strip():
        raise Invalid("Cần ghi họ tên người ký.", "signer_name")
    entry = registers.enter(
        kind=kind,
        symbol=paper.symbol,
        abstract=abstract,
        issued_on=signature.issued_on,
        signer=signature.signer,
        subject=Subject(kind=paper.__tablename__, id=paper.id),
        wanted=signature.number,
        dispatch=Dispatch(recipients=papers.recipients_of(plan), archive=papers.archive_of(plan)),
        by=by,
    )
    paper.number, paper.number_year = entry.printed_number, entry.year
    paper.issued_on = signature.issued_on
    paper.signing_capacity = entry.signing_lines
    paper.signer_position = entry.signer_position
    paper.signer_name = entry.signer_name
    paper.issued_by = by.id
