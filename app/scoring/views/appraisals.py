"""Pages of the appraiser, and of the member's answer."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib.errors import Invalid, Stale
from app.scoring import jobs
from app.scoring.actions import appraisals as actions
from app.scoring.actions.appraisals import Verdict
from app.scoring.policies import appraisals as policies
from app.scoring.queries import appraisals as queries
from app.scoring.queries import criteria, cross, peers, sheets, stages, statuses
from app.scoring.schemas import appraisals as schemas
from app.scoring.views.blueprint import Page, pages, touched, version
from app.scoring.views.sheets import keep_explanations, unexplained
from app.scoring.views.sheets import see as see_sheet
from tenants import context
from tenants.db import refuse


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


def _page(appraisal_id: int, **values: Any) -> str:
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
        **{"errors": {}, "typed": None, "conflict": [], **values},
    )


def _stale(appraisal_id: int, error: Stale) -> Page:
    differs = [
        {"name": "", "label": label, "mine": mine, "current": current}
        for label, (mine, current) in error.changed.items()
    ]
    return _page(appraisal_id, conflict=differs, typed=touched(request.form, error)), 412


def _verdicts(appraisal_id: int) -> dict[int, Verdict]:
    sheet = sheets.sheet(queries.appraisal(appraisal_id).sheet_id)
    return schemas.verdict_form(request.form, criteria.scale(sheet.criteria_set_id).formula)


def _save(appraisal_id: int) -> None:
    actions.save(
        appraisal_id=appraisal_id,
        version=version(),
        verdicts=_verdicts(appraisal_id),
        comment=request.form.get("comment"),
        comment_was=request.form.get("comment_was"),
        by=current_user,
    )


@pages.post("/appraisals/<int:appraisal_id>")
@requires(Permission.SHEET_APPRAISE)
def save_appraisal(appraisal_id: int) -> Page:
    """Save a draft."""
    try:
        _save(appraisal_id)
    except Invalid as error:
        refuse()
        return _page(appraisal_id, errors=_at_fields(error), typed=request.form), 422
    except Stale as error:
        refuse()
        return _stale(appraisal_id, error)
    flash("Đã lưu kết quả thẩm định; chưa gửi cho đơn vị.", "success")
    return _see(appraisal_id)


def _at_fields(error: Invalid) -> dict[str, list[str]]:
    """The faults of values at the fields of the page: `lines.<criterion id>.in.<input>`."""
    return schemas.at_fields(error.fields)


@pages.post("/appraisals/<int:appraisal_id>/dispatch")
@requires(Permission.SHEET_APPRAISE)
def send_appraisal(appraisal_id: int) -> Page:
    """Save what is on the page and give it to the member."""
    try:
        if "version" in request.form:
            _save(appraisal_id)
        jobs.send_appraisal(appraisal_id=appraisal_id, by=current_user)
    except Invalid as error:
        refuse()
        return _page(appraisal_id, errors=_at_fields(error), typed=request.form), 422
    except Stale as error:
        refuse()
        return _stale(appraisal_id, error)
    flash("Đã gửi kết quả thẩm định cho đơn vị.", "success")
    return _see(appraisal_id)


@pages.post("/appraisals/<int:appraisal_id>/settlement")
@requires(Permission.SHEET_APPRAISE)
def settle(appraisal_id: int) -> Page:
    """Hold to the points, or change them after the member's word."""
    try:
        jobs.settle(
            appraisal_id=appraisal_id,
            version=version(),
            verdicts=_verdicts(appraisal_id),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _page(appraisal_id, errors=_at_fields(error), typed=request.form), 422
    except Stale as error:
        refuse()
        return _stale(appraisal_id, error)
    flash("Đã chốt điểm; Hội đồng cấp tỉnh sẽ xem xét, xác nhận.", "success")
    return _see(appraisal_id)


@pages.post("/score-sheets/<int:sheet_id>/explanations")
@requires(Permission.SHEET_EDIT)
def save_explanations(sheet_id: int) -> Page:
    """Keep what the member wants to say."""
    try:
        keep_explanations(sheet_id)
    except (Invalid, Stale) as error:
        return unexplained(sheet_id, error)
    flash("Đã lưu giải trình; chưa gửi.", "success")
    return see_sheet(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/explanations/dispatch")
@requires(Permission.SHEET_SUBMIT)
def send_explanations(sheet_id: int) -> Page:
    """Save what is on the page and give it to the appraiser."""
    try:
        keep_explanations(sheet_id)
        jobs.send_explanation(sheet_id=sheet_id, by=current_user)
    except (Invalid, Stale) as error:
        return unexplained(sheet_id, error)
    flash("Đã gửi giải trình cho đơn vị thẩm định.", "success")
    return see_sheet(sheet_id)


@pages.post("/score-sheets/<int:sheet_id>/agreement")
@requires(Permission.SHEET_SUBMIT)
def agree(sheet_id: int) -> Response:
    """Say that the member agrees."""
    jobs.agree(sheet_id=sheet_id, by=current_user)
    flash("Đã gửi ý kiến thống nhất với kết quả thẩm định.", "success")
    return see_sheet(sheet_id)
