"""The cluster's view of a sheet."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.models.points import Points
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, own_key, unique_per_tenant

APPRAISAL_READERS = (rls.OWNER, rls.sent_to("province_id"), rls.sent_to("member_id"))
"""An appraisal is read by the appraiser; once sent, by the province and by the member."""


class Appraisal(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The appraiser's view of one sheet. `sent_at`: the member reads it; `settled_at`: it is final.

    `total` is what was sent to the member, `settled_total` what stands after the explanation.
    """

    __tablename__ = "appraisals"
    __policies__ = APPRAISAL_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("sheet_id"),
        Index(None, "province_id"),
        Index(None, "member_id"),
        CheckConstraint("tenant_id <> member_id", name="not_own_sheet"),
        CheckConstraint("settled_at IS NULL OR sent_at IS NOT NULL", name="settled_after_sent"),
        CheckConstraint("(settled_at IS NULL) = (settled_total IS NULL)", name="settled_total"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    total: Mapped[Decimal | None] = mapped_column(Points)
    settled_total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[Instant | None]
    settled_at: Mapped[Instant | None]
    settled_by: Mapped[int | None] = mapped_column(BigInteger)


class AppraisalLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The appraiser's points and remark on one criterion.

    `points` and `comment` are what the member was sent and explained itself against; the settled
    ones are what the cluster holds to afterwards. `inputs`: the appraiser's own values where they
    differ from the member's (points that depend on the whole cluster follow from values, not from
    points). `unassigned` is what stands: whether the criterion is left out of the sum; after the
    first review `sent_unassigned` keeps what the member was told. `version` counts the changes of
    this one cell; `saved_by` looked at it last, at `saved_at`.
    """

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
    inputs: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    unassigned: Mapped[bool] = mapped_column(default=False, server_default="false")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    saved_by: Mapped[int | None] = mapped_column(BigInteger)
    saved_at: Mapped[Instant | None]
    sent_unassigned: Mapped[bool | None]
    settled_points: Mapped[Decimal | None] = mapped_column(Points)
    settled_comment: Mapped[str | None] = mapped_column(Text)
    settled_inputs: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class AppraisalTerm(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """How long each side has: the last day of the first review, the days in which a member may
    explain itself before the appraiser goes on without it, the last day of the second review.

    It binds the clusters of its set once issued, and may be put off.
    """

    __tablename__ = "appraisal_terms"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("criteria_set_id", "criteria_sets"),
        UniqueConstraint("criteria_set_id"),
        CheckConstraint("explain_days BETWEEN 1 AND 60", name="days"),
        CheckConstraint("settle_by >= appraise_by", name="order"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    appraise_by: Mapped[date | None]
    explain_days: Mapped[int | None]
    settle_by: Mapped[date | None]
    issued_at: Mapped[Instant | None]
