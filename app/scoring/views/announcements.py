"""Pages of announced results: one edition, what it changed, its verification and papers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import clock
from app.lib.errors import Invalid
from app.scoring import printing
from app.scoring.announcing import results
from app.scoring.models import Announcement
from app.scoring.papers import heads
from app.scoring.policies import petitions as petition_policies
from app.scoring.queries import announcements as queries
from app.scoring.queries import petitions, standings
from app.scoring.schemas import announcements as schemas
from app.scoring.terms import ResultPaperKind
from app.scoring.views.blueprint import Page, pages
from tenants import context
from tenants.db import refuse


@pages.get("/announcements/<int:announcement_id>")
@requires(Permission.STANDING_VIEW)
def announcement(announcement_id: int) -> str:
    """One edition of a result."""
    return _page(standings.announcement(announcement_id))


def _page(found: Announcement, **values: Any) -> str:
    newest = standings.announced(found.criteria_set_id, found.cluster_id)
    own = queries.own_part(found.id)
    older = queries.before(found)
    acting = context.acting().tenant_id
    issuer = standings.issuer(found)
    return render_template(
        "scoring/announcement.html",
        found=found,
        issuer=issuer,
        newest=newest,
        outdated=queries.is_outdated(found),
        editions=queries.editions(found),
        board=queries.board(found),
        moved=[] if older is None else queries.differences(older, found),
        own=own,
        is_issuer=found.tenant_id == acting,
        can_petition=petition_policies.can_petition(found, newest, own, acting, clock.today()),
        petitions=petitions.of_announcements([found.id]),
        kind_options=[(one.value, one.label) for one in ResultPaperKind],
        usual_recipients="\n".join(heads.usual_recipients(issuer)),
        **{"errors": {}, "typed": {}, **values},
    )


@pages.get("/announcements/<int:announcement_id>/verification")
@requires(Permission.STANDING_VIEW)
def verification(announcement_id: int) -> str:
    """Everything reckoned anew out of what was frozen, held against it byte for byte."""
    found = standings.announcement(announcement_id)
    frozen = queries.frozen_result(announcement_id)
    return render_template(
        "scoring/verification.html",
        found=found,
        frozen=frozen,
        size=len(frozen.content.encode()),
        differences=results.check(frozen.content, frozen.digest, found.digest),
    )


@pages.post("/announcements/<int:announcement_id>/paper")
@requires(Permission.PAPER_DRAW)
def announcement_paper(announcement_id: int) -> Response:
    """Have the notice of an announcement drawn."""
    return _drawn(printing.ask_notice(announcement_id=announcement_id, by=current_user))


@pages.post("/announcements/<int:announcement_id>/workbook")
@requires(Permission.PAPER_DRAW)
def announcement_workbook(announcement_id: int) -> Response:
    """Have the summary made as a spreadsheet."""
    return _drawn(printing.ask_workbook(announcement_id=announcement_id, by=current_user))


@pages.post("/announcements/<int:announcement_id>/result-papers")
@requires(Permission.STANDING_ANNOUNCE)
def result_paper(announcement_id: int) -> Page:
    """Have the summary or the proposal of awards drawn."""
    try:
        kind, head = schemas.paper_head_form(request.form)
        paper_id = printing.ask_result_paper(
            announcement_id=announcement_id, kind=kind, head=head, by=current_user
        )
    except Invalid as error:
        refuse()
        found = standings.announcement(announcement_id)
        return _page(found, errors=error.fields, typed=request.form), 422
    flash("Đã lập văn bản.", "success")
    return _drawn(paper_id)


def _drawn(paper_id: int) -> Response:
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
