"""Drafts are printed, with their Word file; invitations for each guest in one file too."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from app.audit.actions import Person
from app.correspondence import papers
from app.correspondence.models import OfficialPaper
from app.correspondence.queries import drafts, links
from app.documents import actions as documents
from app.documents import pdf, pictures
from app.documents import queries as drawn
from app.documents.paper import Paper
from app.documents.queries import DrawnPaper
from app.stationery.queries import letterheads
from tenants import jobs
from tenants.db import db
from tenants.models import Tenant

PRINTED, BOOK = "drafts", "drafts_book"


def paper_of(draft: OfficialPaper) -> Paper:
    """The paper of a draft as it stands, with its number and QR code once it was issued."""
    return papers.draft_paper(draft, **_around(draft))


def _around(draft: OfficialPaper) -> dict[str, Any]:
    issuer = db.session.get_one(Tenant, draft.tenant_id)
    entry = drafts.entry_of(draft)
    return {
        "issuer": issuer,
        "letterhead": letterheads.of(issuer, draft.organ),
        "entry": entry,
        "verify_url": "" if entry is None else links.verify_url(entry),
    }


def preview(draft: OfficialPaper) -> dict[str, Any]:
    """A draft as it would be printed, kept nowhere: {"pages": 2, "pdf": base64}."""
    content = pdf.draw(paper_of(draft))
    return {"pages": pictures.count(content), "pdf": b64encode(content).decode()}


@jobs.job("correspondence.draw_draft")
def draw_draft(*, paper_id: int) -> None:
    """Draw a draft that was asked for, PDF and Word."""
    draft = drafts.own(drawn.paper(paper_id).subject_id)
    documents.finish(paper_id=paper_id, paper=paper_of(draft), file_name=f"{file_name(draft)}.pdf")


@jobs.job("correspondence.draw_guests")
def draw_guests(*, paper_id: int) -> None:
    """Draw an invitation for each guest, all in one PDF."""
    draft = drafts.own(drawn.paper(paper_id).subject_id)
    documents.finish_book(
        paper_id=paper_id,
        papers=list(papers.guest_papers(draft, **_around(draft))),
        file_name=f"{file_name(draft)}-tung-nguoi.pdf",
    )


def ask_draft(*, draft_id: int, by: Person) -> DrawnPaper:
    """Have it drawn, PDF and Word; the same state is drawn once."""
    return _ask(draft_id, PRINTED, "", draw_draft, by)


def ask_guests(*, draft_id: int, by: Person) -> DrawnPaper:
    """Have an invitation drawn for each guest; the same state is drawn once."""
    return _ask(draft_id, BOOK, " (từng người)", draw_guests, by)


def _ask(
    draft_id: int, subject_kind: str, note: str, draw: Callable[..., object], by: Person
) -> DrawnPaper:
    draft = drafts.own(draft_id)
    entry = drafts.entry_of(draft)
    letterhead = letterheads.stamp(draft.tenant_id, draft.organ)
    name = "Dự thảo " + draft.kind.label.lower() if entry is None else draft.kind.label
    number = "" if entry is None else f" số {entry.full_number}"
    return documents.ask(
        subject_kind=subject_kind,
        subject_id=draft.id,
        fingerprint=f"v{draft.version}-{letterhead}",
        title=f"{name}{number}: {draft.abstract}{note}",
        draw=draw,
        by=by,
    )


def file_name(draft: OfficialPaper) -> str:
    """The name of a draft's files, without the ending: "plan-01-2026", "plan-du-thao-7"."""
    entry = drafts.entry_of(draft)
    number = f"du-thao-{draft.id}" if entry is None else f"{entry.printed_number}-{entry.year}"
    return f"{draft.kind.value.replace('_', '-')}-{number}"
