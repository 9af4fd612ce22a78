"""Pages: what superiors' amendments did to the own plan, and what waits for a decision."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import jobs, schemas
from app.plans.models import Plan
from app.plans.queries import merges as merging
from app.plans.queries import plans
from app.plans.schemas import forms
from app.plans.terms import FieldChoice
from app.plans.views.blueprint import pages


@pages.get("/plans/<int:plan_id>/merges")
@requires(Permission.PLAN_VIEW)
def merges(plan_id: int) -> str:
    """What was brought into the plan from above, and what waits."""
    return _merges_page(plans.own(plan_id))


def _merges_page(plan: Plan, **said: Any) -> str:
    shown = merging.of_plan(plan.id)
    return render_template(
        "plans/merges.html",
        plan=plan,
        upstream=plans.upstream(plan),
        waiting=[one for one in shown if one.merge.state.is_open],
        done=[one for one in shown if not one.merge.state.is_open],
        choices=list(FieldChoice),
        offices=plans.office_names(),
        **said,
    )


def _settle_again(merge_id: int, refusal: Refusal) -> str:
    plan = plans.own(merging.own(merge_id).plan_id)
    if not isinstance(refusal.error, Invalid):
        return _merges_page(plan, at=merge_id, told=refusal.message)
    errors = {name.replace("others.", "other_"): one for name, one in refusal.errors.items()}
    return _merges_page(plan, at=merge_id, typed=_typed(), errors=errors)


@pages.post("/merges/<int:merge_id>/settlement")
@requires(Permission.PLAN_EDIT)
@shows_again(_settle_again, Invalid, Stale, Conflict)
def settle(merge_id: int) -> Response:
    """Decide one task; of two people who decide it the second is told."""
    plan = plans.own(merging.own(merge_id).plan_id)
    given = shapes.load(schemas.SettlementSchema(), _typed())
    merge = jobs.settle_and_spread(
        merge_id=merge_id,
        version=version_typed(),
        settlement=schemas.as_settlement(given, plan.work_year),
        by=current_user,
    )
    flash(f"Đã trả lời cấp trên: {merge.state.label.lower()}.", "success")
    return redirect(url_for("plans.merges", plan_id=plan.id), 303)


def _typed() -> dict[str, Any]:
    """The form of one decision; only the fields that were shown in it."""
    form = request.form
    follows = form.get("follows")
    others: dict[str, Any] = {
        name.removeprefix("other_"): form[name].strip() or None
        for name in form
        if name.startswith("other_")
    }
    for name in ("support_offices", "requested_offices"):
        if name in others:
            others[name] = forms.offices(others[name] or "")
    return {
        "follows": None if follows is None else follows == "1",
        "choices": {
            name.removeprefix("choice_"): form[name]
            for name in form
            if name.startswith("choice_") and form[name]
        },
        "others": others,
        "reason": form.get("reason", "").strip(),
    }
