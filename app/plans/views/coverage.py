"""Pages: what the recipients made of each task of an issued plan, and what they added."""

from flask import render_template, request

from app.access import Permission, requires
from app.plans.queries import additions as supplements
from app.plans.queries import coverage as coverages
from app.plans.queries import plans
from app.plans.terms import Disposition
from app.plans.views.blueprint import pages

FIRST_GROUPS = 5


@pages.get("/plans/<int:plan_id>/coverage")
@requires(Permission.PLAN_VIEW)
def coverage(plan_id: int) -> str:
    """Tasks × what the recipients made of them, in numbers."""
    plan = plans.own(plan_id)
    return render_template(
        "plans/coverage.html",
        plan=plan,
        found=coverages.coverage(plan.id),
        added=supplements.additions(plan.id).groups[:FIRST_GROUPS],
    )


@pages.get("/tasks/<int:task_id>/coverage")
@requires(Permission.PLAN_VIEW)
def task_coverage(task_id: int) -> str:
    """One task: which recipients kept, adapted, merged or declined it, and why."""
    task = plans.own_task(task_id)
    _, answers = coverages.task_answers(task.id)
    shown = (
        Disposition.DECLINED,
        Disposition.ADAPTED,
        Disposition.MERGED,
        Disposition.KEPT,
        None,
    )
    return render_template(
        "plans/task_coverage.html",
        plan=plans.own(task.plan_id),
        task=task,
        by_disposition={
            one: [answer for answer in answers if answer.disposition is one] for one in shown
        },
        total=len(answers),
    )


@pages.get("/plans/<int:plan_id>/additions")
@requires(Permission.PLAN_VIEW)
def additions(plan_id: int) -> str:
    """Work without a superior's task: the recipients', grouped by likeness, and the plan's own."""
    plan = plans.own(plan_id)
    found = supplements.additions(plan.id)
    page = max(request.args.get("page", 1, type=int), 1)
    return render_template(
        "plans/additions.html",
        plan=plan,
        found=found,
        groups=found.page(page),
        page=page,
        own=supplements.own_additions(plan) if plan.upstream_plan_id else [],
        deliveries=plans.delivered_count(plan.id),
    )
