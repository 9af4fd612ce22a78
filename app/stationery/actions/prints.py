"""Certificates are printed; whatever is in the gold book is printed again with a reason only."""

from sqlalchemy import select

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Invalid
from app.stationery.actions import decisions
from app.stationery.actions.certificates import locked
from app.stationery.models import CertificateBatch, CertificatePrint
from app.stationery.papers import certificates as papers
from app.stationery.policies import certificates as policies
from app.stationery.queries import certificates
from app.stationery.terms.awards import PrintMode
from tenants import context
from tenants.db import db


def ask_print(
    *,
    batch_id: int,
    mode: PrintMode,
    first: int,
    last: int | None,
    by: Person,
    reason: str = "",
) -> CertificatePrint:
    """Ask for the certificates from `first` to `last` (the end).

    Before the gold book the same state is printed once. Raises Invalid at `reason` where one of
    them was printed with its number before and no reason is given.
    """
    batch = locked(batch_id)
    order = _order(batch, mode, first, last)
    policies.check_reprint(certificates.printed_before(order), reason)
    if reason:
        order.reason = reason
        return _asked(order, by)
    there = db.session.scalar(
        select(CertificatePrint).where(
            CertificatePrint.batch_id == batch_id,
            CertificatePrint.mode == mode,
            CertificatePrint.first == order.first,
            CertificatePrint.last == order.last,
            CertificatePrint.digest == order.digest,
            CertificatePrint.reason.is_(None),
        )
    )
    return there or _asked(order, by)


def ask_reprint(
    *, certificate_id: int, mode: PrintMode, reason: str, by: Person
) -> CertificatePrint:
    """Ask for one certificate again; the reason stands in the log of prints."""
    row = certificates.certificate(certificate_id)
    at = row.position
    return ask_print(batch_id=row.batch_id, mode=mode, first=at, last=at, reason=reason, by=by)


def _order(
    batch: CertificateBatch, mode: PrintMode, first: int, last: int | None
) -> CertificatePrint:
    """Raises Invalid for a range without rows, and at `mode` without a blank; Conflict where the
    decision stands no more."""
    decisions.check_stands(batch)
    blank = certificates.blank_of(batch) if mode is PrintMode.BLANK else None
    if mode is PrintMode.BLANK and blank is None:
        raise Invalid("Đợt in chưa chọn phôi; hãy sửa đợt in và chọn phôi trước.", "mode")
    rows = certificates.standing_rows(batch.id, first, last)
    if not rows:
        raise Invalid("Không có dòng nào trong khoảng này; hãy xem lại số thứ tự.", "first")
    return CertificatePrint(
        tenant_id=context.acting().tenant_id,
        batch_id=batch.id,
        mode=mode,
        blank_id=None if blank is None else blank.id,
        first=rows[0].position,
        last=rows[-1].position,
        numbered_to=max((row.position for row in rows if row.gold_number), default=None),
        digest=papers.digest(batch, rows, blank),
    )


def _asked(order: CertificatePrint, by: Person) -> CertificatePrint:
    order.asked_by, order.asked_by_name = by.id, by.full_name
    db.session.add(order)
    audit.record(
        "certificates.print_asked", order, by=by, first=order.first, last=order.last,
        reason=order.reason or "",
    )  # fmt: skip
    return order
