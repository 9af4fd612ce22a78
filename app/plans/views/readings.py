"""Pages: a draft beside the paper it was read from, corrected and confirmed field by field."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import Refusal, shows_again, version_typed
from app.lib import schemas as shapes
from app.lib.errors import Conflict, NotFound, Stale
from app.plans import actions, policies, schemas
from app.plans.models import Plan
from app.plans.queries import comparison, linking, plans, readings
from app.plans.queries.comparison import Difference
from app.plans.schemas import forms
from app.plans.terms import SECTIONS, PlanKind
from app.plans.views.blueprint import pages
from app.plans.views.plans import Page
from tenants.db import refuse

MOST_CARDS = 30
"""With more tasks than this the page shows one quarter at a time."""


@pages.get("/plans/<int:plan_id>/review")
@requires(Permission.PLAN_EDIT)
def review(plan_id: int) -> Page:
    """The source beside the structure; a draft by hand has only its slips to see."""
    plan = plans.own(plan_id)
    if not policies.can_edit(plan):
        return redirect(url_for("plans.show", plan_id=plan_id))
    return _review_page(plan)


def _review_page(
    plan: Plan,
    *,
    at: str | None = None,
    typed: dict[str, Any] | None = None,
    errors: dict[str, list[str]] | None = None,
    conflict: Sequence[Difference] = (),
    message: str | None = None,
) -> str:
    found = readings.review(plan, plan.issuer)
    quarter = _quarter(found, at)
    return render_template(
        "plans/review.html",
        plan=plan,
        found=found,
        tasks=[
            card for card in found.cards[1:] if quarter in (None, card.task and card.task.quarter)
        ],
        quarter=quarter,
        mark=readings.head_mark(plan),
        terms={
            card.key: comparison.term_of(card.task) for card in found.cards if card.task is not None
        },
        head={name: getattr(plan, name) for name in ("title", "year", "kind", "symbol", "place")},
        kinds=list(PlanKind),
        sections=SECTIONS,
        offices=plans.office_names(),
        candidates=[] if plan.upstream_plan_id else linking.candidates(plan),
        at=at,
        typed=typed or {},
        errors=errors or {},
        conflict=conflict,
        message=message,
    )


def _quarter(found: readings.Review, at: str | None) -> int | None:
    """Which quarter is shown of a long plan; that of the task at fault."""
    if len(found.cards) <= MOST_CARDS + 1:
        return None
    faulty = next((card.task for card in found.cards if card.key == at and card.task), None)
    return faulty.quarter if faulty else request.args.get("quarter", 1, type=int)


def _head_again(plan_id: int, refusal: Refusal) -> str:
    plan, typed = plans.own(plan_id), forms.plan(refusal.typed)
    return _review_page(
        plan,
        at="head",
        typed=typed,
        errors=forms.names_of(refusal.errors),
        conflict=comparison.of_plan(plan, _head_changes(typed)) if refusal.stale else (),
    )


def _head_changes(typed: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = shapes.load(schemas.PlanChangeSchema(), typed)
    return changes


@pages.post("/plans/<int:plan_id>/review/head")
@requires(Permission.PLAN_EDIT)
@shows_again(_head_again)
def confirm_head(plan_id: int) -> Response:
    """Correct and confirm the head and the prose."""
    mark = request.form.get("mark", 0, type=int)
    changes = _head_changes(forms.plan(request.form))
    actions.confirm_read_head(plan_id=plan_id, mark=mark, changes=changes, by=current_user)
    flash("Đã đối chiếu phần đầu và lời văn.", "success")
    return redirect(url_for("plans.review", plan_id=plan_id, _anchor="head"), 303)


def _task_again(plan_id: int, task_id: int, refusal: Refusal) -> str:
    plan, typed, differences = plans.own(plan_id), schemas.read_task_form(refusal.typed), []
    if refusal.stale:
        differences = comparison.of_task(plans.own_task(task_id), _task_changes(plan, typed))
    errors, key = refusal.errors, f"task.{task_id}"
    return _review_page(plan, at=key, typed=typed, errors=errors, conflict=differences)


def _task_changes(plan: Plan, typed: dict[str, Any]) -> dict[str, Any]:
    return schemas.changes(shapes.load(schemas.TaskSchema(partial=True), typed), plan.work_year)


@pages.post("/plans/<int:plan_id>/review/tasks/<int:task_id>")
@requires(Permission.PLAN_EDIT)
@shows_again(_task_again)
def confirm_task(plan_id: int, task_id: int) -> Response:
    """Correct and confirm one task."""
    if plans.own_task(task_id).plan_id != plan_id:
        raise NotFound("Không tìm thấy nhiệm vụ này trong kế hoạch.")
    changes = _task_changes(plans.own(plan_id), schemas.read_task_form(request.form))
    actions.confirm_read_task(
        task_id=task_id, version=version_typed(), changes=changes, by=current_user
    )
    flash("Đã đối chiếu nhiệm vụ.", "success")
    return redirect(_next_card(plan_id, task_id), 303)


def _next_card(plan_id: int, task_id: int) -> str:
    """The page at the next task that nobody has compared yet."""
    found = readings.review(plans.own(plan_id), plans.own(plan_id).issuer)
    open_cards = [card for card in found.cards if card.task and not card.is_checked]
    here = next((card.number or 0 for card in found.cards if card.key == f"task.{task_id}"), 0)
    after = [card for card in open_cards if (card.number or 0) > here] or open_cards
    if not after or after[0].task is None:
        return url_for("plans.review", plan_id=plan_id, _anchor="done")
    quarter = after[0].task.quarter if len(found.cards) > MOST_CARDS + 1 else None
    anchor = after[0].key.replace(".", "-")
    return url_for("plans.review", plan_id=plan_id, quarter=quarter, _anchor=anchor)


def _all_again(plan_id: int, refusal: Refusal) -> str:
    return _review_page(plans.own(plan_id), message=refusal.message)


@pages.post("/plans/<int:plan_id>/review")
@requires(Permission.PLAN_EDIT)
@shows_again(_all_again, Stale)
def confirm_all(plan_id: int) -> Response:
    """Confirm the whole draft as it stands."""
    edition = request.form.get("edition") or None
    actions.confirm_reading(plan_id=plan_id, edition=edition, by=current_user)
    flash("Đã đối chiếu toàn bộ dự thảo với bản gốc.", "success")
    return redirect(url_for("plans.review", plan_id=plan_id, _anchor="done"), 303)


@pages.post("/plans/<int:plan_id>/corrections")
@requires(Permission.PLAN_EDIT)
def correct_slips(plan_id: int) -> Response:
    """Set one slip right, or all that are safe."""
    given = {name: request.form[name] for name in ("place", "printed") if request.form.get(name)}
    try:
        done = actions.correct_slips(plan_id=plan_id, **given, by=current_user)
        flash(f"Đã sửa {done} chỗ.", "success")
    except Conflict as error:
        refuse()
        flash(error.message, "warning")
    return redirect(url_for("plans.review", plan_id=plan_id, _anchor="slips"), 303)
