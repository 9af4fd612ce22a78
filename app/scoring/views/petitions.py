"""Pages of petitions: the list, one to be written, one to be read and answered."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.errors import Invalid
from app.scoring import jobs
from app.scoring.policies import petitions as policies
from app.scoring.queries import announcements, criteria, standings
from app.scoring.queries import petitions as queries
from app.scoring.schemas import announcements as schemas
from app.scoring.views.blueprint import pages
from tenants import context


@pages.get("/petitions", endpoint="petitions")
@requires(Permission.SHEET_VIEW)
def listed() -> str:
    """The petitions that the unit has sent, and those that it answers."""
    me = context.acting().tenant_id
    lines = queries.readable()
    return render_template(
        "scoring/petitions.html",
        sent=[one for one in lines if one.petition.tenant_id == me],
        received=[one for one in lines if one.petition.province_id == me],
    )


@pages.get("/announcements/<int:announcement_id>/petitions/new")
@requires(Permission.SHEET_SUBMIT)
def new_petition(announcement_id: int) -> str:
    """A petition to be written."""
    return _form(announcement_id)


def _form(announcement_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = standings.announcement(announcement_id)
    newest = standings.announced(found.criteria_set_id, found.cluster_id)
    own = announcements.own_part(announcement_id)
    part = policies.check_petition(found, newest, own, context.acting().tenant_id, clock.today())
    scale = criteria.scale(found.criteria_set_id)
    return render_template(
        "scoring/petition_form.html",
        found=found,
        sheet_id=part.sheet_id,
        options=[
            (one, f"{row.criterion.code}. {row.criterion.text}")
            for one, row in scale.leaves.items()
        ],
        chosen=request.values.get("criterion_id", type=int),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/announcements/<int:announcement_id>/petitions")
@requires(Permission.SHEET_SUBMIT)
@shows_again(_form, Invalid)
def petition(announcement_id: int) -> Response:
    """Send a petition."""
    made = jobs.petition(
        announcement_id=announcement_id,
        criterion_id=request.form.get("criterion_id", type=int),
        text=request.form.get("text", ""),
        files=schemas.attached(request.files.getlist("files")),
        by=current_user,
    )
    flash("Đã gửi kiến nghị; đơn vị công bố kết quả sẽ trả lời.", "success")
    return redirect(url_for("scoring.one_petition", petition_id=made.id), 303)


@pages.get("/petitions/<int:petition_id>")
@requires(Permission.SHEET_VIEW)
def one_petition(petition_id: int) -> str:
    """A petition with its files and its answer."""
    return _one(petition_id)


def _one(petition_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    line = queries.line(petition_id)
    newest = standings.announced(line.announcement.criteria_set_id, line.announcement.cluster_id)
    return render_template(
        "scoring/petition.html",
        line=line,
        files=queries.files(petition_id),
        newest=newest,
        can_answer=policies.can_answer(line.petition, line.answer, context.acting().tenant_id),
        errors=refusal.errors,
        typed=refusal.typed,
    )


@pages.post("/petitions/<int:petition_id>/answer")
@requires(Permission.STANDING_ANNOUNCE)
@shows_again(_one, Invalid)
def answer_petition(petition_id: int) -> Response:
    """Grant or refuse a petition."""
    granted = schemas.granted(request.form)
    jobs.answer_petition(
        petition_id=petition_id,
        granted=granted,
        reason=request.form.get("reason", ""),
        by=current_user,
    )
    said = "Đã chấp nhận kiến nghị; bảng điểm trở lại Hội đồng." if granted else "Đã trả lời."
    flash(said, "success")
    return redirect(url_for("scoring.one_petition", petition_id=petition_id), 303)
