"""Pages of members who score each other, and of how harshly everybody scores."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import queries as clusters
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib.errors import Conflict, Invalid, NotFound
from app.scoring import review_jobs as jobs
from app.scoring.actions import cross as actions
from app.scoring.policies import cross as policies
from app.scoring.queries import criteria, severity, sheets, statuses
from app.scoring.queries import cross as queries
from app.scoring.schemas import cross as schemas
from app.scoring.schemas.fields import FormReader
from app.scoring.views.blueprint import pages
from tenants import context

AT = "/criteria-sets/<int:set_id>/clusters/<int:cluster_id>/cross-assignments"


@pages.get(AT)
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
def cross_assignments(set_id: int, cluster_id: int) -> str:
    """Who scores whom in a cluster."""
    return _assignments(set_id, cluster_id)


def _assignments(set_id: int, cluster_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.sheets_of(set_id=set_id, cluster_id=cluster_id)
    duties = queries.of_cluster(set_id=set_id, cluster_id=cluster_id)
    if not found and not duties:
        raise NotFound("Đơn vị bạn không phân công chấm chéo trong cụm, khối này.")
    return render_template(
        "scoring/cross_assignments.html",
        criteria_set=criteria.criteria_set(set_id),
        group=clusters.group(cluster_id),
        sheets={one.tenant_id: one for one in found},
        duties=duties,
        paired={(one.member_id, one.scorer_id) for one in duties},
        me=context.acting().tenant_id,
        hands=severity.of_scorers(set_id=set_id, cluster_id=cluster_id),
        errors=refusal.errors_at("scorers"),
        typed=refusal.typed,
    )


@pages.post(AT)
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
@shows_again(_assignments, Invalid, Conflict)
def assign_cross(set_id: int, cluster_id: int) -> Response:
    """Ask members to score each other: in turn, or chosen pairs."""
    reader = FormReader(request.form)
    due_on, scorers = reader.day("due_on"), reader.whole("scorers")
    pairs = schemas.pairs_form(request.form.getlist("pair"))
    reader.finish()
    made = jobs.assign_cross(
        set_id=set_id,
        cluster_id=cluster_id,
        pairs=pairs if "chosen" in request.form else None,
        scorers=scorers or 0,
        due_on=due_on,
        by=current_user,
    )
    flash(f"Đã phân công {len(made)} lượt chấm chéo; các đơn vị được thông báo.", "success")
    return redirect(url_for("scoring.cross_assignments", set_id=set_id, cluster_id=cluster_id), 303)


@pages.post("/cross-assignments/<int:assignment_id>/withdrawal")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
def withdraw_cross(assignment_id: int) -> Response:
    """Take an assignment back."""
    found = actions.withdraw(assignment_id=assignment_id, by=current_user)
    flash("Đã thu hồi phân công chấm chéo.", "success")
    url = url_for(
        "scoring.cross_assignments", set_id=found.criteria_set_id, cluster_id=found.cluster_id
    )
    return redirect(url, 303)


@pages.get("/cross-scores")
@requires(Permission.SHEET_APPRAISE)
def cross_scores() -> str:
    """The sheets that the unit is asked to score beside their appraisers."""
    return render_template("scoring/cross_scores.html", duties=queries.to_score())


@pages.post("/cross-scores")
@requires(Permission.SHEET_APPRAISE)
def begin_cross() -> Response:
    """Begin to score another's sheet."""
    assignment_id = request.form.get("assignment_id", 0, type=int)
    return _see(actions.begin(assignment_id=assignment_id, by=current_user).id)


def _see(cross_score_id: int) -> Response:
    return redirect(url_for("scoring.cross_score", cross_score_id=cross_score_id), 303)


@pages.get("/cross-scores/<int:cross_score_id>")
@requires(Permission.SHEET_APPRAISE)
def cross_score(cross_score_id: int) -> str:
    """Points for another's sheet: to be written, or as they were sent."""
    return _score(cross_score_id)


def _score(cross_score_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.score(cross_score_id)
    return render_template(
        "scoring/cross_score.html",
        score=found,
        duty=queries.duty(found.assignment_id),
        detail=sheets.detail(found.sheet_id),
        lines=queries.lines(found.id),
        can_edit=policies.can_edit(found, context.acting().tenant_id),
        errors=refusal.errors,
        typed=refusal.typed,
        differs=refusal.differences(),
        refusal=refusal,
    )


def _save(cross_score_id: int) -> None:
    actions.save(
        cross_score_id=cross_score_id,
        version=version_typed(),
        verdicts=schemas.score_form(request.form),
        comment=request.form.get("comment"),
        by=current_user,
    )


@pages.post("/cross-scores/<int:cross_score_id>")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_score)
def save_cross(cross_score_id: int) -> Response:
    """Save points; not sent yet."""
    _save(cross_score_id)
    flash("Đã lưu điểm chấm chéo; chưa gửi.", "success")
    return _see(cross_score_id)


@pages.post("/cross-scores/<int:cross_score_id>/dispatch")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_score)
def send_cross(cross_score_id: int) -> Response:
    """Save what is on the page and give it to the appraiser."""
    _save(cross_score_id)
    jobs.send_cross(cross_score_id=cross_score_id, by=current_user)
    flash("Đã gửi điểm chấm chéo cho đơn vị thẩm định.", "success")
    return _see(cross_score_id)


@pages.get("/appraisal-statistics")
@requires(Permission.SHEET_VIEW)
def appraisal_statistics() -> str:
    """Who appraises harshly and who leniently; for who runs the clusters also the way to each."""
    sets = severity.sets()
    wanted = request.args.get("set", type=int)
    chosen = next((one for one in sets if one.id == wanted), sets[0] if sets else None)
    set_id = None if chosen is None else chosen.id
    runs = chosen is not None and chosen.tenant_id == context.acting().tenant_id
    found = statuses.of_set(set_id) if runs else []
    return render_template(
        "scoring/appraisal_statistics.html",
        sets=sets,
        chosen=set_id,
        clusters={one.cluster_id: one.cluster_name for one in found if one.sent_at is not None},
        hands=severity.of_appraisers(set_id),
    )
