"""The ladder of a tenant, and what it has reminded of."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.reminders.terms import DEFAULT_HOUR, SubjectKind
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column


class Ladder(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The ladder that a tenant has made its own; without a row, the usual one holds.

    `steps`: [{"side", "days", "unit", "audience", "by_notice", "by_mail"}]; `hour` (by the clock
    of Việt Nam) is when the day's reminders and digests go out. It is issued as soon as it is kept:
    subordinates see when they come onto their superior's list.
    """

    __tablename__ = "reminder_ladders"
    __policies__ = (rls.OWNER, rls.ISSUED, rls.PLATFORM_ONLY)
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        CheckConstraint("hour BETWEEN 5 AND 20", name="hour"),
    )

    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    hour: Mapped[int] = mapped_column(default=DEFAULT_HOUR, server_default=str(DEFAULT_HOUR))
    issued_at: Mapped[Instant]


class Reminder(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A piece of work has been reminded of, at a step of the ladder: never a second time.

    The key is the work, its last day and the step, whatever the day on which it was done: a moved
    last day is reminded of anew. `unit_id` is whose work it is: the tenant itself, or a subordinate
    that has come onto the list of those late.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("tenant_id", "kind", "subject_id", "unit_id", "last_day", "height"),
    )

    kind: Mapped[SubjectKind] = mapped_column(enum_column(SubjectKind, "subject_kind"))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    unit_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    last_day: Mapped[date]
    height: Mapped[int]
    given_on: Mapped[date]
