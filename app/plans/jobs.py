"""What the worker does for plans, and what pages and API ask of it together with the deed."""

from typing import Any

from sqlalchemy import or_, select

from app.audit.actions import Person
from app.documents import actions as documents
from app.documents import queries as drawn
from app.lib import clock
from app.plans import actions, papers
from app.plans.models import Plan
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
    jobs.enqueue(tell_superior, plan_id=plan.id, key=f"plans.tell_superior:{plan.id}")
    return plan


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
