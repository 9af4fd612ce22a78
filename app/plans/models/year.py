"""The books of a plan year: closed, and opened again where something was forgotten."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.db import db
from tenants.models import Instant, TenantOwned


class YearClosing(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A tenant has closed a plan year (khóa sổ): nothing of it is written on any more.

    `reopened_at` ends it, for a reason; closing again is a new row, so that each stays readable.
    """

    __tablename__ = "year_closings"
    __table_args__ = (
        Index(
            "uq_year_closings_open",
            "tenant_id",
            "year",
            unique=True,
            postgresql_where="reopened_at IS NULL",
        ),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
        CheckConstraint("(reopened_at IS NULL) = (reopening_reason IS NULL)", name="reopened"),
    )

    year: Mapped[int]
    closed_at: Mapped[Instant]
    closed_by: Mapped[int] = mapped_column(BigInteger)
    closed_by_name: Mapped[str]
    open_tasks: Mapped[int]
    reopened_at: Mapped[Instant | None]
    reopened_by: Mapped[int | None] = mapped_column(BigInteger)
    reopened_by_name: Mapped[str | None]
    reopening_reason: Mapped[str | None] = mapped_column(Text)
