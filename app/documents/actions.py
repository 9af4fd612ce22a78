"""Keeping files, and having papers drawn by the worker."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import docx, pdf, policies
from app.documents.models import DrawnPaper, File
from app.documents.paper import Paper
from app.lib.errors import NotFound
from tenants import context, jobs
from tenants.db import db
from tenants.models import OutboxEntry

PDF = "application/pdf"
WORD = policies.OFFICE_TYPES[".docx"]


def store(*, name: str, content: bytes, by: Person | None, field: str = "file") -> File:
    """Keep an uploaded file as it is, with its SHA-256.

    Raises Invalid at `field` for an empty, over-large, unsuitable or suspicious file.
    """
    accepted = policies.check_file(name, content, field=field)
    file = _keep(accepted.name, accepted.media_type, content, by)
    audit.record("file.stored", file, by=by, name=file.name, size=file.size, sha256=file.sha256)
    return file


def _keep(name: str, media_type: str, content: bytes, by: Person | None) -> File:
    file = File(
        tenant_id=context.acting().tenant_id,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        added_by=None if by is None else by.id,
    )
    db.session.add(file)
    db.session.flush()
    return file


def ask(
    *,
    subject_kind: str,
    subject_id: int,
    fingerprint: str,
    title: str,
    draw: Callable[..., object],
    by: Person,
) -> DrawnPaper:
    """Have a paper drawn by the job `draw(paper_id=…)`; the same state is drawn once.

    `fingerprint` names the state of the subject ("r1", "v7"): asked again, the paper that is
    there or under way is given.
    """
    tenant_id = context.acting().tenant_id
    paper_id = db.session.scalar(
        insert(DrawnPaper)
        .values(
            tenant_id=tenant_id,
            subject_kind=subject_kind,
            subject_id=subject_id,
            fingerprint=fingerprint,
            title=title,
        )
        .on_conflict_do_nothing()
        .returning(DrawnPaper.id)
    )
    paper = db.session.scalars(
        select(DrawnPaper).where(
            DrawnPaper.tenant_id == tenant_id,
            DrawnPaper.subject_kind == subject_kind,
            DrawnPaper.subject_id == subject_id,
            DrawnPaper.fingerprint == fingerprint,
        )
    ).one()
    if paper_id is not None or _has_failed(paper):
        paper.outbox_id = jobs.enqueue(draw, paper_id=paper.id)
        audit.record("paper.asked", paper, by=by, title=title)
    return paper


def _has_failed(paper: DrawnPaper) -> bool:
    if paper.file_id is not None or paper.outbox_id is None:
        return False
    entry = db.session.get(OutboxEntry, paper.outbox_id)
    return entry is None or entry.failed_at is not None


@dataclass(frozen=True)
class Drawn:
    """The two drawings of one paper: to print and sign, and to finish by hand."""

    pdf: File
    word: File


def draw_both(*, paper: Paper, file_name: str, by: Person | None) -> Drawn:
    """Draw the paper as PDF and DOCX and keep both; `file_name` is that of the PDF.

    Raises FontsMissing where the server lacks the faces of papers.
    """
    name = policies.clean_name(file_name)
    content = pdf.draw(paper, progress=jobs.report_progress)
    return Drawn(
        pdf=_keep(name, PDF, content, by),
        word=_keep(policies.word_name(name), WORD, docx.write(paper), by),
    )


def finish(*, paper_id: int, paper: Paper, file_name: str) -> None:
    """Draw the paper and keep its files; done already, it is left alone. Called by the worker.

    The Word file stands beside the PDF as a drawn paper of its own (`queries.word_of`).
    Raises NotFound for a paper of another tenant.
    """
    asked = _asked(paper_id)
    if asked.file_id is not None:
        return
    drawn = draw_both(paper=paper, file_name=file_name, by=None)
    _finished(asked, drawn.pdf)
    word = DrawnPaper(
        tenant_id=asked.tenant_id,
        subject_kind=asked.subject_kind,
        subject_id=asked.subject_id,
        fingerprint=policies.word_fingerprint(asked.fingerprint),
        title=asked.title,
        outbox_id=asked.outbox_id,
    )
    db.session.add(word)
    db.session.flush()
    _finished(word, drawn.word)


def finish_book(*, paper_id: int, papers: Sequence[Paper], file_name: str) -> None:
    """Draw many papers into one PDF and keep it; done already, it is left alone.

    Called by the worker. Raises NotFound for a paper of another tenant.
    """

    def make() -> bytes:
        return pdf.draw_bound(papers, progress=jobs.report_progress)

    finish_with(paper_id=paper_id, make=make, media_type=PDF, file_name=file_name)


def finish_with(
    *, paper_id: int, make: Callable[[], bytes], media_type: str, file_name: str
) -> None:
    """Keep what `make` gives (a spreadsheet) as the file of a paper; done once, it is left alone.

    Called by the worker. Raises NotFound for a paper of another tenant.
    """
    asked = _asked(paper_id)
    if asked.file_id is None:
        _keep_for(asked, make(), media_type, file_name)


def _asked(paper_id: int) -> DrawnPaper:
    asked = db.session.get(DrawnPaper, paper_id)
    if asked is None:
        raise NotFound("Không tìm thấy yêu cầu in này.")
    return asked


def _keep_for(asked: DrawnPaper, content: bytes, media_type: str, file_name: str) -> None:
    _finished(asked, _keep(policies.clean_name(file_name), media_type, content, None))


def _finished(asked: DrawnPaper, file: File) -> None:
    asked.file_id = file.id
    audit.record("paper.drawn", asked, by=None, sha256=file.sha256)
