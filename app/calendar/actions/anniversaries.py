"""Days that the tenant remembers: entered, corrected, struck out."""

from app.audit import actions as audit
from app.audit.actions import Person
from app.calendar import policies
from app.calendar.models import Anniversary
from app.calendar.queries import anniversaries
from app.lib.errors import Stale
from tenants import context
from tenants.db import db


def add(
    *, name: str, day: int, month: int, since_year: int | None = None, by: Person
) -> Anniversary:
    """Enter a day that is remembered every year. Raises Invalid for a day that there is not."""
    policies.check_anniversary(name=name, day=day, month=month)
    row = Anniversary(
        tenant_id=context.acting().tenant_id,
        name=" ".join(name.split()),
        day=day,
        month=month,
        since_year=since_year,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("anniversary.added", row, by=by, name=row.name)
    return row


def change(
    *,
    anniversary_id: int,
    name: str,
    day: int,
    month: int,
    since_year: int | None = None,
    version: int,
    by: Person,
) -> Anniversary:
    """Correct a day. Raises NotFound for another tenant's, Invalid, Stale where it was changed."""
    row = anniversaries.own(anniversary_id)
    policies.check_anniversary(name=name, day=day, month=month)
    typed = {
        "name": " ".join(name.split()),
        "day": day,
        "month": month,
        "since_year": since_year,
    }
    changed = {name: value for name, value in typed.items() if getattr(row, name) != value}
    if row.version != version and changed:
        labels = {"name": "Tên", "day": "Ngày", "month": "Tháng", "since_year": "Từ năm"}
        raise Stale(
            changed={
                labels[name]: (str(value or ""), str(getattr(row, name) or ""))
                for name, value in changed.items()
            }
        )
    for name, value in changed.items():
        setattr(row, name, value)
    db.session.flush()
    audit.record("anniversary.changed", row, by=by, name=row.name)
    return row


def remove(*, anniversary_id: int, by: Person) -> None:
    """Strike a day out. Raises NotFound for another tenant's."""
    row = anniversaries.own(anniversary_id)
    audit.record("anniversary.removed", row, by=by, name=row.name)
    db.session.delete(row)
    db.session.flush()
