"""A successor goes on with tasks of a unit that has ceased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.plans import papers, policies
from app.plans.actions import rows
from app.plans.actions.content import PlanContent, TaskContent
from app.plans.actions.draft import usual_place
from app.plans.actions.issue import content_of, sha256_of
from app.plans.models import Plan, PlanRevision, Task
from app.plans.queries import plans
from app.plans.terms import Disposition, RevisionCause
from app.registers import actions as registers
from app.registers.actions import Dispatch, Subject
from tenants import context
from tenants.db import db
from tenants.models import Tenant

SYMBOL = "DM-TN"
"""The symbol of lists of tasks taken over (danh mục tiếp nhận); they count by themselves."""


@dataclass(frozen=True, kw_only=True)
class Inherited:
    """One task to go on with; `merged_into` is the place (from 0) of the one it was merged into."""

    content: TaskContent
    merged_into: int | None = None


def take_over(
    *,
    content: PlanContent,
    tasks: Sequence[Inherited],
    above_id: int | None,
    plan_id: int | None = None,
    by: Person | None = None,
) -> list[Task]:
    """Go on with tasks of a closed unit in a list of one's own; the new tasks in the order given.

    What the closed unit had issued stays in force until it is replaced, so that the list stands at
    once, without being signed anew. `above_id` is who is told of the progress of tasks that come
    from above. With `plan_id` the tasks join that list, as its next revision.
    Raises Conflict for a tenant that has closed.
    """
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    policies.check_open(tenant, clock.today())
    plan = _new_list(content, tenant, above_id, by) if plan_id is None else _next(plan_id)
    before = plans.tasks(plan.id) if plan_id is not None else []
    added = rows.insert(plan, [one.content for one in tasks])
    _behind(added, before)
    for task, one in zip(added, tasks, strict=True):
        if one.merged_into is not None:
            task.disposition = Disposition.MERGED
            task.merged_into_id = added[one.merged_into].id
    db.session.flush()
    _stand(plan, added, clock.now())
    audit.record("plan.taken_over", plan, by=by, title=plan.title, tasks=len(added))
    return added


def _new_list(
    content: PlanContent, tenant: Tenant, above_id: int | None, by: Person | None
) -> Plan:
    today = clock.today()
    plan = Plan(
        tenant_id=tenant.id,
        kind=content.kind,
        year=content.year,
        period=content.period,
        title=content.title,
        symbol=SYMBOL,
        place=usual_place(tenant),
        legal_bases=[dict(basis) for basis in content.legal_bases],
        sections=dict(content.sections),
        recipients=[dict(recipient) for recipient in content.recipients],
        upstream_tenant_id=above_id,
        issued_by=None if by is None else by.id,
    )
    db.session.add(plan)
    db.session.flush()
    entry = registers.enter(
        kind=papers.kind_of(plan),
        symbol=SYMBOL,
        abstract=plan.title,
        issued_on=today,
        signer=None,
        subject=Subject(kind="plans", id=plan.id),
        dispatch=Dispatch(recipients=papers.recipients_of(plan), archive=papers.archive_of(plan)),
        by=by,
    )
    plan.number, plan.number_year = entry.printed_number, entry.year
    plan.issued_on, plan.issued_at, plan.revision = today, clock.now(), 1
    db.session.flush()
    return plan


def _next(plan_id: int) -> Plan:
    plan = plans.own_for_change(plan_id)
    plan.revision += 1
    db.session.flush()
    return plan


def _behind(added: Sequence[Task], before: Sequence[Task]) -> None:
    """Within each quarter the new tasks come behind those that are there."""
    last: dict[int, int] = {}
    for task in before:
        last[task.quarter] = max(last.get(task.quarter, 0), task.position)
    for task in added:
        task.position += last.get(task.quarter, 0)


def _stand(plan: Plan, added: Sequence[Task], at: datetime) -> None:
    """The new tasks are in force, and the list is kept as it stands now."""
    db.session.execute(
        update(Task)
        .where(Task.id.in_([task.id for task in added]))
        .values(issued_at=at, revision=plan.revision)
        .execution_options(synchronize_session="fetch")
    )
    content = content_of(plan, plans.tasks(plan.id))
    is_first = plan.revision == 1
    db.session.add(
        PlanRevision(
            tenant_id=plan.tenant_id,
            plan_id=plan.id,
            revision=plan.revision,
            cause=RevisionCause.ISSUED if is_first else RevisionCause.AMENDED,
            content=content,
            sha256=sha256_of(content),
            issued_at=at,
        )
    )
    db.session.flush()
