"""Pages of the council: a cluster's settled sheets, side by side and one by one."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.forms import NO_REFUSAL, Refusal, shows_again, version_typed
from app.scoring.actions import confirmations
from app.scoring.policies import criteria as set_policies
from app.scoring.policies import standings as policies
from app.scoring.queries import council as queries
from app.scoring.queries import criteria, sheets, statuses
from app.scoring.schemas import confirmations as schemas
from app.scoring.schemas.fields import about
from app.scoring.views import sets
from app.scoring.views.blueprint import pages
from tenants import context


@pages.get("/council")
@requires(Permission.SHEET_VIEW)
def council() -> str:
    """The settled sheets of a cluster, to be confirmed."""
    set_policies.check_arrange(context.acting())
    found = sets.issued()
    chosen = sets.chosen(found)
    listed = [] if chosen is None else statuses.of_set(chosen.id)
    by_cluster = statuses.by_cluster(listed)
    cluster_id = sets.cluster() or next(iter(by_cluster), None)
    return render_template(
        "scoring/council.html",
        sets=found,
        chosen=chosen,
        by_cluster=by_cluster,
        cluster_id=cluster_id,
        statuses=by_cluster.get(cluster_id or 0, []),
    )


@pages.get("/council/clusters/<int:cluster_id>")
@requires(Permission.SHEET_VIEW)
def council_cluster(cluster_id: int) -> str:
    """A cluster side by side: every criterion of every member, settled and final."""
    set_policies.check_arrange(context.acting())
    chosen = sets.chosen(sets.issued())
    found = None if chosen is None else queries.side_by_side(chosen.id, cluster_id)
    return render_template(
        "scoring/council_cluster.html", chosen=chosen, cluster_id=cluster_id, found=found
    )


@pages.post("/council/confirmations")
@requires(Permission.SHEET_CONFIRM)
def confirm_all() -> Response:
    """Confirm every settled sheet of a cluster as it is."""
    set_id, cluster_id = request.form.get("set", 0, type=int), sets.cluster()
    number = confirmations.confirm_all(set_id=set_id, cluster_id=cluster_id, by=current_user)
    flash(f"Đã xác nhận {number} bảng điểm theo điểm cụm chốt.", "success")
    return redirect(url_for("scoring.council", set=set_id, cluster=cluster_id), 303)


@pages.get("/score-sheets/<int:sheet_id>/confirmation")
@requires(Permission.SHEET_CONFIRM)
def confirmation(sheet_id: int) -> str:
    """One settled sheet, to be confirmed or changed."""
    set_policies.check_arrange(context.acting())
    return _confirmation(sheet_id)


def _confirmation(sheet_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    detail, errors = sheets.detail(sheet_id), schemas.as_typed(refusal.errors)
    return render_template(
        "scoring/confirmation.html",
        detail=detail,
        standing=queries.standing(detail),
        labels=about(errors, detail.scale),
        can_confirm=policies.can_confirm(detail.appraisal, detail.confirmation),
        errors=errors,
        typed=refusal.typed,
        stale=refusal.message if refusal.stale else None,
    )


@pages.post("/score-sheets/<int:sheet_id>/confirmation")
@requires(Permission.SHEET_CONFIRM)
@shows_again(_confirmation)
def confirm(sheet_id: int) -> Response:
    """Confirm one sheet."""
    sheet = sheets.sheet(sheet_id)
    made = confirmations.confirm(
        sheet_id=sheet_id,
        version=version_typed(),
        changes=schemas.change_form(request.form, criteria.scale(sheet.criteria_set_id)),
        by=current_user,
    )
    flash("Hội đồng đã xác nhận bảng điểm.", "success")
    address = url_for("scoring.council", set=made.criteria_set_id, cluster=sheet.cluster_id)
    return redirect(address, 303)
