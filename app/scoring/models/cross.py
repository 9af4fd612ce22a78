"""Members who score each other, beside the appraiser."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.models.points import Points
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, own_key, unique_per_tenant

CROSS_READERS = (rls.OWNER, rls.sent_to("province_id"), rls.sent_to("appraiser_id"))
"""Cross scores are read by their scorer; once sent, by who runs the cluster and by the appraiser
of the sheet. The member that is scored does not read them: only the appraisal answers for points.
"""


class CrossAssignment(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The appraiser of a sheet, or who runs the cluster, asks a member to score it too.

    While it stands (sent, not withdrawn) the scorer reads the submitted sheet with its evidence.
    `appraiser_id` and `province_id` are told of it; null for the one of them that assigns.
    """

    __tablename__ = "cross_assignments"
    __policies__ = (rls.OWNER, rls.sent_to("scorer_id"), *CROSS_READERS[1:])
    __table_args__ = (
        unique_per_tenant(),
        Index(
            "uq_cross_assignments_standing",
            "tenant_id",
            "sheet_id",
            "scorer_id",
            unique=True,
            postgresql_where="withdrawn_at IS NULL",
        ),
        Index(None, "scorer_id"),
        Index(None, "sheet_id"),
        CheckConstraint("scorer_id <> member_id", name="not_own_sheet"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    cluster_id: Mapped[int] = mapped_column(BigInteger)
    sheet_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    scorer_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    due_on: Mapped[date | None]
    sent_at: Mapped[Instant | None]
    withdrawn_at: Mapped[Instant | None]


class CrossScore(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A member's points for another's sheet; once sent they do not change."""

    __tablename__ = "cross_scores"
    __policies__ = CROSS_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("tenant_id", "assignment_id"),
        Index(None, "sheet_id"),
        CheckConstraint("tenant_id <> member_id", name="not_own_sheet"),
    )

    assignment_id: Mapped[int] = mapped_column(BigInteger)
    sheet_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[Instant | None]


class CrossScoreLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Points and remark on one criterion; without points the scorer has not decided yet."""

    __tablename__ = "cross_score_lines"
    __policies__ = CROSS_READERS
    __table_args__ = (
        unique_per_tenant(),
        own_key("cross_score_id", "cross_scores", ondelete="CASCADE"),
        UniqueConstraint("cross_score_id", "criterion_id"),
    )

    cross_score_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    points: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str | None] = mapped_column(Text)
    appraiser_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
