"""Pages: the register of incoming papers, a paper entered by hand, the export."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.access import Permission, requires
from app.accounts import queries as accounts
from app.documents.terms import PaperKind, Urgency
from app.forms import NO_REFUSAL, Refusal, shows_again
from app.lib import clock
from app.lib.schemas import load_form
from app.registers import actions, queries, schemas
from app.registers.queries import IncomingPaper, books
from app.registers.terms import INCOMING, IncomingView
from app.registers.views.blueprint import page_asked, pages
from app.registers.views.books import address_of, exported


@pages.get("/registers/incoming")
@requires(Permission.PAPER_VIEW)
def incoming() -> str:
    """The book of a year: all, not assigned, overdue, done; words without diacritics."""
    chosen = schemas.incoming_typed(request.args)
    found = books.incoming(chosen, page_asked())
    return render_template(
        "registers/incoming.html",
        chosen=chosen,
        found=found,
        fallen=queries.fallen(found.items),
        counts=books.incoming_counts(chosen),
        predecessors=books.predecessors(),
        people=accounts.members(),
        kinds=list(PaperKind),
        views=IncomingView,
        years=range(clock.today().year, clock.today().year - 6, -1),
        kept=address_of(chosen),
        today=clock.today(),
    )


@pages.get("/registers/incoming/new")
@requires(Permission.PAPER_ISSUE)
def new_incoming() -> str:
    """The form for a paper that came on paper or by mail."""
    return _form()


def _form(refusal: Refusal = NO_REFUSAL) -> str:
    return render_template(
        "registers/incoming_form.html",
        entry=None,
        typed=refusal.typed or {"arrived_on": clock.today().isoformat()},
        errors=refusal.errors,
        is_stale=False,
        refusal=refusal,
        twin=_twin(refusal),
        next_number=queries.next_number(INCOMING, clock.today().year),
        kinds=list(PaperKind),
        urgencies=list(Urgency),
    )


def _twin(refusal: Refusal) -> IncomingPaper | None:
    """The line that was told to be the same paper; None where none was."""
    if "acknowledged" not in refusal.errors:
        return None
    given = load_form(schemas.IncomingSchema(), refusal.typed)
    return queries.twin(
        paper_number=given["paper_number"],
        issued_on=given["issued_on"],
        sender_names=[given["sender_name"]],
    )


@pages.post("/registers/incoming")
@requires(Permission.PAPER_ISSUE)
@shows_again(_form)
def receive() -> Response:
    """Enter the paper under the next number of arrival, with its files."""
    given = load_form(schemas.IncomingSchema(), request.form)
    entry = actions.incoming.receive(**given, by=current_user)
    for file in request.files.getlist("file"):
        if file.filename:
            actions.incoming.lay_in(
                incoming_id=entry.id, name=file.filename, content=file.read(), by=current_user
            )
    flash(f"Đã vào sổ văn bản đến, số đến {entry.number:02d}.", "success")
    return redirect(url_for("registers.incoming_line", incoming_id=entry.id), 303)


@pages.post("/registers/incoming/exports")
@requires(Permission.PAPER_VIEW)
def export_incoming() -> Response:
    """Have the lines shown exported."""
    return exported(schemas.IncomingExportSchema())
