"""Pages: the history of an issued plan, any revision of it, and what a revision met below."""

from flask import render_template, request
from flask_login import current_user

from app.access import Permission, requires
from app.lib.errors import NotFound
from app.plans.policies import amending
from app.plans.queries import amendments, merges, plans, revisions
from app.plans.terms import ANSWERS, OPEN_STATES, MergeState
from app.plans.views.blueprint import pages

PAGE_SIZE = 50


@pages.get("/plans/<int:plan_id>/revisions")
@requires(Permission.PLAN_VIEW)
def history(plan_id: int) -> str:
    """The revisions of a plan, the newest first."""
    plan = plans.readable(plan_id)
    is_own = plan.tenant_id == current_user.tenant.id
    return render_template(
        "plans/revisions.html",
        plan=plan,
        is_own=is_own,
        listed=revisions.listed(plan.id),
        draft=amendments.open_draft(plan.id) if is_own else None,
        can_amend=is_own and amending.can_amend(plan),
        deliveries=plans.delivered_count(plan.id),
    )


@pages.get("/plans/<int:plan_id>/revisions/<int:revision>")
@requires(Permission.PLAN_VIEW)
def revision(plan_id: int, revision: int) -> str:
    """One revision as it was frozen, and what differs from an earlier one."""
    plan = plans.readable(plan_id)
    shown = revisions.of(plan, revision)
    listed = revisions.listed(plan.id)
    earlier = [one.revision for one in listed if one.revision < revision]
    chosen = request.args.get("base", type=int)
    base = chosen if chosen in earlier else next(iter(earlier), None)
    return render_template(
        "plans/revision.html",
        plan=plan,
        shown=shown,
        tasks=revisions.numbered(shown.content),
        base=base,
        earlier=earlier,
        amendment=next((one.amendment for one in listed if one.revision == revision), None),
        changes=(
            revisions.between(revisions.of(plan, base).content, shown.content) if base else []
        ),
        is_own=plan.tenant_id == current_user.tenant.id,
    )


@pages.get("/plans/<int:plan_id>/revisions/<int:revision>/answers")
@requires(Permission.PLAN_VIEW)
def answers(plan_id: int, revision: int) -> str:
    """Who has applied a revision, what is open, what was answered and why."""
    plan = plans.own(plan_id)
    if not 1 < revision <= plan.revision:
        raise NotFound("Kế hoạch không có lần điều chỉnh này.")
    chosen = request.args.get("state", type=MergeState)
    tenant_id = request.args.get("tenant", type=int)
    page = max(request.args.get("page", 1, type=int), 1)
    states = [chosen] if chosen else None if tenant_id else [*OPEN_STATES, *ANSWERS]
    return render_template(
        "plans/amendment_answers.html",
        plan=plan,
        revision=revision,
        found=merges.answers(plan.id, revision),
        lines=merges.answer_lines(
            plan.id, revision, states=states, tenant_id=tenant_id, page=page, page_size=PAGE_SIZE
        ),
        amendment=next(
            (one for one in amendments.issued(plan.id) if one.revision == revision), None
        ),
        states=list(MergeState),
        chosen=chosen,
        tenant_id=tenant_id,
        page=page,
        page_size=PAGE_SIZE,
    )
