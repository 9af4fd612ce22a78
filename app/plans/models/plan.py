"""The plan and its frozen revisions."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    case,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.lib import dates
from app.lib.years import WorkYear
from app.plans.models.task import Task
from app.plans.terms import PlanKind, PlanPeriod, PlanState, RevisionCause
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    Tenant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)


class Plan(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A plan of any level. A draft is its tenant's alone; once issued, its tasks change only by a
    new revision, and the revisions before stay readable.

    `upstream_plan_id` names the superior's plan from which it was derived (a row of another
    tenant). `legal_bases`: [{"text", "kind", "number", "symbol", "on", "issuer"}];
    `sections`: {"purpose", "requirements", "content", "budget", "implementation", "closing"} as
    plain text, paragraphs parted by line breaks; `recipients`: [{"name", "purpose"}] (Nơi nhận).
    """

    __tablename__ = "plans"
    __policies__ = (
        rls.OWNER,
        rls.delivered("id"),
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.delivered("id"), rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        unique_per_tenant(),
        own_key("source_file_id", "files"),
        Index(None, "tenant_id", "year"),
        Index(None, "upstream_plan_id"),
        Index(
            "uq_plans_derived_once",
            "tenant_id",
            "upstream_plan_id",
            unique=True,
            postgresql_where="upstream_plan_id IS NOT NULL",
        ),
        Index(
            "uq_plans_number_in_year",
            "tenant_id",
            "symbol",
            "number_year",
            "number",
            unique=True,
            postgresql_where="number IS NOT NULL",
        ),
        CheckConstraint("(issued_at IS NULL) = (issued_on IS NULL)", name="issued"),
        CheckConstraint("sent_at IS NULL OR issued_at IS NOT NULL", name="sent_after_issued"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year"),
    )

    kind: Mapped[PlanKind] = mapped_column(enum_column(PlanKind, "plan_kind"))
    year: Mapped[int]
    period: Mapped[PlanPeriod] = mapped_column(
        enum_column(PlanPeriod, "plan_period"),
        default=PlanPeriod.CALENDAR_YEAR,
        server_default=PlanPeriod.CALENDAR_YEAR.value,
    )
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None]
    number_year: Mapped[int | None]
    symbol: Mapped[str]
    place: Mapped[str]
    issued_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    legal_bases: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    sections: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    recipients: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    upstream_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_tenant_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    upstream_revision: Mapped[int | None]
    previous_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    source_file_id: Mapped[int | None] = mapped_column(BigInteger)
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
    sent_by: Mapped[int | None] = mapped_column(BigInteger)

    issuer: Mapped[Tenant] = relationship(
        Tenant, foreign_keys="Plan.tenant_id", lazy="raise", viewonly=True
    )

    @property
    def state(self) -> PlanState:
        """Draft or issued."""
        return PlanState.DRAFT if self.issued_at is None else PlanState.ISSUED

    @property
    def full_number(self) -> str:
        """Number and symbol as printed: "01/KH-UBND"; a draft has a gap for the number."""
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def reference(self) -> str:
        """How a sentence names the plan: "Kế hoạch số 01/KH-UBND ngày 04/01/2026"."""
        on = f" ngày {dates.short(self.issued_on)}" if self.issued_on else ""
        return f"{self.kind.word} số {self.full_number}{on}"

    @property
    def work_year(self) -> WorkYear:
        """The twelve months that it covers; as text "năm 2026" or "năm học 2025 - 2026"."""
        return self.period.of(self.year)

    @hybrid_property
    def last_year(self) -> int:
        """The calendar year in which the plan's year ends."""
        return self.work_year.end.year

    @last_year.inplace.expression
    @classmethod
    def _last_year(cls) -> ColumnElement[int]:
        return cls.year + case((cls.period == PlanPeriod.SCHOOL_YEAR, 1), else_=0)

    @property
    def last_day(self) -> date:
        """The last day of the plan's year."""
        return self.work_year.end


def printed_order() -> tuple[ColumnElement[int], ...]:
    """The order of tasks joined with their plan: quarter by quarter as they come in its year."""
    as_they_come = case(
        (Plan.period == PlanPeriod.SCHOOL_YEAR, (Task.quarter + 1) % 4), else_=Task.quarter
    )
    return as_they_come, Task.position.expression, Task.id.expression


class PlanRevision(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The plan as it was issued: its whole content, frozen, with its SHA-256."""

    __tablename__ = "plan_revisions"
    __policies__ = (
        rls.OWNER,
        rls.delivered("plan_id"),
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.delivered("plan_id"), rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        UniqueConstraint("plan_id", "revision"),
        own_key("plan_id", "plans"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    cause: Mapped[RevisionCause] = mapped_column(
        enum_column(RevisionCause, "revision_cause"),
        default=RevisionCause.ISSUED,
        server_default=RevisionCause.ISSUED.value,
    )
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sha256: Mapped[str]
    issued_at: Mapped[Instant]
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
