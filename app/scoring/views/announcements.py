"""Pages of announced results: one edition, what it changed, its verification and papers."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.queries import issued
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.errors import Invalid
from app.registers import queries as registers
from app.scoring import printing
from app.scoring.announcing import results
from app.scoring.papers import heads
from app.scoring.policies import petitions as petition_policies
from app.scoring.queries import announcements as queries
from app.scoring.queries import petitions, standings
from app.scoring.schemas import announcements as schemas
from app.scoring.terms import ResultPaperKind
from app.scoring.views.blueprint import pages
from tenants import context
from tenants.models import Tenant


@pages.get("/announcements/<int:announcement_id>")
@requires(Permission.STANDING_VIEW)
def announcement(announcement_id: int) -> str:
    """One edition of a result."""
    return _page(announcement_id)


def _page(announcement_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    found = standings.announcement(announcement_id)
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
        issued=issued.of_subject("announcements", found.id, found.tenant_id),
        papers=queries.issued_papers(found) if found.tenant_id == acting else [],
        usual_numbers=_usual_numbers(issuer) if found.tenant_id == acting else "",
        today=clock.today(),
        usual_recipients="\n".join(heads.usual_recipients(issuer)),
        errors=refusal.errors,
        typed=refusal.typed,
    )


def _usual_numbers(issuer: Tenant) -> str:
    """The next number of each paper that may be made: "54/BC-UBND, 01/TTr-HĐTĐKT"."""
    return ", ".join(
        f"{registers.suggested_number(kind.paper_kind, symbol, clock.today().year)}/{symbol}"
        for kind in ResultPaperKind
        if (symbol := heads.symbol_of(kind, issuer))
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
@shows_again(_page, Invalid)
def result_paper(announcement_id: int) -> Response:
    """Issue the summary or the proposal of awards, and have it drawn."""
    return _made(announcement_id, printing.ask_result_paper, "Đã ban hành văn bản.")


@pages.post("/announcements/<int:announcement_id>/result-drafts")
@requires(Permission.STANDING_ANNOUNCE)
@shows_again(_page, Invalid)
def result_draft(announcement_id: int) -> Response:
    """Have the summary or the proposal of awards drawn for a look, without a number."""
    return _made(announcement_id, printing.ask_draft, "Đã lập bản xem thử, chưa lấy số.")


def _made(announcement_id: int, ask: Callable[..., int], told: str) -> Response:
    kind, head = schemas.paper_head_form(request.form)
    paper_id = ask(announcement_id=announcement_id, kind=kind, head=head, by=current_user)
    flash(told, "success")
    return _drawn(paper_id)


def _drawn(paper_id: int) -> Response:
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
