"""Pages: the notice of who leads the clusters of a year."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.clusters import jobs, policies, queries
from app.clusters.actions import notices as actions
from app.clusters.queries import leading
from app.clusters.schemas import leading as schemas
from app.clusters.views.blueprint import pages
from app.clusters.views.frame import to_paper
from app.correspondence.queries import issued
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.plans.actions import usual_place
from app.plans.terms import SigningCapacity


@pages.get("/cluster-notices/new")
@requires(Permission.CLUSTER_ISSUE)
def new_notice() -> str:
    """What the notice will say, and how it is signed."""
    return _form()


def _form(refusal: Refusal = NO_REFUSAL) -> str:
    policies.check_arrange(queries.manages())
    year = request.values.get("year", clock.today().year, type=int)
    tenant = queries.acting_tenant()
    symbol = PaperKind.NOTICE.symbol("UBND" if tenant.kind.has_committee else tenant.code)
    usual = {
        "number": leading.next_number(symbol, clock.today().year),
        "symbol": symbol,
        "place": usual_place(tenant),
        "issued_on": clock.today().isoformat(),
        "signer_name": current_user.full_name,
    }
    return render_template(
        "clusters/new_notice.html",
        year=year,
        rows=actions.rows_of(year),
        capacities=SigningCapacity.of(tenant.kind),
        typed=refusal.typed or usual,
        errors=refusal.errors,
    )


@pages.post("/cluster-notices")
@requires(Permission.CLUSTER_ISSUE)
@shows_again(_form)
def issue_notice() -> Response:
    """Issue the notice."""
    given = schemas.notice_form(request.form)
    notice = jobs.issue_notice(**given, by=current_user)
    flash(f"Đã ban hành Thông báo số {notice.full_number}.", "success")
    return redirect(url_for("clusters.notice", notice_id=notice.id), 303)


@pages.get("/cluster-notices/<int:notice_id>")
@requires(Permission.CLUSTER_VIEW)
def notice(notice_id: int) -> str:
    """A notice as it was issued."""
    found = leading.notice(notice_id)
    return render_template(
        "clusters/notice.html",
        notice=found,
        issuer=queries.letterhead(found.tenant_id).issuer,
        issued=issued.of_subject("cluster_notices", found.id, found.tenant_id),
    )


@pages.post("/cluster-notices/<int:notice_id>/paper")
@requires(Permission.PAPER_DRAW)
def notice_paper(notice_id: int) -> Response:
    """Have a notice drawn."""
    return to_paper(jobs.ask_notice(notice_id=notice_id, by=current_user))
