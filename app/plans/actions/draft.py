"""Drafting a plan: by hand, and changing what was drafted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import update

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Invalid, Stale
from app.plans import policies
from app.plans.actions import rows
from app.plans.actions.content import BY_HAND, Origin, PlanContent, TaskContent
from app.plans.models import Plan, Receipt
from app.plans.queries import comparison, plans, years
from app.plans.terms import SECTIONS, PlanKind, starting_prose
from tenants import context
from tenants.db import db
from tenants.models import Tenant

HEAD = ("kind", "year", "period", "title", "symbol", "place", "recipients")
SIGNATURE = ("signing_capacity", "signer_position", "signer_name")


def draft(
    *,
    content: PlanContent,
    tasks: Sequence[TaskContent] = (),
    origin: Origin = BY_HAND,
    by: Person,
) -> Plan:
    """Write a new draft with its tasks. It is seen by its own tenant alone.

    Raises Conflict for a tenant that has closed, Invalid for a fault of the plan or of a task
    (`tasks.<index>.<field>`).
    """
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    policies.check_open(tenant, clock.today())
    years.check_open(content.year)
    _check(content, tasks)
    plan = Plan(
        tenant_id=tenant.id,
        kind=content.kind,
        year=content.year,
        period=content.period,
        title=content.title,
        symbol=content.symbol or usual_symbol(tenant, content.kind),
        place=content.place or usual_place(tenant),
        legal_bases=[dict(basis) for basis in content.legal_bases],
        sections=_filled(content.sections),
        recipients=[dict(recipient) for recipient in content.recipients],
        **{name: getattr(content, name) for name in SIGNATURE},
        **vars(origin),
    )
    db.session.add(plan)
    db.session.flush()
    rows.check_locks(tasks, {})
    rows.insert(plan, tasks)
    audit.record("plan.drafted", plan, by=by, title=plan.title, tasks=len(tasks))
    return plan


def edit(*, plan_id: int, version: int, changes: Mapping[str, Any], by: Person) -> Plan:
    """Change the head or the prose of a draft: only what `changes` names.

    Raises Conflict for an issued plan, Stale (with what differs) where somebody saved after
    `version`, Invalid for a fault.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    if plan.version != version:
        raise Stale(changed=comparison.as_pairs(comparison.of_plan(plan, changes)))
    _check_span(plan, changes)
    _apply(plan, changes)
    if not plan.title:
        raise Invalid("Cần ghi trích yếu của kế hoạch.", "title")
    audit.record("plan.edited", plan, by=by, fields=sorted(changes))
    return plan


def discard(*, plan_id: int, version: int, by: Person) -> None:
    """Delete a draft and its tasks; the superior's plan behind it may be taken up anew.

    Raises Conflict for an issued plan, Stale for a changed one.
    """
    plan = plans.own_for_change(plan_id)
    policies.check_edit(plan)
    if plan.version != version:
        raise Stale("Dự thảo đã được người khác sửa sau khi bạn mở trang; hãy xem lại rồi xóa.")
    audit.record("plan.discarded", plan, by=by, title=plan.title, year=plan.year)
    db.session.execute(
        update(Receipt)
        .where(Receipt.tenant_id == plan.tenant_id, Receipt.derived_plan_id == plan.id)
        .values(derived_at=None, derived_plan_id=None)
        .execution_options(synchronize_session=False)
    )
    db.session.delete(plan)
    db.session.flush()


def with_usual_prose(content: PlanContent) -> PlanContent:
    """The content with what offices of the tenant's level usually write around their tasks."""
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    superior = db.session.get(Tenant, tenant.parent_id) if tenant.parent_id else None
    prose = starting_prose(tenant, superior=superior, year=content.period.of(content.year))
    return replace(content, sections=prose.sections, recipients=prose.recipients)


def usual_symbol(tenant: Tenant, kind: PlanKind = PlanKind.YEAR_PLAN) -> str:
    """The symbol of a tenant's plans: "KH-UBND", for a department by its code ("KH-SNV").

    Guidance is "HD-UBND".
    """
    letters = "HD" if kind is PlanKind.GUIDANCE else "KH"
    return f"{letters}-{'UBND' if tenant.kind.has_committee else tenant.code}"


def usual_place(tenant: Tenant) -> str:
    """The place that heads a tenant's papers: "Điềm He"; what is no area stands in the one above.

    A department stands in its province, a school in its commune.
    """
    if not tenant.kind.has_committee:
        return usual_place(db.session.get_one(Tenant, tenant.parent_id))
    return tenant.short_name


def _check_span(plan: Plan, changes: Mapping[str, Any]) -> None:
    """The tasks of the plan fit into the year that it is to have."""
    year, period = changes.get("year", plan.year), changes.get("period", plan.period)
    if (year, period) != (plan.year, plan.period):
        policies.check_year(year)
        years.check_open(year)
        policies.check_deadlines_fit(plans.tasks(plan.id), period.of(year))


def _check(content: PlanContent, tasks: Sequence[TaskContent]) -> None:
    policies.check_year(content.year)
    if not content.title.strip():
        raise Invalid("Cần ghi trích yếu của kế hoạch.", "title")
    policies.check_tasks(tasks, content.period.of(content.year))


def _apply(plan: Plan, changes: Mapping[str, Any]) -> None:
    for name in HEAD:
        if name in changes and changes[name] != getattr(plan, name):
            setattr(plan, name, changes[name])
    if "sections" in changes:
        plan.sections = _filled({**plan.sections, **changes["sections"]})
    if "legal_bases" in changes:
        plan.legal_bases = _with_facts(changes["legal_bases"], plan.legal_bases)
    db.session.flush()


def _filled(sections: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name in SECTIONS if (text := (sections.get(name) or "").strip())}


def _with_facts(
    bases: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The bases as typed; one whose words did not change keeps the number and date read from it."""
    known = {basis.get("text"): dict(basis) for basis in before}
    return [
        known[basis["text"]] if set(basis) == {"text"} and basis["text"] in known else dict(basis)
        for basis in bases
    ]
