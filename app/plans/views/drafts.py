"""Pages: the head and the prose of a draft, and its issuance."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.access import Permission, requires
from app.directory import queries as directory
from app.lib import clock
from app.lib import schemas as shapes
from app.lib.errors import Invalid, Stale
from app.plans import actions, jobs, policies, schemas
from app.plans.models import Plan
from app.plans.queries import comparison, doubts, linking, plans, readings, slips
from app.plans.queries.comparison import Difference
from app.plans.schemas import forms
from app.plans.terms import PLAN_FIELDS, SECTIONS, PlanKind, PlanPeriod, PlanState, SigningCapacity
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page, version_typed
from tenants.db import refuse


@pages.get("/plans/<int:plan_id>/edit")
@requires(Permission.PLAN_EDIT)
def edit(plan_id: int) -> Page:
    """The head and the prose of a draft; an issued plan is shown instead."""
    plan = plans.own(plan_id)
    if not policies.can_edit(plan):
        flash("Kế hoạch đã ban hành; muốn thay đổi nhiệm vụ, hãy lập bản điều chỉnh.", "info")
        return redirect(url_for("plans.show", plan_id=plan_id), 303)
    return _edit_page(plan, {name: getattr(plan, name) for name in PLAN_FIELDS if "." not in name})


def _edit_page(
    plan: Plan,
    typed: dict[str, Any],
    *,
    version: int | None = None,
    errors: dict[str, list[str]] | None = None,
    conflict: Sequence[Difference] = (),
) -> str:
    return render_template(
        "plans/edit.html",
        plan=plan,
        typed={"sections": plan.sections, **typed},
        version=plan.version if version is None else version,
        errors=forms.names_of(errors or {}),
        conflict=[comparison.renamed(one, one.name.replace(".", "-")) for one in conflict],
        kinds=list(PlanKind),
        periods=list(PlanPeriod),
        sections=SECTIONS,
    )


@pages.post("/plans/<int:plan_id>/edit")
@requires(Permission.PLAN_EDIT)
def save(plan_id: int) -> Page:
    """Save the head and the prose; the second of two editors sees what differs."""
    typed, changes = forms.plan(request.form), {}
    try:
        changes = shapes.load(schemas.PlanChangeSchema(), typed)
        actions.edit(plan_id=plan_id, version=version_typed(), changes=changes, by=current_user)
    except Invalid as error:
        refuse()
        plan = plans.own(plan_id)
        return _edit_page(plan, typed, version=version_typed(), errors=error.fields), 422
    except Stale:
        refuse()
        plan = plans.own(plan_id)
        return _edit_page(plan, typed, conflict=comparison.of_plan(plan, changes)), 412
    flash("Đã lưu dự thảo.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


@pages.get("/plans/<int:plan_id>/issuance")
@requires(Permission.PLAN_ISSUE)
def issuance(plan_id: int) -> Page:
    """What a leader decides before a plan is issued."""
    plan = plans.own(plan_id)
    if plan.state is PlanState.ISSUED:
        return redirect(url_for("plans.show", plan_id=plan_id))
    return _issue_page(plan, _proposed(plan))


def _proposed(plan: Plan) -> dict[str, Any]:
    """The next number, today, the usual signer; or what the paper that was read says."""
    reading = plan.reading or {}
    today = clock.today()
    capacities = SigningCapacity.of(current_user.tenant.kind)
    signs_as_deputy = (plan.signer_position or "").casefold().startswith("phó")
    return {
        "number": reading.get("number") or plans.next_number(plan, today.year),
        "issued_on": reading.get("issued_on") or today,
        "signing_capacity": capacities[signs_as_deputy].value,
        "signer_name": plan.signer_name or current_user.full_name,
        "recipient_ids": None,
        "due_on": None,
    }


def _issue_page(
    plan: Plan,
    typed: dict[str, Any],
    *,
    errors: dict[str, list[str]] | None = None,
    is_stale: bool = False,
) -> str:
    listed = plans.tasks(plan.id)
    subordinates = plans.subordinates(clock.today())
    return render_template(
        "plans/issue.html",
        plan=plan,
        typed=typed,
        errors=errors or {},
        is_stale=is_stale,
        is_ready=policies.is_ready(plan, listed),
        task_count=sum(task.disposition != "declined" for task in listed),
        edition=plans.edition(plan, listed),
        subordinates=subordinates,
        doubts=doubts.of_tasks(listed, directory.office_register()),
        capacities=SigningCapacity.of(current_user.tenant.kind),
        unconfirmed=readings.unconfirmed(plan, listed),
        unanswered=linking.unanswered(plan),
        slips=slips.of_draft(plan, listed, plan.issuer),
    )


@pages.post("/plans/<int:plan_id>/issuance")
@requires(Permission.PLAN_ISSUE)
def issue(plan_id: int) -> Page:
    """Issue the plan; sent twice, it is issued once."""
    typed = forms.issuance(request.form)
    try:
        given = shapes.load(schemas.IssuanceSchema(), typed)
        plan = jobs.issue_and_tell(plan_id=plan_id, by=current_user, **given)
    except Invalid as error:
        refuse()
        return _issue_page(plans.own(plan_id), typed, errors=error.fields), 422
    except Stale:
        refuse()
        return _issue_page(plans.own(plan_id), typed, is_stale=True), 412
    flash(f"{plan.reference} đã được ban hành.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)
