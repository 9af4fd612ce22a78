"""Criteria sets, score sheets, appraisals, confirmations and standings. All points are decimals
with three places (NUMERIC(9,3))."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clusters.terms import ClusterKind
from app.scoring.terms import FormulaKind, Part, StandingScope, TieRule
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant

Points = Numeric(9, 3)

SHEET_READERS = (rls.OWNER, rls.sent_to("province_id"), rls.sent_to("appraiser_id"))
"""A sheet is read by its member; once submitted, by the province and by its appraiser."""

APPRAISAL_READERS = (rls.OWNER, rls.sent_to("province_id"), rls.sent_to("member_id"))
"""An appraisal is read by the appraiser; once sent, by the province and by the member."""

CONFIRMATION_READERS = (rls.OWNER, rls.sent_to("member_id"), rls.sent_to("appraiser_id"))
"""A confirmation is read by the province; once sent, by the member and by the appraiser."""


class CriteriaSet(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The criteria by which a kind of cluster is scored in a year; issued, then frozen.

    `bands`: [{"name", "from"}] with `from` a decimal string, highest first; `tie_chain`: codes of
    the criteria compared in turn when totals are equal.
    """

    __tablename__ = "criteria_sets"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        Index(
            "uq_criteria_sets_issued_once",
            "tenant_id",
            "year",
            "cluster_kind",
            unique=True,
            postgresql_where="issued_at IS NOT NULL",
        ),
        CheckConstraint("bonus_cap >= 0 AND penalty_cap >= 0 AND base_total > 0", name="caps"),
    )

    year: Mapped[int]
    cluster_kind: Mapped[ClusterKind] = mapped_column(enum_column(ClusterKind, "criteria_cluster"))
    title: Mapped[str] = mapped_column(Text)
    base_total: Mapped[Decimal] = mapped_column(Points)
    bonus_cap: Mapped[Decimal] = mapped_column(Points, default=Decimal(0))
    penalty_cap: Mapped[Decimal] = mapped_column(Points, default=Decimal(0))
    bands: Mapped[list[dict[str, str]]] = mapped_column(JSONB, default=list)
    tie_chain: Mapped[list[str]] = mapped_column(JSONB, default=list)
    tie_rule: Mapped[TieRule] = mapped_column(enum_column(TieRule, "tie_rule"), default=TieRule.SHARED)
    submit_by: Mapped[date | None]
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)

    criteria: Mapped[list["Criterion"]] = relationship(
        primaryjoin="CriteriaSet.id == foreign(Criterion.criteria_set_id)",
        order_by="(Criterion.position, Criterion.id)",
        lazy="raise",
        viewonly=True,
    )


class Criterion(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A node of the tree: a group (no formula) or a criterion with its formula.

    `params` are the formula's parameters (`app.scoring.formulas`); `upstream_task_id` names the
    province's task from whose progress the member's value is drawn.
    """

    __tablename__ = "criteria"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("criteria_set_id", "criteria_sets", ondelete="CASCADE"),
        own_key("parent_id", "criteria", ondelete="CASCADE"),
        UniqueConstraint("criteria_set_id", "code"),
        Index(None, "criteria_set_id", "position"),
        CheckConstraint("max_points >= 0", name="max_points"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int]
    code: Mapped[str]
    part: Mapped[Part] = mapped_column(enum_column(Part, "part"), default=Part.BASE)
    text: Mapped[str] = mapped_column(Text)
    guidance: Mapped[str | None] = mapped_column(Text)
    max_points: Mapped[Decimal] = mapped_column(Points)
    formula: Mapped[FormulaKind | None] = mapped_column(enum_column(FormulaKind, "formula"))
    params: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    evidence_required: Mapped[bool] = mapped_column(default=False, server_default="false")
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    issued_at: Mapped[Instant | None]

    @property
    def is_group(self) -> bool:
        """Whether it only sums its children."""
        return self.formula is None


class ScoreSheet(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A member's own sheet for a criteria set. `sent_at` is when it was submitted: then frozen."""

    __tablename__ = "score_sheets"
    __policies__ = SHEET_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "criteria_set_id"),
        Index(None, "province_id", "criteria_set_id"),
        Index(None, "appraiser_id", "criteria_set_id"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    cluster_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int]
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
    submitted_by: Mapped[int | None] = mapped_column(BigInteger)
    self_total: Mapped[Decimal | None] = mapped_column(Points)


class SheetLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One criterion of a sheet: what the member entered and the points that follow from it.

    `inputs`: decimal strings by input name; `source` says whence a drawn value came.
    """

    __tablename__ = "sheet_lines"
    __policies__ = SHEET_READERS
    __table_args__ = (
        unique_per_tenant(),
        own_key("sheet_id", "score_sheets", ondelete="CASCADE"),
        UniqueConstraint("sheet_id", "criterion_id"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    inputs: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    points: Mapped[Decimal | None] = mapped_column(Points)
    note: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class SheetEvidence(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file that supports one criterion of a sheet; its readers read the file."""

    __tablename__ = "sheet_evidence"
    __policies__ = SHEET_READERS
    __table_args__ = (
        unique_per_tenant(),
        own_key("sheet_id", "score_sheets", ondelete="CASCADE"),
        own_key("file_id", "files"),
        Index(None, "file_id"),
        Index(None, "sheet_id", "criterion_id"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
    caption: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Appraisal(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The appraiser's view of one sheet. `sent_at`: the member reads it; `settled_at`: it is final."""

    __tablename__ = "appraisals"
    __policies__ = APPRAISAL_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("sheet_id"),
        Index(None, "province_id"),
        Index(None, "member_id"),
        CheckConstraint("tenant_id <> member_id", name="not_own_sheet"),
        CheckConstraint("settled_at IS NULL OR sent_at IS NOT NULL", name="settled_after_sent"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[Instant | None]
    settled_at: Mapped[Instant | None]
    settled_by: Mapped[int | None] = mapped_column(BigInteger)


class AppraisalLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The appraiser's points and remark on one criterion."""

    __tablename__ = "appraisal_lines"
    __policies__ = APPRAISAL_READERS
    __table_args__ = (
        own_key("appraisal_id", "appraisals", ondelete="CASCADE"),
        UniqueConstraint("appraisal_id", "criterion_id"),
    )

    appraisal_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    points: Mapped[Decimal] = mapped_column(Points)
    comment: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Explanation(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The member's word on an appraised criterion (giải trình); `criterion_id` null: on the whole."""

    __tablename__ = "explanations"
    __policies__ = SHEET_READERS
    __table_args__ = (
        own_key("sheet_id", "score_sheets"),
        UniqueConstraint("sheet_id", "criterion_id", postgresql_nulls_not_distinct=True),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Confirmation(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The provincial council's word on one settled sheet."""

    __tablename__ = "confirmations"
    __policies__ = CONFIRMATION_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("sheet_id"),
        Index(None, "member_id"),
        Index(None, "appraiser_id"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    total: Mapped[Decimal] = mapped_column(Points)
    sent_at: Mapped[Instant | None]
    confirmed_by: Mapped[int] = mapped_column(BigInteger)


class ConfirmationLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The council's points on one criterion; where they differ from the cluster's, with a reason."""

    __tablename__ = "confirmation_lines"
    __policies__ = CONFIRMATION_READERS
    __table_args__ = (
        own_key("confirmation_id", "confirmations", ondelete="CASCADE"),
        UniqueConstraint("confirmation_id", "criterion_id"),
    )

    confirmation_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    points: Mapped[Decimal] = mapped_column(Points)
    reason: Mapped[str | None] = mapped_column(Text)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Standing(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An announced place, never changed: in its cluster (scope cluster), or at the end of the year
    in the whole province (scope province, with both ranks)."""

    __tablename__ = "standings"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        UniqueConstraint("criteria_set_id", "scope", "member_id"),
        CheckConstraint("(scope = 'province') = (province_rank IS NOT NULL)", name="province_rank"),
        Index(None, "member_id", "year"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    scope: Mapped[StandingScope] = mapped_column(enum_column(StandingScope, "standing_scope"))
    year: Mapped[int]
    cluster_id: Mapped[int] = mapped_column(BigInteger)
    cluster_name: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    member_name: Mapped[str]
    self_total: Mapped[Decimal] = mapped_column(Points)
    appraised_total: Mapped[Decimal] = mapped_column(Points)
    total: Mapped[Decimal] = mapped_column(Points)
    band: Mapped[str]
    cluster_rank: Mapped[int]
    province_rank: Mapped[int | None]
    tie_note: Mapped[str | None] = mapped_column(Text)
    issued_at: Mapped[Instant]
