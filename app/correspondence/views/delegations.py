"""Pages: who may sign for the head of the unit."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.correspondence.actions import delegations as actions
from app.correspondence.queries import delegations
from app.correspondence.schemas import steps as schemas
from app.correspondence.views.blueprint import pages
from app.documents.signing import HEADS_OWN
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, shows_again, version_if_any
from app.lib import clock
from app.lib.errors import Invalid
from app.lib.schemas import load_form


@pages.get("/correspondence/delegations")
@requires(Permission.PAPER_VIEW)
def list_delegations() -> str:
    """Who may sign for the head, in which capacity, until when."""
    return _page()


def _page(delegation_id: int | None = None, refusal: Refusal = NO_REFUSAL) -> str:
    """The list; what was typed stands at the end of `delegation_id`, else at a new one."""
    typed: dict[str, Any] = {**refusal.typed, "kinds": refusal.typed.getlist("kinds")}
    is_new = delegation_id is None
    return render_template(
        "correspondence/delegations.html",
        delegations=delegations.all_(),
        people_options=[
            (number, f"{name} – {position}" if position else name)
            for number, name, position in delegations.people()
        ],
        capacity_options=[(one.value, one.label) for one in schemas.DELEGATED],
        kinds=[(kind.value, kind.label) for kind in PaperKind],
        own_kinds=", ".join(kind.label.lower() for kind in PaperKind if kind in HEADS_OWN),
        today=clock.today(),
        form=typed if is_new else {},
        errors=refusal.errors if is_new else {},
        ending={} if is_new else typed,
        ending_errors={} if is_new else refusal.errors,
        ending_id=delegation_id,
    )


@pages.post("/correspondence/delegations")
@requires(Permission.PAPER_APPROVE)
@shows_again(_page, Invalid)
def give_delegation() -> Response:
    """Give somebody leave to sign."""
    given = load_form(schemas.DelegationIn(), request.form)
    actions.give(**given, by=current_user)
    flash("Đã ghi việc giao ký.", "success")
    return redirect(url_for("correspondence.list_delegations"), 303)


@pages.post("/correspondence/delegations/<int:delegation_id>/ending")
@requires(Permission.PAPER_APPROVE)
@shows_again(_page, Invalid)
def end_delegation(delegation_id: int) -> Response:
    """End it before its time."""
    given = load_form(schemas.EndingIn(), request.form)
    actions.end(delegation_id=delegation_id, version=version_if_any(), **given, by=current_user)
    flash("Đã kết thúc việc giao ký.", "success")
    return redirect(url_for("correspondence.list_delegations"), 303)
