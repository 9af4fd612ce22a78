"""A paper is issued, and the worker draws what is issued: PDF to sign and send, Word to keep."""

from collections.abc import Callable
from typing import Any

from app.correspondence.actions import steps
from app.correspondence.jobs import drafts as drawing
from app.correspondence.queries import drafts
from app.documents import actions as documents
from app.documents import docx, pdf
from app.documents.paper import Paper
from app.registers import actions as registers
from app.registers import queries as entries
from app.registers.queries import OutgoingPaper
from app.registers.terms import FileRole
from tenants import jobs

DRAWN: dict[FileRole, tuple[str, Callable[[Paper], bytes]]] = {
    FileRole.EDITABLE: (".docx", docx.write),
    FileRole.DRAWN: (".pdf", pdf.draw),
}


@jobs.job("correspondence.draw_issued")
def draw_issued(*, draft_id: int) -> dict[str, int]:
    """Draw an issued paper and lay PDF and Word beside its number; what is there is left alone."""
    draft = drafts.own(draft_id)
    if draft.outgoing_id is None:
        return {"drawn": 0}
    there = {link.role for link, _ in entries.files(draft.outgoing_id)}
    registered = entries.own(draft.outgoing_id)
    missing = {role: how for role, how in DRAWN.items() if role not in there}
    for role, (ending, write) in missing.items():
        content = write(drawing.paper_of(draft))
        name = f"{registered.file_stem}{ending}"
        file = documents.store(name=name, content=content, by=None)
        registers.attach(paper_id=draft.outgoing_id, file_id=file.id, role=role, by=None)
    return {"drawn": len(missing)}


def issue_and_draw(**issuance: Any) -> OutgoingPaper:
    """Issue a draft (`actions.steps.issue`) and have it drawn after the commit."""
    entry = steps.issue(**issuance)
    key = f"correspondence.draw_issued:{entry.id}"
    jobs.enqueue(draw_issued, draft_id=entry.subject_id, key=key)
    return entry
