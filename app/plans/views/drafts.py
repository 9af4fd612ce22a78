"""Pages: the head and the prose of a draft, and its issuance."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.directory import queries as directory
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import clock
from app.lib import schemas as shapes
from app.plans import actions, jobs, policies, schemas
from app.plans.models import Plan
from app.plans.queries import comparison, doubts, linking, plans, readings, slips
from app.plans.schemas import forms
from app.plans.terms import PLAN_FIELDS, SECTIONS, PlanKind, PlanPeriod, PlanState, SigningCapacity
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page


@pages.get("/plans/<int:plan_id>/edit")
@requires(Permission.PLAN_EDIT)
def edit(plan_id: int) -> Page:
    """The head and the prose of a draft; an issued plan is shown instead."""
    plan = plans.own(plan_id)
    if not policies.can_edit(plan):
        flash("Kế hoạch đã ban hành; muốn thay đổi nhiệm vụ, hãy lập bản điều chỉnh.", "info")
        return redirect(url_for("plans.show", plan_id=plan_id), 303)
    return _edit_page(plan, {name: getattr(plan, name) for name in PLAN_FIELDS if "." not in name})


def _edit_again(plan_id: int, refusal: Refusal) -> str:
    return _edit_page(plans.own(plan_id), forms.plan(refusal.typed), refusal)


def _edit_page(plan: Plan, typed: dict[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    conflict = comparison.of_plan(plan, _changes(typed)) if refusal.stale else []
    return render_template(
        "plans/edit.html",
        plan=plan,
        typed={"sections": plan.sections, **typed},
        version=refusal.version(plan.version),
        errors=forms.names_of(refusal.errors),
        conflict=[comparison.renamed(one, one.name.replace(".", "-")) for one in conflict],
        kinds=list(PlanKind),
        periods=list(PlanPeriod),
        sections=SECTIONS,
    )


def _changes(typed: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = shapes.load(schemas.PlanChangeSchema(), typed)
    return changes


@pages.post("/plans/<int:plan_id>/edit")
@requires(Permission.PLAN_EDIT)
@shows_again(_edit_again)
def save(plan_id: int) -> Response:
    """Save the head and the prose; the second of two editors sees what differs."""
    changes = _changes(forms.plan(request.form))
    actions.edit(plan_id=plan_id, version=version_typed(), changes=changes, by=current_user)
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


def _issue_again(plan_id: int, refusal: Refusal) -> str:
    return _issue_page(plans.own(plan_id), forms.issuance(refusal.typed), refusal)


def _issue_page(plan: Plan, typed: dict[str, Any], refusal: Refusal = NO_REFUSAL) -> str:
    listed = plans.tasks(plan.id)
    subordinates = plans.subordinates(clock.today())
    return render_template(
        "plans/issue.html",
        plan=plan,
        typed=typed,
        errors=refusal.errors,
        is_stale=refusal.stale,
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
@shows_again(_issue_again)
def issue(plan_id: int) -> Response:
    """Issue the plan; sent twice, it is issued once."""
    given = shapes.load(schemas.IssuanceSchema(), forms.issuance(request.form))
    plan = jobs.issue_and_tell(plan_id=plan_id, by=current_user, **given)
    flash(f"{plan.reference} đã được ban hành.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)
