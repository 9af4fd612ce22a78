"""Pages of who is proposed for awards."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib.errors import Invalid
from app.scoring.actions import proposals as actions
from app.scoring.deciding.terms import ProposalWord
from app.scoring.policies import criteria as set_policies
from app.scoring.queries import proposals as queries
from app.scoring.schemas.fields import FormReader
from app.scoring.views import sets
from app.scoring.views.blueprint import pages
from tenants import context


@pages.get("/award-proposals")
@requires(Permission.SHEET_VIEW)
def proposals() -> str:
    """Who is proposed for which award."""
    set_policies.check_arrange(context.acting())
    return _page()


def _page(refusal: Refusal = NO_REFUSAL) -> str:
    found = sets.issued()
    chosen = sets.chosen(found)
    return render_template(
        "scoring/proposals.html",
        sets=found,
        chosen=chosen,
        pools=[] if chosen is None else queries.pools(chosen),
        errors=refusal.errors,
        typed=refusal.typed,
    )


def _see() -> Response:
    return redirect(url_for("scoring.proposals", set=request.form.get("set", type=int)), 303)


@pages.post("/award-proposals")
@requires(Permission.SHEET_CONFIRM, Permission.STANDING_ANNOUNCE)
@shows_again(_page, Invalid)
def say_proposal() -> Response:
    """Add a member, or leave one out."""
    reader = FormReader(request.form)
    word = reader.choice("word", ProposalWord)
    member_id = reader.whole("member_id") or 0
    reader.finish()
    actions.say(
        set_id=request.form.get("set", 0, type=int),
        award=reader.text("award"),
        member_id=member_id,
        word=word,
        reason=reader.text("reason"),
        by=current_user,
    )
    flash("Đã ghi ý kiến của Hội đồng.", "success")
    return _see()


@pages.post("/award-proposals/removal")
@requires(Permission.SHEET_CONFIRM, Permission.STANDING_ANNOUNCE)
def take_back_proposal() -> Response:
    """Let the ranks decide again."""
    actions.take_back(
        set_id=request.form.get("set", 0, type=int),
        award=request.form.get("award", ""),
        member_id=request.form.get("member_id", 0, type=int),
        by=current_user,
    )
    flash("Đã bỏ ý kiến; danh sách lại theo thứ hạng.", "success")
    return _see()
