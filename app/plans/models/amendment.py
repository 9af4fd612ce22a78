"""What changes in an issued plan, as a paper of its own."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.lib import dates
from app.plans.models.plan import Plan
from app.plans.terms import ChangeKind, PlanState
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)


class Amendment(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A paper that amends an issued plan of its tenant ("Kế hoạch sửa đổi, bổ sung Kế hoạch số …").

    A draft is its tenant's alone; a plan has one open draft at most. Issued, it gave the plan its
    `revision`, and whoever reads the plan reads it. Its number comes from the numbers of plans.
    """

    __tablename__ = "amendments"
    __policies__ = (rls.OWNER, rls.delivered("plan_id"), rls.sent_to("addressee_id"))
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans"),
        UniqueConstraint("plan_id", "revision"),
        Index(
            "uq_amendments_one_draft",
            "plan_id",
            unique=True,
            postgresql_where="issued_at IS NULL",
        ),
        Index(
            "uq_amendments_number_in_year",
            "tenant_id",
            "symbol",
            "number_year",
            "number",
            unique=True,
            postgresql_where="number IS NOT NULL",
        ),
        CheckConstraint("(issued_at IS NULL) = (issued_on IS NULL)", name="issued"),
        CheckConstraint("(issued_at IS NULL) = (revision IS NULL)", name="revision"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None]
    number_year: Mapped[int | None]
    symbol: Mapped[str]
    place: Mapped[str]
    issued_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]

    plan: Mapped[Plan] = relationship(
        Plan, primaryjoin="foreign(Amendment.plan_id) == Plan.id", lazy="raise", viewonly=True
    )

    @property
    def state(self) -> PlanState:
        """Draft or issued."""
        return PlanState.DRAFT if self.issued_at is None else PlanState.ISSUED

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "07/KH-UBND"; a draft has a gap for the number."""
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def reference(self) -> str:
        """How a sentence names it: "Kế hoạch số 07/KH-UBND ngày 04/05/2026"."""
        on = f" ngày {dates.short(self.issued_on)}" if self.issued_on else ""
        return f"Kế hoạch số {self.full_number}{on}"


class AmendmentLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What an amendment does with one task.

    `before` is the content of the task when the line was written (none of an added one), `after`
    what it becomes (none of a withdrawn one), both as a revision keeps a task. An added task has
    its `task_id` once the amendment is issued.
    """

    __tablename__ = "amendment_lines"
    __policies__ = (rls.OWNER, rls.delivered("plan_id"), rls.sent_to("addressee_id"))
    __table_args__ = (
        unique_per_tenant(),
        own_key("amendment_id", "amendments", ondelete="CASCADE"),
        own_key("plan_id", "plans"),
        own_key("task_id", "tasks"),
        UniqueConstraint("amendment_id", "task_id"),
        Index(None, "plan_id"),
        CheckConstraint("(change = 'add') = (before IS NULL)", name="before"),
        CheckConstraint("(change = 'withdraw') = (after IS NULL)", name="after"),
        CheckConstraint("change = 'add' OR task_id IS NOT NULL", name="task"),
    )

    amendment_id: Mapped[int] = mapped_column(BigInteger)
    plan_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int]
    change: Mapped[ChangeKind] = mapped_column(enum_column(ChangeKind, "change_kind"))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    issued_at: Mapped[Instant | None]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
