"""What the worker does for plans, and what pages and API ask of it together with the deed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.audit.actions import Person
from app.correspondence.queries import links
from app.documents import actions as documents
from app.documents import queries as drawn
from app.plans import actions, papers
from app.plans.actions import Answered
from app.plans.models import Amendment, Delivery, Merge, Pilot, Plan, PlanMessage, PlanReview, Task
from app.plans.queries import amendments, pilots, plans
from app.registers import actions as registers
from app.registers import queries as books
from tenants import jobs
from tenants.models import Tenant

AS_ISSUED = "r1"
"""The state that was issued; later ones are printed consolidated, and are no paper."""


@jobs.job("plans.notify_issue")
def notify_issue(*, plan_id: int) -> dict[str, int]:
    """Tell every recipient that the plan has come; told once however often it runs."""
    return {"told": actions.tell_recipients(plan_id=plan_id)}


@jobs.job("plans.tell_pilots")
def tell_pilots(*, plan_id: int) -> dict[str, int]:
    """Tell the pilot units of an issued plan what they are to do first."""
    return {"told": actions.tell_pilots(plan_id=plan_id)}


@jobs.job("plans.take_pilot_deadline")
def take_pilot_deadline(*, pilot_id: int) -> dict[str, bool]:
    """As the pilot unit: take its earlier deadline into its own plan."""
    return {"taken": actions.take_pilot_deadline(pilot_id=pilot_id)}


def name_pilot_and_tell(**naming: Any) -> Pilot:
    """Name a pilot unit (`actions.name_pilot`); of an issued plan, have it told."""
    pilot = actions.name_pilot(**naming)
    if pilot.sent_at is not None:
        jobs.enqueue(
            tell_pilots, plan_id=pilot.plan_id, key=f"plans.tell_pilots:{pilot.plan_id}:{pilot.id}"
        )
        unit = select(Tenant.id).where(Tenant.id == pilot.recipient_id)
        key = f"plans.take_pilot_deadline:{pilot.id}"
        jobs.fan_out(unit, take_pilot_deadline, key=key, pilot_id=pilot.id)
    return pilot


@jobs.job("plans.tell_confirmed")
def tell_confirmed(*, task_id: int, revision: int) -> dict[str, int]:
    """Tell those concerned that the date of a task is certain."""
    return {"told": actions.tell_confirmed(task_id=task_id, revision=revision)}


def confirm_and_spread(**confirmation: Any) -> Task:
    """Confirm a date (`actions.confirm_date`), have all told and the plans below merged."""
    task = actions.confirm_date(**confirmation)
    key = f"plans.tell_confirmed:{task.id}:{task.revision}"
    jobs.enqueue(tell_confirmed, task_id=task.id, revision=task.revision, key=key)
    spread(task.plan_id)
    return task


@jobs.job("plans.draw")
def draw(*, paper_id: int) -> None:
    """Draw a plan that was asked for; as it was issued, whatever was amended meanwhile."""
    asked = drawn.paper(paper_id)
    plan = plans.readable(asked.subject_id)
    is_as_issued = asked.fingerprint == AS_ISSUED
    tasks = plans.tasks_as_issued(plan.id) if is_as_issued else plans.tasks(plan.id)
    entry = books.of_subject("plans", plan.id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.plan_paper(
            plan,
            plans.numbered(tasks),
            issuer=plan.issuer,
            superior=plans.superior_named_on_papers(plan.issuer),
            amended_by=() if is_as_issued else amendments.issued(plan.id),
            verify_url="" if entry is None else links.verify_url(entry),
        ),
        file_name=papers.file_name(plan),
    )
    if is_as_issued:
        registers.attach_drawn(paper=entry, drawn_id=paper_id)


def issue_and_tell(*, by: Person, **issuance: Any) -> Plan:
    """Issue a plan (`actions.issue`); it is drawn and its recipients are told after the commit."""
    plan = actions.issue(by=by, **issuance)
    jobs.enqueue(notify_issue, plan_id=plan.id, key=f"plans.notify_issue:{plan.id}")
    if pilots.of_plan(plan.id):
        jobs.enqueue(tell_pilots, plan_id=plan.id, key=f"plans.tell_pilots:{plan.id}")
    ask_paper(plan_id=plan.id, by=by)
    return plan


def ask_paper(*, plan_id: int, by: Person) -> int:
    """Have a plan drawn as it stands, once a state; the id of the paper. Raises NotFound."""
    plan = plans.readable(plan_id)
    is_draft = plan.issued_at is None
    state = f"v{plans.edition(plan, plans.tasks(plan.id))}" if is_draft else f"r{plan.revision}"
    paper = documents.ask(
        subject_kind="plans",
        subject_id=plan.id,
        fingerprint=state,
        title=f"{'Dự thảo kế hoạch' if is_draft else plan.reference}: {plan.title}",
        draw=draw,
        by=by,
    )
    return paper.id


@jobs.job("plans.tell_superior")
def tell_superior(*, plan_id: int) -> dict[str, int]:
    """Tell the superior that a plan has come up."""
    return {"told": actions.tell_superior(plan_id=plan_id)}


def send_and_tell(*, plan_id: int, by: Person) -> Plan:
    """Send a plan up, and have the superior told of it."""
    plan = actions.send(plan_id=plan_id, by=by)
    edition = f"{plan.id}:{plan.revision}"
    jobs.enqueue(tell_superior, plan_id=plan.id, key=f"plans.tell_superior:{edition}")
    return plan


@jobs.job("plans.tell_sender")
def tell_sender(*, plan_id: int, revision: int) -> dict[str, int]:
    """Tell the sender of a plan what was answered."""
    return {"told": actions.tell_sender(plan_id=plan_id, revision=revision)}


def review_and_tell(**answer: Any) -> PlanReview:
    """Answer a plan that came up (`actions.review`), and have its sender told."""
    review = actions.review(**answer)
    jobs.enqueue(
        tell_sender,
        plan_id=review.plan_id,
        revision=review.revision,
        key=f"plans.tell_sender:{review.plan_id}:{review.revision}",
    )
    return review


@jobs.job("plans.tell_other_side")
def tell_other_side(*, message_ids: list[int]) -> dict[str, int]:
    """Tell those to whom a message went."""
    return {"told": actions.tell_other_side(message_ids=message_ids)}


@jobs.job("plans.tell_everybody")
def tell_everybody(*, clarification_id: int) -> dict[str, int]:
    """Tell all who received the plan of a general answer."""
    return {"told": actions.tell_everybody(clarification_id=clarification_id)}


def _have_told(message_ids: Sequence[int]) -> None:
    if message_ids:
        key = f"plans.tell_other_side:{message_ids[0]}"
        jobs.enqueue(tell_other_side, message_ids=list(message_ids), key=key)


def ask_and_tell(**question: Any) -> PlanMessage:
    """Ask the superior (`actions.ask`), and have it told."""
    message = actions.ask(**question)
    _have_told([message.id])
    return message


def reply_and_tell(**saying: Any) -> PlanMessage:
    """Say more in a thread (`actions.reply`), and have the other side told."""
    message = actions.reply(**saying)
    _have_told([message.id])
    return message


def answer_and_tell(**answer: Any) -> Answered:
    """Answer threads (`actions.answer`), and have the askers told, or everybody."""
    done = actions.answer(**answer)
    _have_told(done.message_ids)
    if done.clarification is not None:
        number = done.clarification.id
        key = f"plans.tell_everybody:{number}"
        jobs.enqueue(tell_everybody, clarification_id=number, key=key)
    return done


@jobs.job("plans.merge_above")
def merge_above(*, plan_id: int) -> dict[str, int] | None:
    """Bring the own plan up to what its superior changed, and pass it on to those below."""
    merged = actions.merge_above(plan_id=plan_id)
    if merged is None:
        return None
    if merged.is_revised and merged.is_handed_on:
        spread(merged.plan_id)
    return {state.value: count for state, count in merged.states.items()}


def spread(plan_id: int) -> int:
    """Have every recipient of an issued plan merge the revision in force; how many are asked."""
    plan = plans.own(plan_id)
    recipients = select(Delivery.recipient_id).where(Delivery.plan_id == plan.id)
    key = f"plans.merge_above:{plan.id}:{plan.revision}"
    return jobs.fan_out(recipients, merge_above, key=key, plan_id=plan.id)


@jobs.job("plans.tell_of_amendment")
def tell_of_amendment(*, amendment_id: int) -> dict[str, int]:
    """Tell those below, and above where the plan went up, of an issued amendment."""
    return {"told": actions.tell_of_amendment(amendment_id=amendment_id)}


def issue_amendment_and_spread(*, by: Person, **issuance: Any) -> Amendment:
    """Issue an amendment (`actions.issue_amendment`).

    After the commit all are told, their plans are merged, and it is drawn.
    """
    amendment = actions.issue_amendment(by=by, **issuance)
    key = f"plans.tell_of_amendment:{amendment.id}"
    if jobs.enqueue(tell_of_amendment, amendment_id=amendment.id, key=key) is not None:
        spread(amendment.plan_id)
    ask_amendment_paper(amendment_id=amendment.id, by=by)
    return amendment


def settle_and_spread(**settlement: Any) -> Merge:
    """Decide what an amendment left open (`actions.settle`), and pass the new revision on."""
    settled = actions.settle(**settlement)
    if settled.is_revised:
        spread(settled.plan.id)
    return settled.merge


@jobs.job("plans.draw_amendment")
def draw_amendment(*, paper_id: int) -> None:
    """Draw an amendment that was asked for."""
    amendment = amendments.readable(drawn.paper(paper_id).subject_id)
    entry = books.of_subject("amendments", amendment.id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.amendment_paper(
            amendment,
            amendments.numbered(amendment, amendments.lines(amendment.id)),
            issuer=amendment.plan.issuer,
            superior=plans.superior_named_on_papers(amendment.plan.issuer),
            verify_url="" if entry is None else links.verify_url(entry),
        ),
        file_name=papers.amendment_file_name(amendment),
    )
    registers.attach_drawn(paper=entry, drawn_id=paper_id)


def ask_amendment_paper(*, amendment_id: int, by: Person) -> int:
    """Have an amendment drawn as it stands, once a state; the id of the paper. Raises NotFound."""
    amendment = amendments.readable(amendment_id)
    is_draft = amendment.issued_at is None
    paper = documents.ask(
        subject_kind="amendments",
        subject_id=amendment.id,
        fingerprint=f"v{amendment.version}" if is_draft else f"r{amendment.revision}",
        title=(
            f"{'Dự thảo' if is_draft else amendment.reference}: "
            f"sửa đổi, bổ sung {amendment.plan.reference}"
        ),
        draw=draw_amendment,
        by=by,
    )
    return paper.id
