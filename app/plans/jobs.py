"""What the worker does for plans, and what pages and API ask of it together with the deed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import clock
from app.plans import actions, papers
from app.plans.actions import Answered
from app.plans.models import Plan, PlanMessage, PlanReview
from app.plans.queries import plans
from tenants import jobs
from tenants.models import Tenant, TenantKind

ISSUERS = (TenantKind.PROVINCE, TenantKind.DISTRICT)


@jobs.job("plans.notify_issue")
def notify_issue(*, plan_id: int) -> dict[str, int]:
    """Tell every recipient that the plan has come; told once however often it runs."""
    return {"told": actions.tell_recipients(plan_id=plan_id)}


@jobs.job("plans.draw")
def draw(*, paper_id: int) -> None:
    """Draw a plan that was asked for."""
    plan = plans.readable(drawn.paper(paper_id).subject_id)
    documents.finish(
        paper_id=paper_id,
        paper=papers.plan_paper(
            plan,
            plans.numbered(plans.tasks(plan.id)),
            issuer=plan.issuer,
            superior=plans.superior_named_on_papers(plan.issuer),
        ),
        file_name=papers.file_name(plan),
    )


def issue_and_tell(**issuance: Any) -> Plan:
    """Issue a plan (`actions.issue`) and have its recipients told after the commit."""
    plan = actions.issue(**issuance)
    jobs.enqueue(notify_issue, plan_id=plan.id, key=f"plans.notify_issue:{plan.id}")
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


@jobs.job("plans.remind")
def remind() -> dict[str, int]:
    """Remind those whose plans are late or due soon with the acting tenant."""
    return {"told": actions.remind()}


def schedule_reminders() -> int:
    """Ask the reminders of today of every tenant that issues plans; how many are asked now.

    Called by the clock, as often as it likes: a tenant is asked once a day.
    """
    today = clock.today()
    issuers = select(Tenant.id).where(
        Tenant.kind.in_(ISSUERS), or_(Tenant.valid_to.is_(None), Tenant.valid_to >= today)
    )
    return jobs.enqueue_for(issuers, remind, key=f"plans.remind:{today.isoformat()}")
