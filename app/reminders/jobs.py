"""What the worker does for reminders, and what pages and API ask of it together with the deed."""

from typing import Any

from sqlalchemy import select

from app.audit.actions import Person
from app.correspondence.queries import links
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import clock
from app.plans.queries import plans
from app.registers import actions as registers
from app.registers import queries as books
from app.reminders import actions, papers
from app.reminders.models import Urging, UrgingDelivery
from app.reminders.queries import ladders, urgings
from app.reminders.terms import UrgingForm
from tenants import jobs


@jobs.job("reminders.remind")
def remind() -> dict[str, int]:
    """Remind the tenant's people of today's work."""
    return vars(actions.remind()).copy()


def schedule() -> int:
    """Ask for the reminders of today of every tenant whose hour has struck; how many now.

    Called by the clock, as often as it likes: a tenant is asked once a day.
    """
    key = f"reminders.remind:{clock.today().isoformat()}"
    return jobs.enqueue_for(ladders.due_now(), remind, key=key)


@jobs.job("reminders.tell_urged")
def tell_urged(*, urging_id: int) -> dict[str, int]:
    """Tell every unit urged; told once however often it runs."""
    return {"told": actions.tell_urged(urging_id=urging_id)}


@jobs.job("reminders.mail_urging")
def mail_urging(*, urging_id: int) -> dict[str, int]:
    """As a unit that is urged, write to its own people."""
    return {"posted": actions.mail_urging(urging_id=urging_id)}


def issue_and_tell(*, urging_id: int, by: Person, **issuance: Any) -> Urging:
    """Issue an urging (`actions.issue_urging`) and have every unit told and written to.

    A letter is drawn.
    """
    urging = actions.issue_urging(urging_id=urging_id, by=by, **issuance)
    jobs.enqueue(tell_urged, urging_id=urging.id, key=f"reminders.tell_urged:{urging.id}")
    jobs.fan_out(
        select(UrgingDelivery.recipient_id).where(UrgingDelivery.urging_id == urging.id),
        mail_urging,
        key=f"reminders.mail_urging:{urging.id}",
        urging_id=urging.id,
    )
    if urging.form is UrgingForm.LETTER:
        ask_paper(urging_id=urging.id, by=by)
    return urging


@jobs.job("reminders.draw_urging")
def draw_urging(*, paper_id: int) -> None:
    """Draw a letter that was asked for, by its issuer or by one who was urged."""
    urging = urgings.readable(drawn.paper(paper_id).subject_id)
    issuer = urgings.issuer(urging)
    entry = books.of_subject("urgings", urging.id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.urging_paper(
            urging,
            issuer=issuer,
            province=plans.superior_named_on_papers(issuer),
            units=annex_of(urging),
            verify_url="" if entry is None else links.verify_url(entry),
        ),
        file_name=papers.file_name(urging),
    )
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


def annex_of(urging: Urging) -> list[dict[str, Any]]:
    """The annex as it was issued; of a draft, as it would be now."""
    if urging.issued_at is not None:
        return urging.units
    unit_ids = [one.tenant_id for one in urgings.recipients(urging.id)]
    return actions.annex(urging, urgings.subordinates(unit_ids, clock.today()))


def ask_paper(*, urging_id: int, by: Person) -> int:
    """Have a letter drawn as it stands, once a state; the id of the paper. Raises NotFound."""
    urging = urgings.readable(urging_id)
    is_draft = urging.issued_at is None
    state = f"v{urging.version}-{clock.today().isoformat()}" if is_draft else "issued"
    paper = documents.ask(
        subject_kind="urgings",
        subject_id=urging.id,
        fingerprint=state,
        title=f"{'Dự thảo công văn' if is_draft else urging.reference}: V/v {urging.subject}",
        draw=draw_urging,
        by=by,
    )
    return paper.id
