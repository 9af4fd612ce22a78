"""The score sheet of a member, with what supports it."""

from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.models.points import Points
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, own_key, unique_per_tenant

SHEET_READERS = (rls.OWNER, rls.sent_to("province_id"), rls.sent_to("appraiser_id"))
"""A sheet is read by its member; once submitted, by the province and by its appraiser."""

KEPT_READERS = (*SHEET_READERS, rls.inherited(rls.OWNER))
"""Whoever succeeds a closed member reads its sheets too: last year's values stand beside this
year's fields."""


CROSSED = rls.crossed("sheet_id")
"""And, while it is asked to score the sheet too, by another member of the cluster."""


class ScoreSheet(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A member's own sheet for a criteria set. `sent_at` is when it was submitted: then frozen."""

    __tablename__ = "score_sheets"
    __policies__ = (*KEPT_READERS, rls.crossed("id"))
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

    `inputs`: decimal strings by input name; `source` says whence a drawn value came. `unassigned`:
    the member was not given this criterion (its `note` says why), and leaves it out of the sum.
    `points` are what counts: 0 while a kind of evidence that gates the criterion is lacking.
    `version` counts the changes of this one line, `saved_by` made the last at `saved_at`: people
    fill in one sheet at once, and only who changes the same line is told of the other.
    """

    __tablename__ = "sheet_lines"
    __policies__ = (*KEPT_READERS, CROSSED)
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
    unassigned: Mapped[bool] = mapped_column(default=False, server_default="false")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    saved_by: Mapped[int | None] = mapped_column(BigInteger)
    saved_at: Mapped[Instant | None]
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class SheetEvidence(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file that supports one criterion of a sheet; its readers read the file.

    `kind`: which of the kinds of evidence that the criterion asks for (`Criterion.gates`) it is.
    `explains`: added to an explanation, after the sheet was submitted; it goes up with it.
    """

    __tablename__ = "sheet_evidence"
    __policies__ = (*SHEET_READERS, CROSSED)
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
    kind: Mapped[str | None]
    explains: Mapped[bool] = mapped_column(default=False, server_default="false")
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]


class Explanation(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The member's word on an appraised criterion (giải trình); `criterion_id` null: on the whole.

    Once sent it does not change. `version` counts the changes of this one text.
    """

    __tablename__ = "explanations"
    __policies__ = SHEET_READERS
    __table_args__ = (
        own_key("sheet_id", "score_sheets"),
        UniqueConstraint("sheet_id", "criterion_id", postgresql_nulls_not_distinct=True),
    )

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int | None] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    appraiser_id: Mapped[int | None] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant | None]
