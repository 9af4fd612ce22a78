"""The outgoing register as it is read."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from app.documents.models import File
from app.documents.terms import PaperKind
from app.lib.errors import Invalid, NotFound
from app.registers import policies
from app.registers.models import NumberSeries, OutgoingPaper, PaperFile
from app.registers.terms import FileRole, PaperState
from tenants import context
from tenants.db import db


def paper(paper_id: int) -> OutgoingPaper:
    """An entry that the acting tenant may read, its own or one sent to it. Raises NotFound."""
    found = db.session.get(OutgoingPaper, paper_id)
    if found is None:
        raise NotFound("Không tìm thấy văn bản này, hoặc văn bản không gửi đến đơn vị của bạn.")
    return found


def own(paper_id: int) -> OutgoingPaper:
    """A line of the acting tenant's own register. Raises NotFound."""
    found = paper(paper_id)
    if found.tenant_id != context.acting().tenant_id:
        raise NotFound("Dòng này thuộc sổ văn bản đi của đơn vị khác.")
    return found


def of_subject(subject_kind: str, subject_id: int) -> OutgoingPaper | None:
    """The newest entry of what another room issued, such as plan 7, own or received."""
    return db.session.scalar(
        select(OutgoingPaper)
        .where(
            OutgoingPaper.subject_kind == subject_kind,
            OutgoingPaper.subject_id == subject_id,
        )
        .order_by(OutgoingPaper.id.desc())
        .limit(1)
    )


def original(subject_kind: str, subject_id: int) -> File | None:
    """The issuer's own file of what the acting tenant received, such as plan 7, once there is one.

    Nobody draws another's paper anew: the copy would lack its signatures.
    """
    entry = of_subject(subject_kind, subject_id)
    if entry is None or entry.tenant_id == context.acting().tenant_id:
        return None
    return current_file(entry.id)


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
    return current_files([paper_id]).get(paper_id)


def current_files(paper_ids: Sequence[int]) -> dict[int, File]:
    """The file that each of these papers is now, by the paper's id; none for one without."""
    is_signed = PaperFile.role.in_((FileRole.SIGNED, FileRole.SCANNED))
    rows = db.session.execute(
        select(PaperFile.paper_id, File)
        .ext(distinct_on(PaperFile.paper_id))
        .join(
            PaperFile,
            (File.tenant_id == PaperFile.tenant_id) & (File.id == PaperFile.file_id),
        )
        .join(OutgoingPaper, OutgoingPaper.id == PaperFile.paper_id)
        .where(
            PaperFile.paper_id.in_(paper_ids),
            PaperFile.id > func.coalesce(OutgoingPaper.earlier_files_to, 0),
            is_signed | (PaperFile.role == FileRole.DRAWN),
        )
        .order_by(PaperFile.paper_id, is_signed.desc(), PaperFile.id.desc())
    )
    return {row.paper_id: row.File for row in rows}


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


def suggested_number(kind: PaperKind, symbol: str, year: int) -> str:
    """What a form suggests: the next number of the paper's series as it is printed ("01")."""
    return f"{next_number(policies.series_of(kind, symbol), year):02d}"


def kept_numbers(series: str, year: int) -> Sequence[int]:
    """The numbers of a series that are reserved for papers to come, in order."""
    return db.session.scalars(
        select(OutgoingPaper.number)
        .where(*_of_series(series, year), OutgoingPaper.state == PaperState.RESERVED)
        .order_by(OutgoingPaper.number)
    ).all()


def numbered(series: str, year: int, number: int) -> OutgoingPaper:
    """The line of a number that was given. Raises NotFound."""
    found = db.session.scalar(select(OutgoingPaper).where(*_of_series(series, year, number)))
    if found is None:
        raise NotFound(f"Số {number:02d} chưa cấp trong năm {year}.")
    return found


def neighbours(
    series: str, year: int, number: int
) -> tuple[tuple[int, date] | None, tuple[int, date] | None]:
    """The nearest numbers below and above that papers carry, each with its day."""
    dated = (
        select(OutgoingPaper.number, OutgoingPaper.issued_on)
        .where(*_of_series(series, year), OutgoingPaper.issued_on.is_not(None))
        .limit(1)
    )
    below = dated.where(OutgoingPaper.number < number).order_by(OutgoingPaper.number.desc())
    above = dated.where(OutgoingPaper.number > number).order_by(OutgoingPaper.number)
    return _nearest(below), _nearest(above)


def fits(paper: OutgoingPaper, on: date) -> bool:
    """Whether its number may bear this day: of its year, and in the order of the numbers."""
    around = neighbours(paper.series, paper.year, paper.number)
    try:
        policies.check_day(on, on, paper.symbol, *around)
    except Invalid:
        return False
    return paper.year == on.year


def _nearest(query: Select[int, date | None]) -> tuple[int, date] | None:
    row = db.session.execute(query).first()
    return None if row is None or row[1] is None else (row[0], row[1])


def _of_series(series: str, year: int, number: int | None = None) -> list[ColumnElement[bool]]:
    row = [
        OutgoingPaper.tenant_id == context.acting().tenant_id,
        OutgoingPaper.year == year,
        OutgoingPaper.series == series,
    ]
    return row if number is None else [*row, OutgoingPaper.number == number]
