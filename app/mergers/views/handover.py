"""Pages: open work that passes to successors, and the decisions it needs."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.errors import Invalid, NotFound
from app.mergers import actions, jobs, policies, schemas
from app.mergers.queries import handovers, proposals, through
from app.mergers.terms import Fate
from app.mergers.views.pages import pages


@pages.get("/handover")
@requires(Permission.PLAN_VIEW)
def handover() -> str:
    """What the acting unit took over, and what waits; for the province, unit by unit."""
    decides = policies.can_decide(current_user.tenant)
    return render_template(
        "mergers/handover.html",
        decides=decides,
        shares=proposals.shares(),
        taken=handovers.taken(),
        waiting=[] if decides else proposals.undecided(),
        plans=through.plans() if decides else [],
        fates=Fate,
        sums_up=policies.can_sum_up(current_user.tenant, clock.today()),
    )


@pages.post("/handover")
@requires(Permission.PLAN_ACKNOWLEDGE)
def take_over() -> Response:
    """Take over what passes to the acting unit."""
    done = actions.take_over(by=current_user)
    if done.tasks:
        flash(f"Đã tiếp nhận {done.tasks} nhiệm vụ từ {done.units} đơn vị cũ.", "success")
    else:
        flash("Không còn nhiệm vụ nào chờ tiếp nhận.", "info")
    return redirect(url_for("mergers.handover"), 303)


@pages.post("/handover/claims")
@requires(Permission.PLAN_ACKNOWLEDGE)
def claim() -> Response:
    """Take over open tasks of a unit that was split."""
    task_ids = schemas.claim_form(request.form.getlist("task_ids"))
    done = actions.claim(task_ids=task_ids, by=current_user)
    flash(f"Đã nhận {done.tasks} nhiệm vụ.", "success")
    return redirect(url_for("mergers.handover"), 303)


@pages.get("/handover/choices/<int:tenant_id>")
@requires(Permission.PLAN_ISSUE)
def choices(tenant_id: int) -> str:
    """The open tasks of one closed unit that wait for a decision, each with a proposal."""
    return _choices(tenant_id)


def _choices(tenant_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    policies.check_decide(current_user.tenant)
    found = proposals.docket(tenant_id)
    if found is None:
        raise NotFound("Đơn vị này không có nhiệm vụ nào chờ quyết định.")
    return render_template(
        "mergers/choices.html",
        found=found,
        errors=refusal.errors,
        typed=refusal.typed,
        end=proposals.END,
        proposed_reason=proposals.proposed_reason,
    )


@pages.post("/handover/choices/<int:tenant_id>")
@requires(Permission.PLAN_ISSUE)
@shows_again(_choices, Invalid)
def decide(tenant_id: int) -> Response:
    """Decide who goes on with them."""
    given = schemas.decisions_form(request.form)
    count = jobs.decide_and_pass(decisions=given, by=current_user)
    flash(f"Đã quyết định {count} nhiệm vụ; đơn vị được chọn tiếp nhận ngay sau đây.", "success")
    return redirect(url_for("mergers.handover"), 303)


@pages.post("/task-tallies")
@requires(Permission.PROGRESS_RECORD)
def sum_up() -> Response:
    """Tell the province how the communes of the acting district stand."""
    count = actions.sum_up(by=current_user)
    flash(f"Đã tổng hợp {count} nhiệm vụ gửi cấp tỉnh.", "success")
    return redirect(url_for("mergers.handover"), 303)
