"""The outgoing register as it is read."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.documents.models import File
from app.lib.errors import NotFound
from app.registers.models import NumberSeries, OutgoingPaper, PaperFile
from app.registers.terms import FileRole
from tenants import context
from tenants.db import db


def paper(paper_id: int) -> OutgoingPaper:
    """An entry that the acting tenant may read, its own or one sent to it. Raises NotFound."""
    found = db.session.get(OutgoingPaper, paper_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản này, hoặc văn bản không gửi đến đơn vị của bạn.")
    return found


def of_subject(subject_kind: str, subject_id: int) -> OutgoingPaper | None:
    """The newest own entry of what another room issued, such as plan 7."""
    return db.session.scalar(
        select(OutgoingPaper)
        .where(
            OutgoingPaper.tenant_id == context.acting().tenant_id,
            OutgoingPaper.subject_kind == subject_kind,
            OutgoingPaper.subject_id == subject_id,
        )
        .order_by(OutgoingPaper.id.desc())
        .limit(1)
    )


def files(paper_id: int) -> Sequence[tuple[PaperFile, File]]:
    """The files of a paper, newest first."""
    return [
        (row[0], row[1])
        for row in db.session.execute(
            select(PaperFile, File)
            .join(File, (File.tenant_id == PaperFile.tenant_id) & (File.id == PaperFile.file_id))
            .where(PaperFile.paper_id == paper_id)
            .order_by(PaperFile.id.desc())
        )
    ]


def current_file(paper_id: int) -> File | None:
    """The file that is the paper now: the newest one signed or scanned, else the newest drawn."""
    is_signed = PaperFile.role.in_((FileRole.SIGNED, FileRole.SCANNED))
    return db.session.scalar(
        select(File)
        .join(
            PaperFile,
            (File.tenant_id == PaperFile.tenant_id) & (File.id == PaperFile.file_id),
        )
        .where(PaperFile.paper_id == paper_id, is_signed | (PaperFile.role == FileRole.DRAWN))
        .order_by(is_signed.desc(), PaperFile.id.desc())
        .limit(1)
    )


def next_number(series: str, year: int) -> int:
    """The number that the series gives next in the year."""
    last = db.session.scalar(
        select(func.coalesce(func.max(NumberSeries.last), 0)).where(
            NumberSeries.tenant_id == context.acting().tenant_id,
            NumberSeries.series == series,
            NumberSeries.year == year,
        )
    )
    return int(last or 0) + 1
