"""Page: one paper of the outgoing register, own or received, with all that hangs on it."""

from flask import render_template

from app.access import Permission, requires
from app.correspondence.views.blueprint import pages
from app.registers import queries as registers
from tenants import context


@pages.get("/correspondence/outgoing/<int:outgoing_id>")
@requires(Permission.PAPER_VIEW)
def outgoing(outgoing_id: int) -> str:
    """An issued paper: what it is, its files, signatures, recipients, what became of it."""
    paper = registers.paper(outgoing_id)
    return render_template(
        "correspondence/outgoing.html",
        paper=paper,
        files=registers.files(outgoing_id),
        is_own=paper.tenant_id == context.acting().tenant_id,
    )
