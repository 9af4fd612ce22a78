"""A paper of a cluster takes its number in the register of the tenant that leads the cluster."""

from app.audit.actions import Person
from app.documents.paper import Paper
from app.lib import clock
from app.registers import actions as registers
from app.registers.actions import Dispatch, Signer, Subject
from app.registers.queries import OutgoingPaper


def enter(paper: Paper, *, subject: Subject, wanted: str | None, by: Person) -> OutgoingPaper:
    """Enter `paper` as it will be drawn, under the next number or the one that is `wanted`.

    Raises Invalid at "number" and "issued_on" as the register does.
    """
    signature = paper.signature
    return registers.enter(
        kind=paper.kind,
        symbol=paper.symbol,
        abstract=paper.abstract,
        issued_on=paper.issued_on or clock.today(),
        signer=Signer(lines=signature.capacity, position=signature.position, name=signature.name),
        subject=subject,
        wanted=wanted,
        dispatch=Dispatch(recipients=paper.recipients, archive=paper.archive),
        by=by,
    )
