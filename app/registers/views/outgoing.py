"""Pages: the register of outgoing papers, and its export."""

from flask import render_template, request
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.lib import clock
from app.registers import policies, schemas
from app.registers.queries import books, runs
from app.registers.terms import PaperState
from app.registers.views.blueprint import page_asked, pages
from app.registers.views.books import address_of, exported


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


@pages.post("/registers/outgoing/exports")
@requires(Permission.PAPER_VIEW)
def export_outgoing() -> Response:
    """Have the lines shown exported."""
    return exported(schemas.OutgoingExportSchema())
