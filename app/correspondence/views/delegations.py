"""Pages: who may sign for the head of the unit."""

from collections.abc import Mapping
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
from app.lib import clock
from app.lib.errors import Invalid
from app.lib.schemas import load_form
from tenants.db import refuse

Page = str | Response | tuple[str, int]


@pages.get("/correspondence/delegations")
@requires(Permission.PAPER_VIEW)
def list_delegations() -> str:
    """Who may sign for the head, in which capacity, until when."""
    return _page()


def _page(
    errors: Mapping[str, list[str]] | None = None,
    ending_errors: Mapping[str, list[str]] | None = None,
    ending_id: int | None = None,
) -> str:
    typed: dict[str, Any] = {**request.form, "kinds": request.form.getlist("kinds")}
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
        form=typed if ending_id is None else {},
        errors=errors or {},
        ending=typed if ending_id is not None else {},
        ending_errors=ending_errors or {},
        ending_id=ending_id,
    )


@pages.post("/correspondence/delegations")
@requires(Permission.PAPER_APPROVE)
def give_delegation() -> Page:
    """Give somebody leave to sign."""
    try:
        given = load_form(schemas.DelegationIn(), request.form)
        actions.give(**given, by=current_user)
    except Invalid as error:
        refuse()
        return _page(error.fields), 422
    flash("Đã ghi việc giao ký.", "success")
    return redirect(url_for("correspondence.list_delegations"), 303)


@pages.post("/correspondence/delegations/<int:delegation_id>/ending")
@requires(Permission.PAPER_APPROVE)
def end_delegation(delegation_id: int) -> Page:
    """End it before its time."""
    try:
        given = load_form(schemas.EndingIn(), request.form)
        version = request.form.get("version", type=int)
        actions.end(delegation_id=delegation_id, version=version, **given, by=current_user)
    except Invalid as error:
        refuse()
        return _page(ending_errors=error.fields, ending_id=delegation_id), 422
    flash("Đã kết thúc việc giao ký.", "success")
    return redirect(url_for("correspondence.list_delegations"), 303)
