"""Pages: the superiors' plans that came here, and what the office does about them."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import clock
from app.plans import actions, jobs
from app.plans.queries import incoming as arrivals
from app.plans.queries import plans
from app.plans.terms import IncomingView
from app.plans.views.blueprint import pages

PAGE_SIZE = 50


@pages.get("/plans/incoming")
@requires(Permission.PLAN_VIEW)
def incoming() -> str:
    """What superiors have delivered, what is due first."""
    chosen = request.args.get("view", IncomingView.WAITING, type=IncomingView)
    page = max(request.args.get("page", 1, type=int), 1)
    text = request.args.get("q", "").strip()
    return render_template(
        "plans/incoming.html",
        found=arrivals.incoming(view=chosen, text=text, page=page, page_size=PAGE_SIZE),
        chosen=chosen,
        text=text,
        page=page,
        page_size=PAGE_SIZE,
        today=clock.today(),
    )


@pages.post("/plans/<int:plan_id>/sighting")
@requires(Permission.PLAN_VIEW)
def see(plan_id: int) -> tuple[str, int]:
    """The office has opened the plan: told by the page itself."""
    actions.see(plan_id=plan_id, by=current_user)
    return "", 204


@pages.post("/plans/<int:plan_id>/acknowledgement")
@requires(Permission.PLAN_ACKNOWLEDGE)
def acknowledge(plan_id: int) -> Response:
    """Take the plan in."""
    actions.acknowledge(plan_id=plan_id, by=current_user)
    word = plans.readable(plan_id).kind.word.lower()
    flash(f"Đã tiếp nhận {word}. Cơ quan giao đã thấy việc tiếp nhận của đơn vị.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


@pages.post("/plans/<int:plan_id>/derivation")
@requires(Permission.PLAN_EDIT)
def derive(plan_id: int) -> Response:
    """Make the own draft out of the plan."""
    made = actions.derive(plan_id=plan_id, by=current_user)
    if made.is_new:
        flash(
            "Đã lập dự thảo từ kế hoạch của cấp trên, mọi nhiệm vụ đang giữ nguyên. "
            "Hãy quyết định từng nhiệm vụ rồi trình ban hành.",
            "success",
        )
    else:
        flash("Đơn vị đã có kế hoạch lập từ kế hoạch này; đây là kế hoạch đó.", "info")
    return redirect(url_for("plans.comparison", plan_id=made.plan.id), 303)


@pages.post("/plans/<int:plan_id>/dispatch")
@requires(Permission.PLAN_SEND)
def send(plan_id: int) -> Response:
    """Send the issued plan up."""
    plan = jobs.send_and_tell(plan_id=plan_id, by=current_user)
    flash(f"Đã gửi {plan.reference} lên cấp trên.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)
