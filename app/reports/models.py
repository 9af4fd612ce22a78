"""The report as its tenant writes it, as it was sent, and what the addressee answered."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.progress.terms import TaskStatus
from app.reports.terms import ReportKind, Verdict
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class Report(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The working copy of a report: its tenant's alone. What goes up is a `Submission`.

    `narrative` holds the sections of the outline as plain text by their key.
    """

    __tablename__ = "reports"
    __policies__ = (rls.OWNER, rls.inherited(rls.OWNER))
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans"),
        UniqueConstraint("tenant_id", "plan_id", "kind"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[ReportKind] = mapped_column(enum_column(ReportKind, "report_kind"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    symbol: Mapped[str]
    place: Mapped[str]
    narrative: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    last_attempt: Mapped[int] = mapped_column(default=0, server_default="0")


class Submission(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A report as it was sent up, frozen: number and date, narrative, figures.

    `figures`: the counts that the paper prints (`queries.Figures`) and, as `basis`, the plan that
    the report is about. A returned report is sent again as the next attempt; the earlier one
    stays readable.
    """

    __tablename__ = "submissions"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("report_id", "attempt"),
        own_key("report_id", "reports"),
        Index(None, "addressee_id", "kind", "year"),
    )

    report_id: Mapped[int] = mapped_column(BigInteger)
    attempt: Mapped[int]
    kind: Mapped[ReportKind] = mapped_column(enum_column(ReportKind, "report_kind"))
    year: Mapped[int]
    upstream_plan_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str]
    issued_on: Mapped[date]
    symbol: Mapped[str]
    place: Mapped[str]
    signing_capacity: Mapped[str | None]
    signer_position: Mapped[str]
    signer_name: Mapped[str]
    narrative: Mapped[dict[str, str]] = mapped_column(JSONB)
    figures: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sha256: Mapped[str]
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    sent_by: Mapped[int] = mapped_column(BigInteger)


class ReportLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One task as a sent report states it, frozen; rolls up by `upstream_task_id`."""

    __tablename__ = "report_lines"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        own_key("submission_id", "submissions"),
        Index(None, "submission_id", "quarter", "position"),
        Index(None, "upstream_task_id"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    )

    submission_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    quarter: Mapped[int]
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[TaskStatus] = mapped_column(enum_column(TaskStatus, "task_status"))
    percent: Mapped[int]
    on: Mapped[date | None]
    is_late: Mapped[bool]
    evidence_count: Mapped[int]
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]


class Review(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The addressee's answer to a sent report: accepted, or returned with a reason."""

    __tablename__ = "reviews"
    __policies__ = (
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    __table_args__ = (
        UniqueConstraint("submission_id"),
        Index(None, "addressee_id"),
        CheckConstraint("(verdict = 'returned') = (reason IS NOT NULL)", name="reason"),
    )

    submission_id: Mapped[int] = mapped_column(BigInteger)
    verdict: Mapped[Verdict] = mapped_column(enum_column(Verdict, "verdict"))
    reason: Mapped[str | None] = mapped_column(Text)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    reviewed_by: Mapped[int] = mapped_column(BigInteger)
