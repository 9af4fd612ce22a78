"""What stands in the gold book is corrected or cancelled, with a reason that stays readable."""

from collections.abc import Mapping
from typing import Any

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.stationery.actions import decisions
from app.stationery.actions.certificates import locked
from app.stationery.models import Certificate, CertificateBatch, CertificateCorrection
from app.stationery.policies import certificates as policies
from app.stationery.policies.versions import check_fresh
from app.stationery.queries import certificates
from app.stationery.terms.corrections import BATCH_LABELS, ROW_LABELS, CorrectionKind, shown
from tenants.db import db

NOTHING: dict[str, list[str]] = {}


def correct_row(
    *, certificate_id: int, version: int, facts: dict[str, Any], reason: str, by: Person
) -> Certificate:
    """Correct (đính chính) the words of a certificate in the gold book; its number stays.

    Raises Stale; Conflict for one without a number and for one that was cancelled; Invalid where
    nothing would change.
    """
    row = _in_the_book(certificate_id)
    check_fresh(row, version, facts, ROW_LABELS)
    policies.check_recipient(row.form, facts)
    changes = _changes(row, facts)
    _note(row, row.batch_id, row.id, CorrectionKind.CORRECTED, reason, changes, by)
    _write(row, facts)
    audit.record(
        "certificates.corrected",
        row,
        by=by,
        name=row.name,
        gold_number=row.gold_number,
        gold_year=row.gold_year,
        reason=reason,
        changes=changes,
    )
    return row


def cancel(*, certificate_id: int, reason: str, by: Person) -> Certificate:
    """Note that an award in the gold book was cancelled (hủy); its number is not given again.

    Raises Conflict for one without a number and for one that was cancelled before.
    """
    row = _in_the_book(certificate_id)
    _cancel(row, reason, by)
    return row


def cancel_batch(*, batch_id: int, reason: str, by: Person) -> int:
    """Cancel every award of a batch that stands in the gold book, such as those of a decision that
    was revoked; how many. Raises Conflict where there is none."""
    locked(batch_id)
    rows = [row for row in certificates.standing_rows(batch_id) if row.gold_number is not None]
    policies.check_some_stand(len(rows))
    for row in rows:
        _cancel(row, reason, by)
    return len(rows)


def correct_batch(
    *, batch_id: int, version: int, facts: dict[str, Any], reason: str, by: Person
) -> CertificateBatch:
    """Correct (đính chính) what all certificates of a batch say that stands in the gold book.

    Raises Stale; Conflict without numbers; Invalid for a decision of another year, for one that
    stands no more or that no register knows, and where nothing would change.
    """
    batch = locked(batch_id)
    check_fresh(batch, version, facts, BATCH_LABELS)
    policies.check_has_numbers(certificates.has_numbers(batch_id))
    facts = decisions.checked(facts, present=batch)
    policies.check_same_year(batch, facts["decision_number"], facts["decided_on"])
    changes = _changes(batch, facts)
    _note(batch, batch.id, None, CorrectionKind.CORRECTED, reason, changes, by)
    _write(batch, facts)
    audit.record(
        "certificates.batch_corrected",
        batch,
        by=by,
        title=batch.title,
        reason=reason,
        changes=changes,
    )
    return batch


def _in_the_book(certificate_id: int) -> Certificate:
    row = certificates.certificate(certificate_id)
    locked(row.batch_id)
    db.session.refresh(row)
    policies.check_correct(row)
    return row


def _cancel(row: Certificate, reason: str, by: Person) -> None:
    _note(row, row.batch_id, row.id, CorrectionKind.CANCELLED, reason, NOTHING, by)
    _write(row, {"cancelled_at": clock.now()})
    audit.record(
        "certificates.cancelled",
        row,
        by=by,
        name=row.name,
        gold_number=row.gold_number,
        gold_year=row.gold_year,
        reason=reason,
    )


def _changes(row: Certificate | CertificateBatch, facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stood and what shall stand, of what differs. Raises Invalid where nothing does."""
    changes = {
        name: [shown(getattr(row, name)), shown(value)]
        for name, value in facts.items()
        if getattr(row, name) != value
    }
    policies.check_changes(changes)
    return changes


def _note(
    row: Certificate | CertificateBatch,
    batch_id: int,
    certificate_id: int | None,
    kind: CorrectionKind,
    reason: str,
    changes: dict[str, list[str]],
    by: Person,
) -> None:
    """The line of the history, without which the database lets nothing of the row change."""
    db.session.add(
        CertificateCorrection(
            tenant_id=row.tenant_id,
            batch_id=batch_id,
            certificate_id=certificate_id,
            number=row.corrections + 1,
            kind=kind,
            reason=reason,
            changes=changes,
            corrected_by=by.id,
            corrected_by_name=by.full_name,
        )
    )
    db.session.flush()


def _write(row: Certificate | CertificateBatch, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.corrections += 1
