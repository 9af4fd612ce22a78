"""Pages: the plan of a cluster."""

from typing import Any

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import jobs, papers
from app.clusters.actions import plans as actions
from app.clusters.models import Cluster
from app.clusters.queries import year as queries
from app.clusters.schemas import year as schemas
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import frame, see, to_paper
from app.correspondence.queries import issued
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, shows_again, version_if_any, version_typed
from app.lib import clock
from app.registers import queries as registers

TASK_FIELDS = ("text", "due", "who")


@pages.get("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_VIEW)
def plan(cluster_id: int) -> str:
    """The plan of a cluster; for its lead the draft."""
    return _page(cluster_id)


def _page(cluster_id: int, is_sending: bool = False, refusal: Refusal = NO_REFUSAL) -> str:
    around = frame(cluster_id)
    reader, cluster = around["reader"], around["cluster"]
    draft = queries.plan_draft(cluster_id) if reader.is_lead else None
    sent = queries.plans_sent(cluster_id)
    typed = NO_REFUSAL.typed if is_sending else refusal.typed
    return render_template(
        "clusters/plan.html",
        **around,
        draft=draft,
        sent=sent,
        content=_content(draft, sent, cluster, typed) if reader.is_lead else None,
        sending=(refusal.typed if is_sending else None) or (_usual(cluster) if draft else {}),
        issued=issued.of_subject("cluster_plans", sent[0].id, sent[0].tenant_id) if sent else None,
        errors=refusal.errors,
        stale=refusal.stale,
        refusal=NO_REFUSAL if is_sending else refusal,
    )


def _usual(cluster: Cluster) -> dict[str, str]:
    """What the form that sends a plan suggests."""
    today, symbol = clock.today(), papers.symbol(PaperKind.PLAN, cluster.kind)
    return {
        "number": registers.suggested_number(PaperKind.PLAN, symbol, today.year),
        "issued_on": today.isoformat(),
        "signer_name": current_user.full_name,
        "signer_position": current_user.membership.position or "",
    }


def _content(draft: Any, sent: Any, cluster: Any, typed: Any) -> dict[str, Any]:
    """What the form shows: what was typed, the draft, what was sent last, or what is usual."""
    names = ("title", "purpose", "implementation")
    if typed:
        tasks = schemas.rows_of(typed, "tasks", TASK_FIELDS)
        return {**{name: typed.get(name, "") for name in names}, "tasks": tasks}
    shown = draft or (sent[0] if sent else actions.usual(cluster.name, cluster.year))
    return {**{name: getattr(shown, name) for name in names}, "tasks": list(shown.tasks)}


@pages.post("/clusters/<int:cluster_id>/plan")
@requires(Permission.CLUSTER_WORK)
@shows_again(_page)
def save_plan(cluster_id: int) -> Response:
    """Begin a draft, or save it."""
    held = version_if_any()
    content = schemas.plan_form(request.form)
    if held is None:
        actions.draft(cluster_id=cluster_id, content=content, by=current_user)
    else:
        actions.edit(cluster_id=cluster_id, version=held, content=content, by=current_user)
    flash("Đã lưu dự thảo kế hoạch của cụm.", "success")
    return see("plan", cluster_id)


@pages.post("/clusters/<int:cluster_id>/plan/sending")
@requires(Permission.CLUSTER_SIGN)
@shows_again(_page, is_sending=True)
def send_plan(cluster_id: int) -> Response:
    """Send the plan to members and manager."""
    given = schemas.plan_sending_form(request.form)
    jobs.send_plan(cluster_id=cluster_id, version=version_typed(), **given, by=current_user)
    flash("Đã gửi kế hoạch; các thành viên và cấp quản lý cụm nhận được thông báo.", "success")
    return see("plan", cluster_id)


@pages.post("/clusters/<int:cluster_id>/plan/removal")
@requires(Permission.CLUSTER_WORK)
def discard_plan(cluster_id: int) -> Response:
    """Delete the draft."""
    actions.discard(cluster_id=cluster_id, version=version_typed(), by=current_user)
    flash("Đã xóa dự thảo kế hoạch.", "success")
    return see("plan", cluster_id)


@pages.post("/clusters/<int:cluster_id>/plan/paper")
@requires(Permission.PAPER_DRAW)
def plan_paper(cluster_id: int) -> Response:
    """Have the plan drawn."""
    return to_paper(jobs.ask_plan(cluster_id=cluster_id, by=current_user))
