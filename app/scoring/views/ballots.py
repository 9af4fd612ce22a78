"""Pages of secret ballots."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
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
from app.scoring.views.blueprint import pages
from tenants import context

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


def _form(refusal: Refusal = NO_REFUSAL) -> str:
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
        errors=refusal.errors,
        typed=refusal.typed or request.args,
        picked=refusal.typed or request.args,
    )


@pages.post("/ballots")
@requires(*MANAGES)
@shows_again(_form, Invalid)
def draft_ballot() -> Response:
    """Prepare a ballot."""
    made = actions.draft(
        set_id=request.form.get("set", 0, type=int),
        content=schemas.ballot_form(request.form),
        by=current_user,
    )
    flash("Đã chuẩn bị cuộc bỏ phiếu; hãy kiểm tra rồi mở.", "success")
    return _see(made.id)


@pages.get("/ballots/<int:ballot_id>")
@requires(Permission.SHEET_VIEW)
def ballot(ballot_id: int) -> str:
    """One ballot: to be opened, to vote in, or its result."""
    return _page(ballot_id)


def _page(ballot_id: int, writing: bool = False, refusal: Refusal = NO_REFUSAL) -> str:
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
        errors=refusal.errors,
        typed=refusal.typed,
        stale=refusal.message if refusal.stale else None,
        refusal=refusal,
        writing=writing,
    )


def _see(ballot_id: int) -> Response:
    return redirect(url_for("scoring.ballot", ballot_id=ballot_id), 303)


@pages.post("/ballots/<int:ballot_id>/opening")
@requires(*MANAGES)
@shows_again(_page)
def open_ballot(ballot_id: int) -> Response:
    """Let people vote."""
    extra = request.form.get("extra", "").splitlines()
    actions.open_ballot(ballot_id=ballot_id, version=version_typed(), extra=extra, by=current_user)
    flash("Đã mở bỏ phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/votes")
@requires(Permission.SHEET_CONFIRM)
@shows_again(_page, Invalid)
def cast_vote(ballot_id: int) -> Response:
    """Vote, once."""
    actions.cast(ballot_id=ballot_id, vote=schemas.vote_form(request.form), by=current_user)
    flash("Đã bỏ phiếu. Phiếu không ghi tên bạn và không xem lại được.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/written-opinions")
@requires(*MANAGES)
@shows_again(_page, Invalid, writing=True)
def record_written(ballot_id: int) -> Response:
    """Count the written opinion of an absent member."""
    upload = request.files.get("file")
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
    flash("Đã ghi phiếu lấy ý kiến bằng văn bản.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/count")
@requires(*MANAGES)
@says_why(_page, Stale)
def close_ballot(ballot_id: int) -> Response:
    """Count."""
    actions.close(ballot_id=ballot_id, version=version_typed(), by=current_user)
    flash("Đã kiểm phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/hand-count")
@requires(*MANAGES)
@shows_again(_page)
def count_by_hand(ballot_id: int) -> Response:
    """Enter what was counted on paper."""
    upload = request.files.get("file")
    counts.count_by_hand(
        ballot_id=ballot_id,
        version=version_typed(),
        count=schemas.hand_count_form(request.form),
        minutes=(upload.filename, upload.read()) if upload and upload.filename else None,
        by=current_user,
    )
    flash("Đã ghi kết quả kiểm phiếu.", "success")
    return _see(ballot_id)


@pages.post("/ballots/<int:ballot_id>/cancellation")
@requires(*MANAGES)
@shows_again(_page)
def cancel_ballot(ballot_id: int) -> Response:
    """Give it up uncounted."""
    actions.cancel(
        ballot_id=ballot_id,
        version=version_typed(),
        reason=request.form.get("reason", ""),
        by=current_user,
    )
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
