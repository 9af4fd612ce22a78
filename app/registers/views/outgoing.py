"""Pages: the register of outgoing papers, and its export."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import clock
from app.lib.schemas import load_form
from app.registers import jobs, policies, schemas
from app.registers.queries import books, runs
from app.registers.queries.books import OutgoingFilter
from app.registers.terms import PaperState
from app.registers.views.blueprint import page_asked, pages


@pages.get("/registers/outgoing")
@requires(Permission.PAPER_VIEW)
def outgoing() -> str:
    """The book of a year, its series, words without diacritics, a predecessor's book."""
    chosen = schemas.outgoing_typed(request.args)
    lines = runs.outgoing(chosen, page_asked())
    return render_template(
        "registers/outgoing.html",
        chosen=chosen,
        lines=lines,
        found=lines.page,
        counts=books.outgoing_counts(chosen),
        series=books.series(chosen.year, chosen.of_id),
        predecessors=books.predecessors(),
        states=PaperState,
        years=range(clock.today().year + 1, clock.today().year - 6, -1),
        kept=address_of(chosen),
        can_cancel=policies.can_cancel,
        can_recover=policies.can_recover,
        today=clock.today(),
    )


def address_of(chosen: OutgoingFilter) -> dict[str, Any]:
    """The filter as it stands in an address."""
    given = {
        "year": chosen.year,
        "series": chosen.series,
        "state": chosen.state.value if chosen.state else None,
        "since": chosen.since.isoformat() if chosen.since else None,
        "until": chosen.until.isoformat() if chosen.until else None,
        "q": chosen.q,
        "of_id": chosen.of_id,
    }
    return {name: value for name, value in given.items() if value}


@pages.post("/registers/outgoing/exports")
@requires(Permission.PAPER_VIEW)
def export_outgoing() -> Response:
    """Have the lines shown exported."""
    asked = load_form(schemas.OutgoingExportSchema(), request.form)
    paper_id = jobs.ask_export(**asked, by=current_user)
    return redirect(url_for("documents.paper", paper_id=paper_id), 303)
