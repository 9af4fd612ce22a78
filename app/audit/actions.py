"""Writing the audit trail."""

from typing import Any, Protocol

from flask import has_request_context, request

from app.audit.models import AuditEntry
from tenants import context
from tenants.db import db


class Person(Protocol):
    """Whoever acts: a user, or the system where it is None."""

    @property
    def id(self) -> int: ...

    @property
    def full_name(self) -> str: ...


def record(verb: str, subject: Any = None, *, by: Person | None, **details: Any) -> None:
    """Note that `by` did `verb` ("plan.issued") to `subject`, with what is worth knowing later.

    Written in the transaction of the deed: both or neither.
    """
    if subject is not None:
        db.session.flush()
    db.session.add(
        AuditEntry(
            tenant_id=context.acting().tenant_id,
            user_id=None if by is None else by.id,
            by_name=None if by is None else by.full_name,
            verb=verb,
            subject_kind=None if subject is None else subject.__tablename__,
            subject_id=None if subject is None else subject.id,
            details=details,
            address=request.remote_addr if has_request_context() else None,
        )
    )
