"""A subordinate that does a task before the others ("chỉ đạo điểm")."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Case,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    case,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.lib.dates import Deadline
from app.plans.terms import DeadlinePrecision
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key, unique_per_tenant


class Pilot(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One recipient with an earlier deadline of its own for one task: a row of the issuer.

    The recipient reads it once the plan is issued (`sent_at`); from then on it is not changed but
    withdrawn (`withdrawn_at`), and another one may be written. `quarter` is that of the deadline.
    """

    __tablename__ = "pilots"
    __policies__ = (rls.OWNER, rls.sent_to("recipient_id"))
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans", ondelete="CASCADE"),
        own_key("task_id", "tasks", ondelete="CASCADE"),
        Index(
            "uq_pilots_recipient_of_task",
            "task_id",
            "recipient_id",
            unique=True,
            postgresql_where="withdrawn_at IS NULL",
        ),
        Index(None, "plan_id", "recipient_id"),
        Index(None, "recipient_id"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int] = mapped_column(BigInteger)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    quarter: Mapped[int]
    deadline_on: Mapped[date]
    deadline_inclusive: Mapped[bool] = mapped_column(default=True, server_default="true")
    deadline_precision: Mapped[DeadlinePrecision] = mapped_column(
        enum_column(DeadlinePrecision, "deadline_precision"),
        default=DeadlinePrecision.DAY,
        server_default=DeadlinePrecision.DAY.value,
    )
    sent_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]

    @property
    def deadline(self) -> Deadline:
        """The date by which the pilot is to be done, as worded."""
        return Deadline(self.deadline_on, self.deadline_inclusive, self.deadline_precision)

    @classmethod
    def last_day(cls) -> Case[date]:
        """The last day in time, in SQL; NULL where an outer join found no pilot."""
        return case((cls.deadline_inclusive, cls.deadline_on), else_=cls.deadline_on - 1)

    @classmethod
    def holds(cls) -> ColumnElement[bool]:
        """Whether it was made known and not withdrawn, in SQL."""
        return cls.sent_at.is_not(None) & cls.withdrawn_at.is_(None)
