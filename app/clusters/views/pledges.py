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
from app.clusters.views.frame import Page, frame, see, to_paper, version, version_shown
from app.lib.errors import Invalid, Stale
from app.lib.schemas import load
from tenants.db import refuse

TARGET_FIELDS = ("text", "value", "unit")


@pages.get("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_VIEW)
def pledge(cluster_id: int) -> str:
    """The pledge: contents, registered targets, signatures."""
    return _page(cluster_id)


def _page(
    cluster_id: int,
    errors: Any = None,
    typed: Any = None,
    targets: Any = None,
    stale: bool = False,
) -> str:
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
        targets=_targets(own) if targets is None else targets,
        usual="\n".join(actions.USUAL),
        typed=typed,
        errors=errors or {},
        stale=stale,
        position=current_user.membership.position or "",
    )


def _targets(own: Any) -> list[dict[str, Any]]:
    shown = (own.draft or own.registration) if own else None
    return list(shown.targets) if shown else []


@pages.post("/clusters/<int:cluster_id>/pledge")
@requires(Permission.CLUSTER_WORK)
def write_pledge(cluster_id: int) -> Page:
    """Save what all promise together, as a draft of the lead."""
    try:
        content = schemas.pledge_form(request.form)
        actions.write(cluster_id=cluster_id, version=version(), content=content, by=current_user)
    except Invalid as error:
        refuse()
        return _page(cluster_id, error.fields, request.form), 422
    except Stale:
        refuse()
        return _page(cluster_id, typed=request.form, stale=True), 412
    flash("Đã lưu dự thảo giao ước.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/sending")
@requires(Permission.CLUSTER_SIGN)
def send_pledge(cluster_id: int) -> Response:
    """Send the pledge to the members."""
    jobs.send_pledge(cluster_id=cluster_id, version=version_shown(), by=current_user)
    flash("Đã gửi giao ước; các đơn vị được báo đăng ký chỉ tiêu và ký.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/registration")
@requires(Permission.CLUSTER_WORK)
def register(cluster_id: int) -> Page:
    """Save the member's targets; with “send” send them at once."""
    try:
        targets = schemas.targets_form(request.form)
        row = actions.register(
            cluster_id=cluster_id, version=version(), targets=targets, by=current_user
        )
        if "send" in request.form:
            jobs.send_registration(cluster_id=cluster_id, version=row.version, by=current_user)
    except Invalid as error:
        refuse()
        rows = schemas.rows_of(request.form, "targets", TARGET_FIELDS)
        return _page(cluster_id, error.fields, targets=rows), 422
    except Stale:
        refuse()
        rows = schemas.rows_of(request.form, "targets", TARGET_FIELDS)
        return _page(cluster_id, targets=rows, stale=True), 412
    is_sent = "send" in request.form
    flash("Đã gửi đăng ký chỉ tiêu." if is_sent else "Đã lưu bản nháp đăng ký.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/signature")
@requires(Permission.CLUSTER_SIGN)
def sign_pledge(cluster_id: int) -> Page:
    """Sign the pledge for one's own unit."""
    try:
        position = load(schemas.Signing(), {"position": request.form.get("position", "")})
        jobs.sign_pledge(cluster_id=cluster_id, **position, by=current_user)
    except Invalid as error:
        refuse()
        return _page(cluster_id, error.fields), 422
    flash("Đã ký giao ước thi đua của cụm.", "success")
    return see("pledge", cluster_id)


@pages.post("/clusters/<int:cluster_id>/pledge/paper")
@requires(Permission.PAPER_DRAW)
def pledge_paper(cluster_id: int) -> Response:
    """Have the pledge drawn with all parties."""
    return to_paper(jobs.ask_pledge(cluster_id=cluster_id, by=current_user))
