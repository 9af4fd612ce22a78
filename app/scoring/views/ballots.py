"""Pages of secret ballots."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib.errors import Conflict, Invalid, Stale
from app.scoring import council_papers
from app.scoring.actions import ballots as actions
from app.scoring.actions import counts
from app.scoring.deciding.counting import Mark
from app.scoring.deciding.terms import BallotPurpose, Electorate
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import ballots as queries
from app.scoring.queries import council_sessions, standings
from app.scoring.schemas import deciding_forms as schemas
from app.scoring.views import sets
from app.scoring.views.blueprint import Page, pages, version
from tenants import context
from tenants.db import refuse

MANAGES = (Permission.CLUSTER_EDIT, Permission.STANDING_ANNOUNCE, Permission.SHEET_CONFIRM)


@pages.get("/ballots")
@requires(Permission.SHEET_VIEW)
def ballots() -> str:
    """The ballots on results by a set."""
    set_policies.check_arrange(context.acting())
    found = sets.issued()
    chosen = sets.chosen(found)
    listed = [] if chosen is None else queries.of_set(chosen.id, user_id=current_user.id)
    return render_template("scoring/ballots.html", sets=found, chosen=chosen, listed=listed)


@pages.get("/ballots/new")
@requires(*MANAGES)
def new_ballot() -> str:
    """A ballot to be prepared."""
    set_policies.check_arrange(context.acting())
    return _form()


def _form(**values: Any) -> str:
    found = sets.issued()
    chosen, cluster_id = sets.chosen(found), sets.cluster()
    board = None if chosen is None else standings.reckoned(chosen, cluster_id=cluster_id)
    return render_template(
        "scoring/ballot_form.html",
        sets=found,
        chosen=chosen,
        cluster_id=cluster_id,
        clusters={} if chosen is None else standings.clusters(chosen),
        board=board,
        sessions=[] if chosen is None else council_sessions.of_set(chosen.id),
        purposes=[(one.value, one.label) for one in BallotPurpose],
        electorates=[(one.value, one.label) for one in Electorate],
        parts=schemas.PARTS,
        **{"errors": {}, "typed": request.args, "picked": request.args, **values},
    )


@pages.post("/ballots")
@requires(*MANAGES)
def draft_ballot() -> Page:
    """Prepare a ballot."""
    try:
        made = actions.draft(
            set_id=request.form.get("set", 0, type=int),
            content=schemas.ballot_form(request.form),
            by=current_user,
        )
    except Invalid as error:
        refuse()
        return _form(errors=error.fields, typed=request.form, picked=request.form), 422
    flash("Đã chuẩn bị cuộc bỏ phiếu; hãy kiểm tra rồi mở.", "success")
    return _see(made.id)


@pages.get("/ballots/<int:ballot_id>")
@requires(Permission.SHEET_VIEW)
def ballot(ballot_id: int) -> str:
    """One ballot: to be opened, to vote in, or its result."""
    return _page(ballot_id)


def _page(ballot_id: int, **values: Any) -> str:
    poll = queries.poll(ballot_id)
    mine = poll.voter(current_user.id)
    return render_template(
        "scoring/ballot.html",
        poll=poll,
        ballot=poll.ballot,
        mine=mine,
        can_vote=policies.can_vote(poll.ballot, mine),
        can_open=policies.can_open(poll.ballot),
        can_cancel=policies.can_cancel(poll.ballot),
        passing=policies.pass_of(poll.ballot),
        quorum=policies.quorum_of(poll.ballot),
        members=queries.council() if policies.can_open(poll.ballot) else [],
        marks=[(one.value, one.label) for one in Mark],
        **{"errors": {}, "typed": {}, "stale": None, "writing": False, **values},
    )


def _see(ballot_id: int) -> Response:
    return redirect(url_for("scoring.ballot", ballot_id=ballot_id), 303)


def _refused(ballot_id: int, error: Invalid | Stale, **values: Any) -> Page:
    refuse()
    if isinstance(error, Stale):
        return _page(ballot_id, stale=error.message), 412
    return _page(ballot_id, errors=error.fields, typed=request.form, **values), 422


@pages.post("/ballots/<int:ballot_id>/opening")
@requires(*MANAGES)
def open_ballot(ballot_id: int) -> Page:
    """Let people vote."""
    extra = request.form.get("extra", "").splitlines()
    try:
        actions.open_ballot(ballot_id=ballot_id, version=version(), extra=extra, by=current_user)
    except (Invalid, Stale) as error:
        return _refused(ballot_id, error)
    flash("Đã mở bỏ phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/votes")
@requires(Permission.SHEET_CONFIRM)
def cast_vote(ballot_id: int) -> Page:
    """Vote, once."""
    try:
        actions.cast(ballot_id=ballot_id, vote=schemas.vote_form(request.form), by=current_user)
    except Invalid as error:
        return _refused(ballot_id, error)
    flash("Đã bỏ phiếu. Phiếu không ghi tên bạn và không xem lại được.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/written-opinions")
@requires(*MANAGES)
def record_written(ballot_id: int) -> Page:
    """Count the written opinion of an absent member."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Invalid("Cần tệp quét phiếu lấy ý kiến có chữ ký.", "file")
        actions.record_written(
            ballot_id=ballot_id,
            voter_id=request.form.get("voter_id", 0, type=int),
            vote=schemas.vote_form(request.form),
            name=upload.filename,
            content=upload.read(),
            by=current_user,
        )
    except Invalid as error:
        return _refused(ballot_id, error, writing=True)
    flash("Đã ghi phiếu lấy ý kiến bằng văn bản.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/count")
@requires(*MANAGES)
def close_ballot(ballot_id: int) -> Page:
    """Count."""
    try:
        actions.close(ballot_id=ballot_id, version=version(), by=current_user)
    except Stale as error:
        return _refused(ballot_id, error)
    flash("Đã kiểm phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/hand-count")
@requires(*MANAGES)
def count_by_hand(ballot_id: int) -> Page:
    """Enter what was counted on paper."""
    upload = request.files.get("file")
    try:
        counts.count_by_hand(
            ballot_id=ballot_id,
            version=version(),
            count=schemas.hand_count_form(request.form),
            minutes=(upload.filename, upload.read()) if upload and upload.filename else None,
            by=current_user,
        )
    except (Invalid, Stale) as error:
        return _refused(ballot_id, error)
    flash("Đã ghi kết quả kiểm phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/cancellation")
@requires(*MANAGES)
def cancel_ballot(ballot_id: int) -> Page:
    """Give it up uncounted."""
    try:
        actions.cancel(
            ballot_id=ballot_id,
            version=version(),
            reason=request.form.get("reason", ""),
            by=current_user,
        )
    except (Invalid, Stale) as error:
        return _refused(ballot_id, error)
    flash("Đã hủy cuộc bỏ phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/paper")
@requires(Permission.PAPER_DRAW)
def ballot_paper(ballot_id: int) -> Response:
    """Have the minutes of the counting drawn."""
    if queries.ballot(ballot_id).closed_at is None:
        raise Conflict("Chưa kiểm phiếu nên chưa có biên bản.")
    paper_id = council_papers.ask_ballot(ballot_id=ballot_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
