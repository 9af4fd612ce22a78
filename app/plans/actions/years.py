"""Closing the books of a plan year, and opening them again."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict, Invalid
from app.plans import policies
from app.plans.models import YearClosing
from app.plans.queries import years
from tenants import context
from tenants.db import db

LONGEST_REASON = 1_000


def close_year(*, year: int, open_tasks: int, by: Person) -> YearClosing:
    """Close a plan year that has ended: from now on it is read, not written on.

    `open_tasks` is how many tasks were still undone, which the one who closes has seen. Closed
    already, the same closing is given. Raises Conflict for a year that has not ended.
    """
    policies.check_year(year)
    policies.check_year_has_ended(year, clock.today())
    held = years.closing(year)
    if held is not None:
        return held
    row = YearClosing(
        tenant_id=context.acting().tenant_id,
        year=year,
        closed_at=clock.now(),
        closed_by=by.id,
        closed_by_name=by.full_name,
        open_tasks=open_tasks,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("year.closed", row, by=by, year=year, open_tasks=open_tasks)
    return row


def reopen_year(*, year: int, reason: str, by: Person) -> YearClosing:
    """Open a closed plan year again. Raises Invalid without a reason, Conflict for an open year."""
    said = reason.strip()
    if not said:
        raise Invalid("Cần ghi lý do mở lại năm đã khóa sổ.", "reason")
    if len(said) > LONGEST_REASON:
        raise Invalid(f"Lý do nhiều nhất {LONGEST_REASON} ký tự.", "reason")
    row = years.closing(year)
    if row is None:
        raise Conflict(f"Năm {year} đang mở, không cần mở lại.")
    row.reopened_at = clock.now()
    row.reopened_by = by.id
    row.reopened_by_name = by.full_name
    row.reopening_reason = said
    db.session.flush()
    audit.record("year.reopened", row, by=by, year=year, reason=said)
    return row
