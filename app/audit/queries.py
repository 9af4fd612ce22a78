"""Reading the audit trail."""

from collections.abc import Sequence

from sqlalchemy import select

from app.audit.models import AuditEntry
from tenants.db import db


def trail(
    *, before_id: int | None = None, subject: tuple[str, int] | None = None, limit: int = 100
) -> Sequence[AuditEntry]:
    """The acting tenant's trail, newest first; `subject` narrows it to one row (table, id)."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(AuditEntry.id < before_id)
    if subject is not None:
        kind, number = subject
        query = query.where(AuditEntry.subject_kind == kind, AuditEntry.subject_id == number)
    return db.session.scalars(query).all()
