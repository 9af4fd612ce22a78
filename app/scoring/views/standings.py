"""Pages of the council and of the results."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.registers import queries as registers
from app.scoring import jobs
from app.scoring.actions import standings as actions
from app.scoring.models import CriteriaSet
from app.scoring.papers import heads
from app.scoring.queries import announcements, criteria
from app.scoring.queries import standings as queries
from app.scoring.schemas import standings as schemas
from app.scoring.views.blueprint import Page, pages
from tenants import context

PETITION_DAYS = 10
"""So long members may petition, where nothing else is said."""


def _sets() -> list[CriteriaSet]:
    return [line.criteria_set for line in criteria.sets(issued_only=True)]


def _chosen(sets: list[CriteriaSet], set_id: int | None) -> CriteriaSet | None:
    """The set that the address names, else the newest."""
    wanted = set_id or request.values.get("set", type=int)
    if wanted is not None:
        return criteria.criteria_set(wanted)
    return sets[0] if sets else None


def _cluster() -> int | None:
    return request.values.get("cluster", type=int)


@pages.get("/standings", endpoint="standings")
@requires(Permission.STANDING_VIEW)
def show() -> str:
    """The result of the province or a cluster; before it is announced, for the province alone."""
    return _board()


def _board(set_id: int | None = None, refusal: Refusal = NO_REFUSAL) -> str:
    sets = _sets()
    chosen, cluster_id = _chosen(sets, set_id), _cluster()
    arranges = chosen is not None and chosen.tenant_id == context.acting().tenant_id
    before = None if chosen is None else queries.announced(chosen.id, cluster_id)
    pending = arranges and announcements.is_pending(before)
    board = None
    if chosen is not None and pending:
        board = queries.reckoned(chosen, cluster_id=cluster_id)
    elif chosen is not None and arranges:
        board = queries.board(chosen, cluster_id=cluster_id)
    elif chosen is not None:
        board = queries.announced_board(chosen.id, cluster_id=cluster_id)
    return render_template(
        "scoring/standings.html",
        sets=sets,
        chosen=chosen,
        clusters=[] if chosen is None else queries.clusters(chosen),
        cluster_id=cluster_id,
        board=board,
        bars=[] if board is None else schemas.bars(board.rows),
        arranges=arranges,
        before=before,
        outdated=before is not None and announcements.is_outdated(before),
        usual_number=_usual_number() if pending else "",
        usual_until=clock.today() + timedelta(days=PETITION_DAYS),
        announced=[] if chosen is None else queries.announcements(chosen.id),
        errors=refusal.errors,
        typed=refusal.typed,
    )


def _usual_number() -> str:
    """The number that the notice takes, were it announced today."""
    symbol = heads.symbol(PaperKind.NOTICE, current_user.tenant)
    return registers.suggested_number(PaperKind.NOTICE, symbol, clock.today().year)


def _see(set_id: int) -> Response:
    return redirect(url_for("scoring.standings", set=set_id, cluster=_cluster()), 303)


@pages.post("/criteria-sets/<int:set_id>/absences")
@requires(Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)
def list_absence(set_id: int) -> Page:
    """Say that a member did not score itself."""
    try:
        actions.list_absence(
            set_id=set_id,
            member_id=request.form.get("member_id", 0, type=int),
            reason=request.form.get("reason", ""),
            by=current_user,
        )
    except Invalid as error:
        raise Conflict(error.message) from error
    flash("Đã ghi đơn vị không tự chấm điểm.", "success")
    return _see(set_id)


@pages.post("/criteria-sets/<int:set_id>/absences/removal")
@requires(Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)
def withdraw_absence(set_id: int) -> Response:
    """Take a member off that list."""
    member_id = request.form.get("member_id", 0, type=int)
    actions.withdraw_absence(set_id=set_id, member_id=member_id, by=current_user)
    flash("Đã bỏ đơn vị khỏi danh sách không tự chấm điểm.", "success")
    return _see(set_id)


@pages.post("/criteria-sets/<int:set_id>/tie-decisions")
@requires(Permission.STANDING_ANNOUNCE)
@shows_again(_board, Invalid)
def decide_tie(set_id: int) -> Response:
    """Put equals in order."""
    actions.decide_tie(
        set_id=set_id,
        cluster_id=_cluster(),
        sheet_ids=schemas.tie_form(request.form),
        reason=request.form.get("reason", ""),
        by=current_user,
    )
    flash("Đã ghi quyết định về các đơn vị bằng điểm.", "success")
    return _see(set_id)


@pages.post("/criteria-sets/<int:set_id>/announcements")
@requires(Permission.STANDING_ANNOUNCE)
@shows_again(_board, Invalid)
def announce(set_id: int) -> Response:
    """Make a result known to all."""
    paper = schemas.paper_form(request.form)
    jobs.announce(set_id=set_id, cluster_id=_cluster(), paper=paper, by=current_user)
    flash("Đã công bố kết quả; các đơn vị sẽ nhận được thông báo.", "success")
    return _see(set_id)
