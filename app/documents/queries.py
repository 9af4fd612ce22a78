"""Files and drawn papers that the acting tenant may read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.documents import policies
from app.documents.models import DrawnPaper, File
from app.documents.pdf import FontsMissing, fonts
from app.lib.errors import NotFound
from tenants import jobs
from tenants.db import db
from tenants.models import OutboxEntry


@dataclass(frozen=True)
class Drawing:
    """How far the drawing of a paper is."""

    state: str
    percent: int
    message: str


def file(file_id: int) -> File:
    """A file's particulars without its content. Raises NotFound where it may not be read."""
    found = db.session.get(File, file_id)
    if found is None:
        raise NotFound("Không tìm thấy tệp này, hoặc tệp không thuộc đơn vị của bạn.")
    return found


def file_with_content(file_id: int) -> File:
    """A file with its content. Raises NotFound where it may not be read."""
    found = db.session.scalar(select(File).where(File.id == file_id).options(undefer(File.content)))
    if found is None:
        raise NotFound("Không tìm thấy tệp này, hoặc tệp không thuộc đơn vị của bạn.")
    return found


def files(file_ids: Sequence[int]) -> dict[int, File]:
    """Several files' particulars by id."""
    found = db.session.scalars(select(File).where(File.id.in_(file_ids)))
    return {file.id: file for file in found}


def paper(paper_id: int) -> DrawnPaper:
    """A paper that was asked for. Raises NotFound for another tenant's."""
    found = db.session.get(DrawnPaper, paper_id)
    if found is None:
        raise NotFound("Không tìm thấy bản in này.")
    return found


def word_of(paper: DrawnPaper) -> int | None:
    """The id of the Word file of a drawn paper; None before it is drawn, and for spreadsheets."""
    return db.session.scalar(
        select(DrawnPaper.file_id).where(
            DrawnPaper.tenant_id == paper.tenant_id,
            DrawnPaper.subject_kind == paper.subject_kind,
            DrawnPaper.subject_id == paper.subject_id,
            DrawnPaper.fingerprint == policies.word_fingerprint(paper.fingerprint),
        )
    )


def missing_faces() -> str:
    """Which faces the server lacks for papers, in words for who runs it; empty if none."""
    return fonts.missing()


def drawing(paper: DrawnPaper) -> Drawing:
    """How far its drawing is: queued, running, done or failed."""
    if paper.file_id is not None:
        return Drawing("done", 100, "Đã tạo xong bản in.")
    entry = None if paper.outbox_id is None else db.session.get(OutboxEntry, paper.outbox_id)
    if entry is None or entry.failed_at is not None:
        return Drawing("failed", 0, _why_failed(entry))
    percent = jobs.progress(entry.id)
    if entry.started_at is None:
        return Drawing("queued", percent, "Đang chờ đến lượt…")
    return Drawing("running", percent, "Đang tạo bản in…")


def _why_failed(entry: OutboxEntry | None) -> str:
    """What the official is told; missing faces are named, for who runs the server."""
    kind, _, told = (entry.error or "").partition(": ") if entry else ("", "", "")
    if kind == FontsMissing.__name__:
        return told
    return "Không tạo được bản in. Hãy thử lại hoặc báo người quản trị."
