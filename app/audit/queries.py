"""Reading the audit trail."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from app.audit import terms
from app.audit.models import AuditEntry
from app.lib.pages import SIZE, Page, offset
from tenants import context
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


def entries(
    *, user_id: int | None = None, verb: str = "", page: int = 1, size: int = SIZE
) -> Page[AuditEntry]:
    """The acting tenant's trail by pages, newest first, of one person or one kind of deed."""
    query = _own(select(AuditEntry))
    if user_id is not None:
        query = query.where(AuditEntry.user_id == user_id)
    if verb:
        query = query.where(AuditEntry.verb == verb)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = db.session.scalars(
        query.order_by(AuditEntry.id.desc()).limit(size).offset(offset(page, size))
    ).all()
    return Page(found, max(page, 1), size, total)


def people() -> list[tuple[int, str]]:
    """Everybody who has left a trace in the acting tenant, by name."""
    named = func.max(AuditEntry.by_name)
    found = db.session.execute(
        _own(select(AuditEntry.user_id, named))
        .where(AuditEntry.user_id.is_not(None))
        .group_by(AuditEntry.user_id)
        .order_by(named, AuditEntry.user_id)
    )
    return [(user_id, name or "") for user_id, name in found]


def verbs() -> list[tuple[str, str]]:
    """The kinds of deeds in the acting tenant's trail with their sentences."""
    found = db.session.scalars(_own(select(AuditEntry.verb).distinct()))
    return sorted(((verb, terms.sentence(verb)) for verb in found), key=lambda pair: pair[1])


def _own(query: Any) -> Any:
    return query.where(AuditEntry.tenant_id == context.acting().tenant_id)
