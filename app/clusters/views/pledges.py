"""Pages: the pledge of a cluster, what members register, who has signed."""

from typing import Any

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import jobs
from app.clusters.actions import pledges as actions
from app.clusters.queries import year as queries
from app.clusters.schemas import year as schemas
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import frame, see, to_paper
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_if_any, version_typed
from app.lib.errors import Invalid
from app.lib.schemas import load

TARGET_FIELDS = ("text", "value", "unit")


@pages.get("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_VIEW)
def pledge(cluster_id: int) -> str:
    """The pledge: contents, registered targets, signatures."""
    return _page(cluster_id)


def _page(cluster_id: int, part: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    around = frame(cluster_id)
    found = queries.pledge(cluster_id)
    state = queries.pledge_state(around["group"], found) if found else None
    own = state.party(around["reader"].tenant_id) if state else None
    return render_template(
        "clusters/pledge.html",
        **around,
        pledge=found,
        state=state,
        own=own,
        targets=_targets(own, refusal.typed if part == "targets" else None),
        usual="\n".join(actions.USUAL),
        typed=refusal.typed if part == "pledge" else None,
        errors=refusal.errors,
        stale=refusal.stale,
        refusal=refusal,
        part=part,
        position=current_user.membership.position or "",
    )


def _targets(own: Any, typed: Any) -> list[dict[str, Any]]:
    if typed is not None:
        return schemas.rows_of(typed, "targets", TARGET_FIELDS)
    shown = (own.draft or own.registration) if own else None
    return list(shown.targets) if shown else []


@pages.post("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_WORK)
@shows_again(_page, part="pledge")
def write_pledge(cluster_id: int) -> Response:
    """Save what all promise together, as a draft of the lead."""
    content = schemas.pledge_form(request.form)
    actions.write(cluster_id=cluster_id, version=version_if_any(), content=content, by=current_user)
    flash("Đã lưu dự thảo giao ước.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/sending")
@requires(Permission.CLUSTER_SIGN)
def send_pledge(cluster_id: int) -> Response:
    """Send the pledge to the members."""
    jobs.send_pledge(cluster_id=cluster_id, version=version_typed(), by=current_user)
    flash("Đã gửi giao ước; các đơn vị được báo đăng ký chỉ tiêu và ký.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/registration")
@requires(Permission.CLUSTER_WORK)
@shows_again(_page, part="targets")
def register(cluster_id: int) -> Response:
    """Save the member's targets; with “send” send them at once."""
    targets = schemas.targets_form(request.form)
    row = actions.register(
        cluster_id=cluster_id, version=version_if_any(), targets=targets, by=current_user
    )
    if "send" in request.form:
        jobs.send_registration(cluster_id=cluster_id, version=row.version, by=current_user)
    is_sent = "send" in request.form
    flash("Đã gửi đăng ký chỉ tiêu." if is_sent else "Đã lưu bản nháp đăng ký.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/signature")
@requires(Permission.CLUSTER_SIGN)
@says_why(_page, Invalid)
def sign_pledge(cluster_id: int) -> Response:
    """Sign the pledge for one's own unit."""
    position = load(schemas.Signing(), {"position": request.form.get("position", "")})
    jobs.sign_pledge(cluster_id=cluster_id, **position, by=current_user)
    flash("Đã ký giao ước thi đua của cụm.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/paper")
@requires(Permission.PAPER_DRAW)
def pledge_paper(cluster_id: int) -> Response:
    """Have the pledge drawn with all parties."""
    return to_paper(jobs.ask_pledge(cluster_id=cluster_id, by=current_user))
