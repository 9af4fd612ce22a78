"""Pages of a cluster side by side: the whole, one criterion, the time for each review."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.lib import numbers
from app.scoring import review_jobs as jobs
from app.scoring.actions import appraisals as actions
from app.scoring.actions import cross as cross_actions
from app.scoring.queries import appraisals as queries
from app.scoring.queries import beside as besides
from app.scoring.queries import criteria
from app.scoring.queries import side_by_side as boards
from app.scoring.schemas import appraisals as schemas
from app.scoring.schemas.fields import FormReader
from app.scoring.views.blueprint import pages, touched

AT = "/criteria-sets/<int:set_id>/clusters/<int:cluster_id>"
SHOW = {"differing": "Chỉ chỗ khác nhau", "unseen": "Chưa xem"}
pages.add_app_template_filter(boards.signed, "signed_vi")


@pages.get(f"{AT}/appraisals")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
def appraisal_board(set_id: int, cluster_id: int) -> str:
    """Members in columns, criteria in rows."""
    board = boards.board(set_id=set_id, cluster_id=cluster_id)
    show = request.args.get("show", "")
    return render_template("scoring/appraisal_board.html", board=board, show=show, shows=SHOW)


@pages.post(f"{AT}/appraisals")
@requires(Permission.SHEET_APPRAISE)
def start_appraisals(set_id: int, cluster_id: int) -> Response:
    """Begin with every sheet that came in."""
    count = actions.start_all(set_id=set_id, cluster_id=cluster_id, by=current_user)
    flash(f"Đã bắt đầu thẩm định {count} bảng điểm.", "success")
    return redirect(url_for("scoring.appraisal_board", set_id=set_id, cluster_id=cluster_id), 303)


@pages.get(f"{AT}/appraisals/<int:criterion_id>")
@requires(Permission.SHEET_APPRAISE, Permission.SHEET_CONFIRM)
def appraisal_criterion(set_id: int, cluster_id: int, criterion_id: int) -> str:
    """One criterion, all members."""
    return _criterion(set_id, cluster_id, criterion_id)


def _criterion(
    set_id: int, cluster_id: int, criterion_id: int, refusal: Refusal = NO_REFUSAL
) -> str:
    board = boards.board(set_id=set_id, cluster_id=cluster_id)
    beside = besides.beside(board, criterion_id)
    return render_template(
        "scoring/appraisal_criterion.html",
        board=board,
        beside=beside,
        row=board.scale.leaves[criterion_id],
        show=request.args.get("show", ""),
        shows=SHOW,
        errors=schemas.at_fields(refusal.errors),
        typed=touched(refusal),
        conflict=refusal.differences(),
    )


@pages.post(f"{AT}/appraisals/<int:criterion_id>")
@requires(Permission.SHEET_APPRAISE)
@shows_again(_criterion)
def save_criterion(set_id: int, cluster_id: int, criterion_id: int) -> Response:
    """Save one criterion for the members on the page."""
    formula = criteria.scale(set_id).formula(criterion_id)
    actions.save_criterion(
        set_id=set_id,
        cluster_id=cluster_id,
        criterion_id=criterion_id,
        verdicts=schemas.verdict_form(request.form, lambda key: formula),
        by=current_user,
    )
    flash("Đã lưu tiêu chí cho các đơn vị.", "success")
    next_id = numbers.identifier(request.form.get("next", "")) or criterion_id
    return redirect(
        url_for(
            "scoring.appraisal_criterion",
            set_id=set_id,
            cluster_id=cluster_id,
            criterion_id=next_id,
        ),
        303,
    )


@pages.post(f"{AT}/appraisals/<int:criterion_id>/cross-scores")
@requires(Permission.SHEET_APPRAISE)
def take_cross_scores(set_id: int, cluster_id: int, criterion_id: int) -> Response:
    """Take the medians of the cross scores over into the drafts."""
    count = cross_actions.take_over(
        set_id=set_id, cluster_id=cluster_id, criterion_id=criterion_id, by=current_user
    )
    flash(f"Đã lấy trung vị chấm chéo cho {count} đơn vị.", "success")
    return redirect(
        url_for(
            "scoring.appraisal_criterion",
            set_id=set_id,
            cluster_id=cluster_id,
            criterion_id=criterion_id,
        ),
        303,
    )


@pages.post(f"{AT}/appraisal-record")
@requires(Permission.PAPER_DRAW)
def appraisal_record(set_id: int, cluster_id: int) -> Response:
    """Have the record of the appraisal drawn."""
    paper_id = jobs.ask_record(set_id=set_id, cluster_id=cluster_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)


@pages.get("/criteria-sets/<int:set_id>/appraisal-terms")
@requires(Permission.CRITERIA_ISSUE)
def appraisal_terms(set_id: int) -> str:
    """How long each review may take."""
    return _terms(set_id)


def _terms(set_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "scoring/appraisal_terms.html",
        criteria_set=criteria.criteria_set(set_id),
        terms=queries.terms(set_id),
        errors=refusal.errors,
        typed=refusal.typed,
        conflict=refusal.stale,
        refusal=refusal,
    )


@pages.post("/criteria-sets/<int:set_id>/appraisal-terms")
@requires(Permission.CRITERIA_ISSUE)
@shows_again(_terms)
def set_appraisal_terms(set_id: int) -> Response:
    """Say how long each review may take."""
    reader = FormReader(request.form)
    days = {
        "appraise_by": reader.day("appraise_by"),
        "explain_days": reader.whole("explain_days"),
        "settle_by": reader.day("settle_by"),
    }
    reader.finish()
    jobs.set_terms(set_id=set_id, version=version_typed(), by=current_user, **days)  # type: ignore[arg-type]
    flash("Đã ghi thời hạn thẩm định; các đơn vị được thông báo.", "success")
    return redirect(url_for("scoring.appraisal_terms", set_id=set_id), 303)
