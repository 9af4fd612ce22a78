"""Pages: a draft is joined to the superior's plan that it carries out."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import actions, policies, schemas
from app.plans.models import Plan
from app.plans.queries import derivation, linking, matching, plans
from app.plans.terms import Answer
from app.plans.views.blueprint import pages

THRESHOLDS = (60, matching.ACCEPTED_FROM, 80, 90)


@pages.get("/plans/<int:plan_id>/link")
@requires(Permission.PLAN_EDIT)
def link(plan_id: int) -> str:
    """Which superior's plan a draft carries out; once joined, what it still lacks."""
    plan = plans.own(plan_id)
    if plan.upstream_plan_id is not None:
        return _linked_page(plan)
    policies.check_edit(plan)
    return _proposal_page(plan, request.args.get("above", type=int))


def _proposal_page(
    plan: Plan,
    above_id: int | None,
    *,
    typed: dict[int, int | None] | None = None,
    error: str | None = None,
) -> str:
    found = linking.candidates(plan)
    chosen = next((one for one in found if one.plan.id == above_id), None)
    if above_id is None and len(found) == 1:
        chosen = found[0]
    proposal = linking.propose(plan, chosen.arrived) if chosen else None
    return render_template(
        "plans/link.html",
        plan=plan,
        candidates=found,
        elsewhere=linking.cited_elsewhere(plan, found),
        chosen=chosen,
        proposal=proposal,
        typed=typed,
        error=error,
        threshold=request.args.get("from", matching.ACCEPTED_FROM, type=int),
        thresholds=THRESHOLDS,
        lowest=matching.PROPOSED_FROM,
    )


def _linked_page(
    plan: Plan, *, at: int | None = None, typed: Any = None, errors: Any = None
) -> str:
    found = derivation.compare(plan)
    own = plans.tasks(plan.id)
    upstream = plans.by_id(task.upstream_task_id for task in own)
    return render_template(
        "plans/linked.html",
        plan=plan,
        found=found,
        scores=linking.scores(own, upstream),
        missing=linking.missing(plan),
        targets=[(number, task) for number, task in plans.numbered(own) if task.stands],
        may_edit=policies.can_edit(plan),
        answers=list(Answer),
        at=at,
        typed=typed or {},
        errors=errors or {},
    )


def _link_again(plan_id: int, refusal: Refusal) -> str:
    plan = plans.own(plan_id)
    if plan.upstream_plan_id is not None:
        return _linked_page(plan)
    above_id, typed = refusal.typed.get("upstream_plan_id", type=int), refusal.typed
    choices = {one["task_id"]: one["upstream_task_id"] for one in schemas.link_form(typed)["tasks"]}
    return _proposal_page(plan, above_id, typed=choices, error=refusal.message)


@pages.post("/plans/<int:plan_id>/link")
@requires(Permission.PLAN_EDIT)
@shows_again(_link_again, Invalid, Conflict, Stale)
def make_link(plan_id: int) -> Response:
    """Join the draft as chosen; refused, the choices stay."""
    entry = shapes.load(schemas.LinkSchema(), schemas.link_form(request.form))
    plan = actions.link(plan_id=plan_id, **entry, by=current_user)
    lacking = len(linking.missing(plan))
    flash("Đã nối dự thảo với kế hoạch của cấp trên.", "success")
    if lacking:
        return redirect(url_for("plans.link", plan_id=plan_id, _anchor="missing"), 303)
    return redirect(url_for("plans.comparison", plan_id=plan_id), 303)


@pages.post("/plans/<int:plan_id>/link/deletion")
@requires(Permission.PLAN_EDIT)
def unlink(plan_id: int) -> Response:
    """Undo the joining."""
    actions.unlink(plan_id=plan_id, version=version_typed(), by=current_user)
    flash("Đã bỏ nối; nhiệm vụ của dự thảo giữ nguyên lời văn.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _answer_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    plan = plans.own(plan_id)
    return _linked_page(plan, at=task_id, typed=refusal.typed, errors=refusal.errors)


@pages.post("/plans/<int:plan_id>/upstream-tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@shows_again(_answer_again, Invalid)
def answer_upstream(plan_id: int, task_id: int) -> Response:
    """Answer one of the superior's tasks that the draft lacks."""
    names = ("answer", "decline_reason", "into_task_id")
    typed = {name: request.form[name] for name in names if request.form.get(name)}
    entry = shapes.load(schemas.UpstreamAnswerSchema(), typed)
    actions.answer_upstream(plan_id=plan_id, task_id=task_id, **entry, by=current_user)
    flash("Đã ghi cách xử lý nhiệm vụ cấp trên giao.", "success")
    return redirect(url_for("plans.link", plan_id=plan_id, _anchor="missing"), 303)
