"""Reading the gold books (sổ vàng): one of a form and a year, its lines by number."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select

from app.lib.errors import NotFound
from app.lib.pages import SIZE, Page, offset
from app.stationery.models import (
    Certificate,
    CertificateBatch,
    CertificateCorrection,
    GoldSeries,
)
from app.stationery.queries import certificates
from tenants import context
from tenants.db import db


@dataclass(frozen=True)
class GoldLine:
    """One number of a gold book: to whom, by which decision, what was corrected of either."""

    certificate: Certificate
    batch: CertificateBatch
    corrections: Sequence[CertificateCorrection] = ()


def books() -> Sequence[GoldSeries]:
    """The tenant's gold books, the newest year first."""
    return db.session.scalars(
        select(GoldSeries)
        .where(GoldSeries.tenant_id == context.acting().tenant_id)
        .order_by(GoldSeries.year.desc(), GoldSeries.form, GoldSeries.id)
    ).all()


def book(gold_book_id: int) -> GoldSeries:
    """One gold book. Raises NotFound."""
    found = db.session.get(GoldSeries, gold_book_id)
    if found is None:
        raise NotFound("Không tìm thấy sổ vàng này.")
    return found


def _lines(found: GoldSeries) -> Select[Certificate, CertificateBatch]:
    return (
        select(Certificate, CertificateBatch)
        .join(CertificateBatch, CertificateBatch.id == Certificate.batch_id)
        .where(
            Certificate.tenant_id == found.tenant_id,
            Certificate.form == found.form,
            Certificate.gold_year == found.year,
        )
        .order_by(Certificate.gold_number)
    )


def lines_page(found: GoldSeries, page: int, size: int = SIZE) -> Page[GoldLine]:
    """One page of a gold book."""
    rows = db.session.execute(_lines(found).offset(offset(page, size)).limit(size))
    return Page(_with_corrections(rows.all()), page, size, found.last)


def lines(found: GoldSeries, first: int = 1, last: int | None = None) -> list[GoldLine]:
    """The lines from number `first` to `last` (the end)."""
    until = found.last if last is None else last
    chosen = _lines(found).where(Certificate.gold_number.between(first, until))
    return _with_corrections(db.session.execute(chosen).all())


def _with_corrections(rows: Sequence[Row[Certificate, CertificateBatch]]) -> list[GoldLine]:
    """The lines, each with what was corrected of its whole batch and of its certificate."""
    pairs = [(row[0], row[1]) for row in rows]
    own = certificates.corrections([row for row, _ in pairs])
    whole = certificates.batch_corrections({batch.id for _, batch in pairs})
    return [
        GoldLine(row, batch, [*whole.get(batch.id, ()), *own.get(row.id, ())])
        for row, batch in pairs
    ]


def edition(found: GoldSeries) -> str:
    """What changes whenever a line of the book does."""
    parts = _lines(found).order_by(None).subquery()
    said = select(func.count(), func.sum(parts.c.version), func.sum(parts.c.version_1))
    return "-".join(str(part) for part in db.session.execute(said).one())
