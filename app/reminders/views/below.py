"""Pages: what is late below, leading to urging."""

from datetime import timedelta

from flask import render_template, request

from app.access import Permission, requires
from app.lib import clock
from app.reminders.queries import below as late
from app.reminders.queries import ladders
from app.reminders.terms import BelowView
from app.reminders.views.blueprint import pages


@pages.get("/late")
@requires(Permission.PLAN_VIEW)
def below() -> str:
    """The subordinates that are late, or the tasks with which they are."""
    today = clock.today()
    step = ladders.standing().below
    at_once = step is None or request.args.get("from") == "now"
    latest = today - timedelta(days=1) if at_once or step is None else step.latest(today)
    plan = late.plan_followed(request.args.get("plan", type=int), today)
    kind = request.args.get("kind")
    view = request.args.get("view", BelowView.UNITS, type=BelowView)
    units = [] if plan is None else late.units(plan, latest)
    return render_template(
        "reminders/below.html",
        plans=late.plans_followed(today),
        plan=plan,
        units=[one for one in units if kind not in late.BELOW_KINDS or kind in one.kinds],
        everybody=units,
        tasks=late.tasks(plan, latest) if plan and view is BelowView.TASKS else [],
        kinds=late.BELOW_KINDS,
        kind=kind if kind in late.BELOW_KINDS else None,
        view=view,
        views=list(BelowView),
        step=step,
        at_once=at_once,
        latest=latest,
    )
