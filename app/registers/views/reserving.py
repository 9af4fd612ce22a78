"""Pages: numbers kept for papers to come, numbers cancelled."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.documents.terms import PaperKind
from app.forms import NO_REFUSAL, Refusal, shows_again, version_if_any
from app.lib import clock
from app.lib.schemas import load_form
from app.registers import actions, queries, schemas
from app.registers.queries import books
from app.registers.views.blueprint import pages


@pages.get("/registers/outgoing/reservations/new")
@requires(Permission.PAPER_ISSUE)
def new_reservation() -> str:
    """The form in which numbers are kept."""
    year = clock.today().year
    kind = PaperKind.DECISION
    organ = "UBND" if current_user.tenant.kind.has_committee else current_user.tenant.code
    return _form(
        {"kind": kind.value, "symbol": kind.symbol(organ), "year": year, "count": 1, **request.args}
    )


def _form_again(refusal: Refusal) -> str:
    return _form(refusal.typed, refusal.errors)


def _form(typed: Mapping[str, Any], errors: Mapping[str, list[str]] | None = None) -> str:
    return render_template(
        "registers/reservation.html",
        typed=typed,
        errors=errors or {},
        kinds=list(PaperKind),
        last=books.last_numbers(clock.today().year),
        today=clock.today(),
    )


@pages.post("/registers/outgoing/reservations")
@requires(Permission.PAPER_ISSUE)
@shows_again(_form_again)
def reserve() -> Response:
    """Keep the numbers."""
    asked = load_form(schemas.ReservationSchema(), request.form)
    kept = actions.reserve(reservation=asked, by=current_user)
    numbers = kept[0].printed_number
    if len(kept) > 1:
        numbers = f"{numbers} đến {kept[-1].printed_number}"
    flash(f"Đã giữ số {numbers}/{kept[0].symbol}.", "success")
    return redirect(
        url_for("registers.outgoing", year=kept[0].year, series=kept[0].series, state="reserved"),
        303,
    )


@pages.get("/registers/outgoing/<int:outgoing_id>/cancellation")
@requires(Permission.PAPER_ISSUE)
def cancellation(outgoing_id: int) -> str:
    """The form in which a number is cancelled."""
    return _cancellation(outgoing_id)


def _cancellation(outgoing_id: int, refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "registers/cancellation.html",
        paper=queries.own(outgoing_id),
        typed=refusal.typed,
        errors=refusal.errors,
        is_stale=refusal.stale,
        refusal=refusal,
    )


@pages.post("/registers/outgoing/<int:outgoing_id>/cancellation")
@requires(Permission.PAPER_ISSUE)
@shows_again(_cancellation)
def cancel(outgoing_id: int) -> Response:
    """Cancel the number, with the reason."""
    paper = actions.cancel(
        paper_id=outgoing_id,
        reason=request.form.get("reason", ""),
        version=version_if_any(),
        by=current_user,
    )
    flash(f"Đã hủy số {paper.full_number}.", "success")
    return redirect(url_for("registers.outgoing", year=paper.year, series=paper.series), 303)
