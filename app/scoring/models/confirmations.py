"""The council's word on settled sheets."""

from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.deciding.terms import LineOrigin
from app.scoring.models.points import Points
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant

CONFIRMATION_READERS = (rls.OWNER, rls.sent_to("member_id"), rls.sent_to("appraiser_id"))
"""A confirmation is the province's alone until the announcement; then its member and its appraiser
read it."""


class Confirmation(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The provincial council's word on one settled sheet; it may change until `sent_at`, the
    announcement.

    `subtotals`: decimal strings of the groups and of the criteria in the tie chain, by code;
    `has_zero`: some criterion of the base part scored 0. Both are what ranking reads. After a
    petition the council decides anew in a further `revision`; the newest counts.
    """

    __tablename__ = "confirmations"
    __policies__ = CONFIRMATION_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint("sheet_id", "revision"),
        Index(None, "tenant_id", "criteria_set_id"),
        Index(None, "member_id"),
        Index(None, "appraiser_id"),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    total: Mapped[Decimal] = mapped_column(Points)
    has_zero: Mapped[bool] = mapped_column(default=False)
    subtotals: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    sent_at: Mapped[Instant | None]
    confirmed_by: Mapped[int] = mapped_column(BigInteger)


class ConfirmationLine(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Where the result on a criterion differs from what the cluster settled, and why.

    `origin`: the council set the points, or the values (`inputs`) from which points follow, or
    the points follow from the values of the whole cluster and nobody changed anything here.
    """

    __tablename__ = "confirmation_lines"
    __policies__ = CONFIRMATION_READERS
    __table_args__ = (
        own_key("confirmation_id", "confirmations", ondelete="CASCADE"),
        UniqueConstraint("confirmation_id", "criterion_id"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    confirmation_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int] = mapped_column(BigInteger)
    points: Mapped[Decimal] = mapped_column(Points)
    reason: Mapped[str] = mapped_column(Text)
    origin: Mapped[LineOrigin] = mapped_column(
        enum_column(LineOrigin, "line_origin"), default=LineOrigin.POINTS, server_default="points"
    )
    inputs: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
