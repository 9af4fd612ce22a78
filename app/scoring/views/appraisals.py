"""Pages of the appraiser, and of the member's answer."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.scoring import jobs
from app.scoring.actions import appraisals as actions
from app.scoring.actions.appraisals import Verdict
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria, cross, peers, sheets, stages, statuses
from app.scoring.schemas import appraisals as schemas
from app.scoring.views.blueprint import pages, touched
from app.scoring.views.sheets import keep_explanations, read_again
from app.scoring.views.sheets import see as see_sheet
from tenants import context


def _see(appraisal_id: int) -> Response:
    return redirect(url_for("scoring.appraisal", appraisal_id=appraisal_id), 303)


@pages.get("/appraisals")
@requires(Permission.SHEET_APPRAISE)
def appraisals() -> str:
    """The sheets that the unit appraises, and those still to come."""
    sets = {line.criteria_set.id: line.criteria_set for line in criteria.sets(issued_only=True)}
    found = statuses.to_appraise()
    shown = queries.newest_year({one: given.year for one, given in sets.items()}, found)
    return render_template(
        "scoring/appraisals.html",
        statuses=found,
        year=shown,
        counted=[one for one in found if sets[one.criteria_set_id].year == shown],
        sets=sets,
        terms=queries.all_terms(),
        clusters={
            (one.criteria_set_id, one.cluster_id): one.cluster_name
            for one in found
            if one.sheet_id is not None
        },
    )


@pages.post("/appraisals")
@requires(Permission.SHEET_APPRAISE)
def start_appraisal() -> Response:
    """Begin to appraise a sheet."""
    sheet_id = request.form.get("sheet_id", 0, type=int)
    return _see(actions.start(sheet_id=sheet_id, by=current_user).id)


@pages.get("/appraisals/<int:appraisal_id>")
@requires(Permission.SHEET_APPRAISE)
def appraisal(appraisal_id: int) -> str:
    """One appraisal: to be written, to be settled, or as it was settled."""
    return _page(appraisal_id)


def _page(appraisal_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.appraisal(appraisal_id)
    tenant_id = context.acting().tenant_id
    detail = sheets.detail(found.sheet_id)
    terms = queries.terms(detail.sheet.criteria_set_id)
    return render_template(
        "scoring/appraisal.html",
        appraisal=found,
        detail=detail,
        stages=stages.of_sheet(detail),
        cells=peers.cells(detail),
        crossed=cross.spreads(found.sheet_id),
        terms=terms,
        explain_until=policies.explain_until(found, terms),
        can_edit=policies.can_edit(found, tenant_id),
        can_settle=policies.can_settle(found, tenant_id),
        errors=schemas.at_fields(refusal.errors),
        refusal=refusal,
        typed=touched(refusal),
        conflict=refusal.differences(),
    )


def _verdicts(appraisal_id: int) -> dict[int, Verdict]:
    sheet = sheets.sheet(queries.appraisal(appraisal_id).sheet_id)
    return schemas.verdict_form(request.form, criteria.scale(sheet.criteria_set_id).formula)


def _save(appraisal_id: int) -> None:
    actions.save(
        appraisal_id=appraisal_id,
        version=version_typed(),
        verdicts=_verdicts(appraisal_id),
        comment=request.form.get("comment"),
        comment_was=request.form.get("comment_was"),
        by=current_user,
    )


@pages.post("/appraisals/<int:appraisal_id>")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_page)
def save_appraisal(appraisal_id: int) -> Response:
    """Save a draft."""
    _save(appraisal_id)
    flash("Đã lưu kết quả thẩm định; chưa gửi cho đơn vị.", "success")
    return _see(appraisal_id)


@pages.post("/appraisals/<int:appraisal_id>/dispatch")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_page)
def send_appraisal(appraisal_id: int) -> Response:
    """Save what is on the page and give it to the member."""
    if "version" in request.form:
        _save(appraisal_id)
    jobs.send_appraisal(appraisal_id=appraisal_id, by=current_user)
    flash("Đã gửi kết quả thẩm định cho đơn vị.", "success")
    return _see(appraisal_id)


@pages.post("/appraisals/<int:appraisal_id>/settlement")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_page)
def settle(appraisal_id: int) -> Response:
    """Hold to the points, or change them after the member's word."""
    jobs.settle(
        appraisal_id=appraisal_id,
        version=version_typed(),
        verdicts=_verdicts(appraisal_id),
        by=current_user,
    )
    flash("Đã chốt điểm; Hội đồng cấp tỉnh sẽ xem xét, xác nhận.", "success")
    return _see(appraisal_id)


@pages.post("/score-sheets/<int:sheet_id>/explanations")
@requires(Permission.SHEET_EDIT)
@shows_again(read_again)
def save_explanations(sheet_id: int) -> Response:
    """Keep what the member wants to say."""
    keep_explanations(sheet_id)
    flash("Đã lưu giải trình; chưa gửi.", "success")
    return see_sheet(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/explanations/dispatch")
@requires(Permission.SHEET_SUBMIT)
@shows_again(read_again)
def send_explanations(sheet_id: int) -> Response:
    """Save what is on the page and give it to the appraiser."""
    keep_explanations(sheet_id)
    jobs.send_explanation(sheet_id=sheet_id, by=current_user)
    flash("Đã gửi giải trình cho đơn vị thẩm định.", "success")
    return see_sheet(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/agreement")
@requires(Permission.SHEET_SUBMIT)
def agree(sheet_id: int) -> Response:
    """Say that the member agrees."""
    jobs.agree(sheet_id=sheet_id, by=current_user)
    flash("Đã gửi ý kiến thống nhất với kết quả thẩm định.", "success")
    return see_sheet(sheet_id)
