"""Pages: the half-year and the year meeting of a cluster, and their minutes."""

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import jobs, papers
from app.clusters.actions import meetings as actions
from app.clusters.models import Cluster
from app.clusters.queries import year as queries
from app.clusters.schemas import year as schemas
from app.clusters.terms import MeetingPaper
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import frame, see, to_paper
from app.correspondence.queries import issued
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_if_any, version_typed
from app.lib import clock
from app.lib.errors import Invalid, NotFound
from app.registers import queries as registers


@pages.get("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_VIEW)
def meeting(cluster_id: int, occasion: str) -> str:
    """A meeting with its minutes."""
    return _page(cluster_id, occasion)


def _page(cluster_id: int, occasion: str, part: str = "", refusal: Refusal = NO_REFUSAL) -> str:
    which = schemas.occasion_of(occasion)
    found = queries.meetings(cluster_id).get(which)
    around = frame(cluster_id)
    return render_template(
        "clusters/meeting.html",
        **around,
        occasion=which,
        found=found,
        is_held=found is not None and found.meeting.held_on <= clock.today(),
        papers=MeetingPaper,
        issued=_issued(found),
        next_number=_next_number(around["cluster"]) if around["reader"].is_lead else "",
        errors=refusal.errors,
        typed=refusal.typed,
        part=part,
        stale=refusal.stale,
        refusal=refusal,
    )


def _issued(found: queries.Meeting | None) -> issued.Issued | None:
    """Where the minutes stand in the register, once they were sent."""
    if found is None or found.meeting.closed_at is None:
        return None
    return issued.of_subject("cluster_minutes", found.meeting.id, found.meeting.tenant_id)


def _next_number(cluster: Cluster) -> str:
    """The number that minutes sent today are given."""
    symbol = papers.symbol(PaperKind.MINUTES, cluster.kind)
    return registers.suggested_number(PaperKind.MINUTES, symbol, clock.today().year)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>")
@requires(Permission.CLUSTER_WORK)
@shows_again(_page, part="meeting")
def plan_meeting(cluster_id: int, occasion: str) -> Response:
    """Set a meeting."""
    jobs.plan_meeting(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        version=version_if_any(),
        content=schemas.meeting_form(request.form),
        by=current_user,
    )
    flash("Đã lưu thông tin hội nghị.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/invitation")
@requires(Permission.CLUSTER_SIGN)
def call_meeting(cluster_id: int, occasion: str) -> Response:
    """Send the invitation."""
    jobs.call_meeting(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        version=version_typed(),
        by=current_user,
    )
    flash("Đã gửi giấy mời đến các đơn vị thành viên.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes")
@requires(Permission.CLUSTER_WORK)
@shows_again(_page, part="minutes")
def write_minutes(cluster_id: int, occasion: str) -> Response:
    """Save the minutes as a draft."""
    actions.write_minutes(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        version=version_if_any(),
        content=schemas.minutes_form(request.form),
        by=current_user,
    )
    flash("Đã lưu biên bản.", "success")
    return see("meeting", cluster_id, occasion=occasion)


@pages.post("/clusters/<int:cluster_id>/meetings/<occasion>/minutes/sending")
@requires(Permission.CLUSTER_SIGN)
@says_why(_page, Invalid, part="minutes")
def send_minutes(cluster_id: int, occasion: str) -> Response:
    """Send the minutes to members and manager."""
    jobs.send_minutes(
        cluster_id=cluster_id,
        occasion=schemas.occasion_of(occasion),
        version=version_typed(),
        by=current_user,
    )
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
