"""Pages of the council's sessions."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, says_why, shows_again, version_typed
from app.lib.errors import Invalid, Stale
from app.scoring import council_papers
from app.scoring.actions import council_sessions as actions
from app.scoring.deciding.counting import Part
from app.scoring.deciding.terms import SessionPurpose
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import deciding as policies
from app.scoring.queries import council_sessions as queries
from app.scoring.schemas import deciding_forms as schemas
from app.scoring.views import sets
from app.scoring.views.ballots import MANAGES
from app.scoring.views.blueprint import pages
from tenants import context

PURPOSES = [(one.value, one.label) for one in SessionPurpose]


@pages.get("/council-sessions", endpoint="council_sessions")
@requires(Permission.SHEET_VIEW)
def index() -> str:
    """The sessions in which results by a set were considered."""
    set_policies.check_arrange(context.acting())
    found = sets.issued()
    chosen = sets.chosen(found)
    return render_template(
        "scoring/sessions.html",
        sets=found,
        chosen=chosen,
        sessions=[] if chosen is None else queries.of_set(chosen.id),
        presence=actions.presence,
    )


@pages.get("/council-sessions/new")
@requires(*MANAGES)
def new_council_session() -> str:
    """A session to be written down."""
    set_policies.check_arrange(context.acting())
    return _new()


def _new(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "scoring/session_form.html",
        chosen=sets.chosen(sets.issued()),
        session=None,
        purposes=PURPOSES,
        errors=refusal.errors,
        typed=refusal.typed,
        stale=None,
        attendees=_typed(refusal) or queries.usual_attendees(),
    )


@pages.post("/council-sessions")
@requires(*MANAGES)
@shows_again(_new, Invalid)
def write_council_session() -> Response:
    """Write a session down."""
    made = actions.write(
        set_id=request.form.get("set", 0, type=int),
        content=schemas.session_form(request.form),
        by=current_user,
    )
    flash("Đã lập biên bản phiên họp.", "success")
    return _see(made.id)


def _typed(refusal: Refusal) -> list[dict[str, object]]:
    """The attendees as they were typed."""
    return [vars(one) for one in schemas.attendees_form(refusal.typed)]


@pages.get("/council-sessions/<int:council_session_id>")
@requires(Permission.SHEET_VIEW)
def council_session(council_session_id: int) -> str:
    """One session."""
    return _page(council_session_id)


def _page(council_session_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = queries.session(council_session_id)
    present, whole = actions.presence(found)
    part = Part(*found.purpose.quorum)
    return render_template(
        "scoring/session.html",
        session=found,
        present=present,
        whole=whole,
        part=part,
        has_quorum=part.reached(present, whole),
        polls=queries.polls(council_session_id),
        can_edit=policies.can_edit(found),
        purposes=PURPOSES,
        errors=refusal.errors,
        typed=refusal.typed,
        stale=refusal.message if refusal.stale else None,
        attendees=_typed(refusal) if refusal.typed else found.attendees,
        refusal=refusal,
    )


def _see(council_session_id: int) -> Response:
    address = url_for("scoring.council_session", council_session_id=council_session_id)
    return redirect(address, 303)


@pages.post("/council-sessions/<int:council_session_id>")
@requires(*MANAGES)
@shows_again(_page)
def edit_council_session(council_session_id: int) -> Response:
    """Change what the minutes say."""
    actions.edit(
        session_id=council_session_id,
        version=version_typed(),
        content=schemas.session_form(request.form),
        by=current_user,
    )
    flash("Đã lưu biên bản.", "success")
    return _see(council_session_id)


@pages.post("/council-sessions/<int:council_session_id>/closing")
@requires(*MANAGES)
@says_why(_page, Stale)
def close_council_session(council_session_id: int) -> Response:
    """Close the minutes."""
    actions.close(session_id=council_session_id, version=version_typed(), by=current_user)
    flash("Đã chốt biên bản phiên họp.", "success")
    return _see(council_session_id)


@pages.post("/council-sessions/<int:council_session_id>/paper")
@requires(Permission.PAPER_DRAW)
def council_session_paper(council_session_id: int) -> Response:
    """Have the minutes drawn."""
    paper_id = council_papers.ask_session(session_id=council_session_id, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
