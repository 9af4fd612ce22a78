"""Pages: the half-year and the year meeting of a cluster, and their minutes."""

from typing import Any

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import jobs
from app.clusters.actions import meetings as actions
from app.clusters.queries import year as queries
from app.clusters.schemas import year as schemas
from app.clusters.terms import MeetingPaper
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import Page, frame, see, to_paper, version, version_shown
from app.lib import clock
from app.lib.errors import Invalid, NotFound, Stale
from tenants.db import refuse


@pages.get("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_VIEW)
def meeting(cluster_id: int, occasion: str) -> str:
    """A meeting with its minutes."""
    return _page(cluster_id, occasion)


def _page(
    cluster_id: int,
    occasion: str,
    errors: Any = None,
    typed: Any = None,
    part: str = "",
    stale: bool = False,
) -> str:
    which = schemas.occasion_of(occasion)
    found = queries.meetings(cluster_id).get(which)
    return render_template(
        "clusters/meeting.html",
        **frame(cluster_id),
        occasion=which,
        found=found,
        is_held=found is not None and found.meeting.held_on <= clock.today(),
        papers=MeetingPaper,
        errors=errors or {},
        typed=typed,
        part=part,
        stale=stale,
    )


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_WORK)
def plan_meeting(cluster_id: int, occasion: str) -> Page:
    """Set a meeting."""
    try:
        jobs.plan_meeting(
            cluster_id=cluster_id,
            occasion=schemas.occasion_of(occasion),
            version=version(),
            content=schemas.meeting_form(request.form),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _page(cluster_id, occasion, error.fields, request.form, "meeting"), 422
    except Stale:
        refuse()
        return _page(cluster_id, occasion, None, request.form, "meeting", True), 412
    flash("Đã lưu thông tin hội nghị.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/invitation")
@requires(Permission.CLUSTER_SIGN)
def call_meeting(cluster_id: int, occasion: str) -> Response:
    """Send the invitation."""
    jobs.call_meeting(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        version=version_shown(),
        by=current_user,
    )
    flash("Đã gửi giấy mời đến các đơn vị thành viên.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes")
@requires(Permission.CLUSTER_WORK)
def write_minutes(cluster_id: int, occasion: str) -> Page:
    """Save the minutes as a draft."""
    try:
        actions.write_minutes(
            cluster_id=cluster_id,
            occasion=schemas.occasion_of(occasion),
            version=version(),
            content=schemas.minutes_form(request.form),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _page(cluster_id, occasion, error.fields, request.form, "minutes"), 422
    except Stale:
        refuse()
        return _page(cluster_id, occasion, None, request.form, "minutes", True), 412
    flash("Đã lưu biên bản.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes/sending")
@requires(Permission.CLUSTER_SIGN)
def send_minutes(cluster_id: int, occasion: str) -> Page:
    """Send the minutes to members and manager."""
    try:
        jobs.send_minutes(
            cluster_id=cluster_id,
            occasion=schemas.occasion_of(occasion),
            version=version_shown(),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _page(cluster_id, occasion, error.fields, None, "minutes"), 422
    flash("Đã gửi biên bản; hội nghị khép lại.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/papers")
@requires(Permission.PAPER_DRAW)
def meeting_paper(cluster_id: int, occasion: str) -> Response:
    """Have the invitation or the minutes drawn."""
    kind = next((one for one in MeetingPaper if one.value == request.form.get("kind")), None)
    if kind is None:
        raise NotFound("Hội nghị in được giấy mời và biên bản.")
    paper_id = jobs.ask_meeting(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        kind=kind,
        by=current_user,
    )
    return to_paper(paper_id)
