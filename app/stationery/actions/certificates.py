"""Writing batches of certificates, their recipients and the gold book."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib.errors import Conflict, Invalid
from app.stationery.actions import decisions
from app.stationery.models import Certificate, CertificateBatch, GoldSeries
from app.stationery.policies import certificates as policies
from app.stationery.policies.versions import check_fresh
from app.stationery.queries import blanks, certificates
from app.stationery.terms.awards import AwardForm
from app.stationery.terms.corrections import BATCH_LABELS, ROW_LABELS
from tenants import context
from tenants.db import db


def draft(*, facts: dict[str, Any], by: Person) -> CertificateBatch:
    """Open a batch. Raises Invalid for a form that the tenant does not give, a foreign blank, a
    decision that stands no more or that no register knows (`decisions.checked`)."""
    policies.check_form(certificates.issuer(), facts["form"])
    _check_blank(facts)
    facts = decisions.checked(facts)
    batch = CertificateBatch(tenant_id=context.acting().tenant_id, **facts)
    db.session.add(batch)
    audit.record("certificates.drafted", batch, by=by, title=batch.title)
    return batch


def change(*, batch_id: int, version: int, facts: dict[str, Any], by: Person) -> CertificateBatch:
    """Change what all certificates of a batch say. Raises Stale; Invalid at what the gold book
    holds, which `corrections.correct_batch` changes."""
    batch = locked(batch_id)
    check_fresh(batch, version, facts, BATCH_LABELS)
    policies.check_form(certificates.issuer(), facts["form"])
    _check_blank(facts)
    facts = decisions.checked(facts, present=batch)
    if certificates.has_numbers(batch_id):
        policies.check_frozen(batch, facts)
    elif facts["form"] is not batch.form:
        _check_rows_fit(batch_id, facts["form"])
        db.session.execute(
            update(Certificate).where(Certificate.batch_id == batch_id).values(form=facts["form"])
        )
    for name, value in facts.items():
        setattr(batch, name, value)
    audit.record("certificates.changed", batch, by=by, title=batch.title)
    return batch


def _check_rows_fit(batch_id: int, form: AwardForm) -> None:
    for row in certificates.rows(batch_id):
        wrong = policies.unfit(form, row.honorific, row.name, row.is_posthumous)
        if wrong:
            raise Invalid(fields={"form": [said for lines in wrong.values() for said in lines]})


def _check_blank(facts: dict[str, Any]) -> None:
    if facts.get("blank_id") is None:
        return
    if facts["blank_id"] not in {one.id for one in blanks.choices(facts["form"])}:
        raise Invalid("Hãy chọn phôi của đơn vị, đúng loại với đợt in.", "blank_id")


def discard(*, batch_id: int, by: Person) -> None:
    """Strike a batch out. Raises Conflict once it was printed or stands in the gold book."""
    batch = locked(batch_id)
    if certificates.has_numbers(batch_id):
        raise Conflict("Đợt in đã vào sổ vàng nên được giữ lại.")
    if certificates.prints(batch_id, limit=1):
        raise Conflict("Đợt in đã in nên được giữ lại.")
    audit.record("certificates.discarded", batch, by=by, title=batch.title)
    for row in certificates.rows(batch_id):
        db.session.delete(row)
    db.session.flush()
    db.session.delete(batch)


def add(*, batch_id: int, rows: Sequence[dict[str, Any]], by: Person) -> list[Certificate]:
    """Add recipients at the end, in their order. Raises Invalid beyond what a batch holds."""
    batch = locked(batch_id)
    present = certificates.count(batch_id)
    policies.check_room(present, len(rows))
    for row in rows:
        policies.check_recipient(batch.form, row)
    added = [
        Certificate(
            tenant_id=context.acting().tenant_id,
            batch_id=batch.id,
            form=batch.form,
            position=position,
            **row,
        )
        for position, row in enumerate(rows, start=_last_position(batch_id) + 1)
    ]
    db.session.add_all(added)
    audit.record("certificates.recipients_added", batch, by=by, count=len(added))
    return added


def change_row(
    *, certificate_id: int, version: int, facts: dict[str, Any], by: Person
) -> Certificate:
    """Change the words of one certificate. Raises Stale; Conflict for one in the gold book, which
    `corrections.correct_row` changes."""
    row = certificates.certificate(certificate_id)
    locked(row.batch_id)
    check_fresh(row, version, facts, ROW_LABELS)
    policies.check_words(row)
    policies.check_recipient(row.form, facts)
    before = row.name
    for name, value in facts.items():
        setattr(row, name, value)
    audit.record("certificates.recipient_changed", row, by=by, name=row.name, before=before)
    return row


def move(*, certificate_id: int, position: int, by: Person) -> Certificate:
    """Put one recipient at `position` (from 1). Raises Conflict once the gold book has begun."""
    row = certificates.certificate(certificate_id)
    batch = locked(row.batch_id)
    db.session.refresh(row)
    total = certificates.count(batch.id)
    if certificates.without_number(batch.id) != total:
        raise Conflict(policies.NUMBERED)
    goal = min(max(position, 1), total)
    order = [one.id for one in certificates.rows(batch.id) if one.id != row.id]
    order.insert(goal - 1, row.id)
    _number(batch.id, order)
    db.session.refresh(row)
    audit.record("certificates.recipient_moved", row, by=by, name=row.name, to=goal)
    return row


def remove(*, certificate_id: int, by: Person) -> None:
    """Take one recipient out. Raises Conflict for one that stands in the gold book."""
    row = certificates.certificate(certificate_id)
    batch = locked(row.batch_id)
    policies.check_remove(row)
    position = row.position
    audit.record("certificates.recipient_removed", row, by=by, name=row.name)
    db.session.delete(row)
    db.session.flush()
    if certificates.without_number(batch.id) == certificates.count(batch.id):
        _close_up(batch.id, position)


def _close_up(batch_id: int, position: int) -> None:
    db.session.execute(
        update(Certificate)
        .where(Certificate.batch_id == batch_id, Certificate.position > position)
        .values(position=Certificate.position - 1)
        .execution_options(synchronize_session=False)
    )


def _number(batch_id: int, order: Sequence[int]) -> None:
    """Positions from 1 in this order, in one statement."""
    place = func.array_position(literal(list(order), ARRAY(BigInteger)), Certificate.id)
    db.session.execute(
        update(Certificate)
        .where(Certificate.batch_id == batch_id)
        .values(position=place)
        .execution_options(synchronize_session=False)
    )


def enter_gold_book(*, batch_id: int, by: Person) -> int:
    """Give every recipient without one the next number of the gold book of form and year.

    The numbers are those after the last one given, in the order of the list, none left out; a
    second clerk waits until the first is done. Raises Conflict without decision or recipients.
    """
    batch = locked(batch_id)
    decisions.check_stands(batch)
    rows = [row for row in certificates.rows(batch_id) if row.gold_number is None]
    year = policies.check_number(batch, len(rows))
    last = _last_number(batch.form, year, len(rows))
    for number, row in enumerate(rows, start=last - len(rows) + 1):
        row.gold_year, row.gold_number = year, number
    audit.record(
        "certificates.numbered", batch, by=by, first=last - len(rows) + 1, last=last, year=year
    )
    return len(rows)


def _last_number(form: AwardForm, year: int, count: int) -> int:
    """The last of `count` numbers taken; the series is locked until the transaction ends."""
    return db.session.execute(
        insert(GoldSeries)
        .values(tenant_id=context.acting().tenant_id, form=form, year=year, last=count)
        .on_conflict_do_update(
            index_elements=["tenant_id", "form", "year"], set_={"last": GoldSeries.last + count}
        )
        .returning(GoldSeries.last)
    ).scalar_one()


def _last_position(batch_id: int) -> int:
    found = select(func.max(Certificate.position)).where(Certificate.batch_id == batch_id)
    return db.session.scalar(found) or 0


def locked(batch_id: int) -> CertificateBatch:
    """The batch, held until the transaction ends. Raises NotFound."""
    batch = certificates.batch(batch_id)
    db.session.refresh(batch, with_for_update=True)
    return batch
