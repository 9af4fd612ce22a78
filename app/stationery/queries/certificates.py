"""Reading batches of certificates, their rows and their prints."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.documents.models import DrawnPaper
from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page
from app.stationery.models import (
    Blank,
    Certificate,
    CertificateBatch,
    CertificateCorrection,
    CertificatePrint,
)
from tenants import context
from tenants.db import db
from tenants.models import Tenant

SUBJECT = "certificate_prints"
"""What a drawn file of certificates is of: a print that was asked for."""


@dataclass(frozen=True)
class BatchLine:
    """A batch in the list: how many it names, how many of them stand in the gold book."""

    batch: CertificateBatch
    rows: int
    numbered: int


@dataclass(frozen=True)
class PrintLine:
    """A print that was asked for, and the paper that shows its progress and its file."""

    order: CertificatePrint
    paper_id: int | None


def batches(page: int = 1, size: int = SIZE) -> Page[BatchLine]:
    """The tenant's batches, newest first."""
    mine = CertificateBatch.tenant_id == context.acting().tenant_id
    total = db.session.scalar(select(func.count()).select_from(CertificateBatch).where(mine)) or 0
    counted = (
        select(
            Certificate.batch_id,
            func.count().label("rows"),
            func.count(Certificate.gold_number).label("numbered"),
        )
        .group_by(Certificate.batch_id)
        .subquery()
    )
    found = db.session.execute(
        select(CertificateBatch, counted.c.rows, counted.c.numbered)
        .outerjoin(counted, counted.c.batch_id == CertificateBatch.id)
        .where(mine)
        .order_by(CertificateBatch.id.desc())
        .offset((page - 1) * size)
        .limit(size)
    )
    lines = [BatchLine(batch, rows or 0, numbered or 0) for batch, rows, numbered in found]
    return Page(lines, page, size, total)


def batch(batch_id: int) -> CertificateBatch:
    """One batch. Raises NotFound."""
    found = db.session.get(CertificateBatch, batch_id)
    if found is None:
        raise NotFound("Không tìm thấy đợt in này.")
    return found


def blank_of(found: CertificateBatch) -> Blank | None:
    """The blank on which a batch is printed."""
    return None if found.blank_id is None else db.session.get(Blank, found.blank_id)


def rows(batch_id: int, first: int = 1, last: int | None = None) -> Sequence[Certificate]:
    """The recipients of a batch in their order, or those from `first` to `last`."""
    chosen = (
        select(Certificate)
        .where(Certificate.batch_id == batch_id, Certificate.position >= first)
        .order_by(Certificate.position, Certificate.id)
    )
    if last is not None:
        chosen = chosen.where(Certificate.position <= last)
    return db.session.scalars(chosen).all()


def rows_page(batch_id: int, page: int, size: int = SIZE) -> Page[Certificate]:
    """One page of the recipients."""
    total = count(batch_id)
    found = db.session.scalars(
        select(Certificate)
        .where(Certificate.batch_id == batch_id)
        .order_by(Certificate.position, Certificate.id)
        .offset((page - 1) * size)
        .limit(size)
    ).all()
    return Page(found, page, size, total)


def count(batch_id: int) -> int:
    """How many recipients a batch names."""
    chosen = select(func.count()).select_from(Certificate).where(Certificate.batch_id == batch_id)
    return db.session.scalar(chosen) or 0


def without_number(batch_id: int) -> int:
    """How many of them the gold book does not know yet."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Certificate)
            .where(Certificate.batch_id == batch_id, Certificate.gold_number.is_(None))
        )
        or 0
    )


def has_numbers(batch_id: int) -> bool:
    """Whether some of them stand in the gold book."""
    numbered = select(Certificate.id).where(
        Certificate.batch_id == batch_id, Certificate.gold_number.is_not(None)
    )
    return db.session.scalar(numbered.limit(1)) is not None


def has_standing(batch_id: int) -> bool:
    """Whether some that stand in the gold book were not cancelled."""
    numbered = select(Certificate.id).where(
        Certificate.batch_id == batch_id,
        Certificate.gold_number.is_not(None),
        Certificate.cancelled_at.is_(None),
    )
    return db.session.scalar(numbered.limit(1)) is not None


def standing_rows(batch_id: int, first: int = 1, last: int | None = None) -> Sequence[Certificate]:
    """The recipients of a batch that were not cancelled, or those from `first` to `last`."""
    return [row for row in rows(batch_id, first, last) if row.cancelled_at is None]


def certificate(certificate_id: int) -> Certificate:
    """One recipient. Raises NotFound."""
    found = db.session.get(Certificate, certificate_id)
    if found is None:
        raise NotFound("Không tìm thấy người được khen này.")
    return found


def prints(batch_id: int, limit: int = 20) -> list[PrintLine]:
    """The last prints of a batch, newest first."""
    found = db.session.execute(
        select(CertificatePrint, DrawnPaper.id)
        .outerjoin(
            DrawnPaper,
            (DrawnPaper.subject_kind == SUBJECT) & (DrawnPaper.subject_id == CertificatePrint.id),
        )
        .where(CertificatePrint.batch_id == batch_id)
        .order_by(CertificatePrint.id.desc())
        .limit(limit)
    )
    return [PrintLine(order, paper_id) for order, paper_id in found]


def times_printed(found: Sequence[Certificate]) -> dict[int, int]:
    """How often each of these was printed with its number of the gold book; none for never."""
    counted = (
        select(Certificate.id, func.count())
        .join(
            CertificatePrint,
            (CertificatePrint.tenant_id == Certificate.tenant_id)
            & (CertificatePrint.batch_id == Certificate.batch_id)
            & Certificate.position.between(CertificatePrint.first, CertificatePrint.numbered_to),
        )
        .where(Certificate.id.in_([row.id for row in found]))
        .group_by(Certificate.id)
    )
    return {key: count for key, count in db.session.execute(counted)}


def printed_before(order: CertificatePrint) -> int:
    """How many certificates of a print were printed with their numbers before."""
    return len(times_printed(standing_rows(order.batch_id, order.first, order.last)))


def corrections(found: Sequence[Certificate]) -> dict[int, list[CertificateCorrection]]:
    """What was corrected or cancelled of these, by certificate, the first one first."""
    history: dict[int, list[CertificateCorrection]] = {}
    chosen = (
        select(CertificateCorrection)
        .where(CertificateCorrection.certificate_id.in_([row.id for row in found]))
        .order_by(CertificateCorrection.id)
    )
    for one in db.session.scalars(chosen):
        if one.certificate_id is not None:
            history.setdefault(one.certificate_id, []).append(one)
    return history


def batch_corrections(batch_ids: Collection[int]) -> dict[int, list[CertificateCorrection]]:
    """What was corrected of what all certificates of these batches say, the first one first."""
    history: dict[int, list[CertificateCorrection]] = {}
    chosen = (
        select(CertificateCorrection)
        .where(
            CertificateCorrection.batch_id.in_(batch_ids),
            CertificateCorrection.certificate_id.is_(None),
        )
        .order_by(CertificateCorrection.id)
    )
    for one in db.session.scalars(chosen):
        history.setdefault(one.batch_id, []).append(one)
    return history


def print_order(print_id: int) -> CertificatePrint:
    """One print. Raises NotFound."""
    found = db.session.get(CertificatePrint, print_id)
    if found is None:
        raise NotFound("Không tìm thấy lần in này.")
    return found


def issuer() -> Tenant:
    """The tenant that gives the certificates."""
    return db.session.get_one(Tenant, context.acting().tenant_id)
