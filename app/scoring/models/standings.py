"""What is announced: places, and who has none."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.scoring.models.points import Points
from app.scoring.terms import StandingScope
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key, unique_per_tenant


class Announcement(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The province makes the result of a cluster, or of the whole province, known. Never changed.

    `number` is that of the paper (Thông báo), where it has one already; `cluster_id` is null for
    the whole province. A petition that is granted leads to a further `edition` with its `cause`;
    the newest counts. `digest`: SHA-256 of all inputs, formulas and results as they were frozen.
    `petition_until`: the last day on which a member may ask that it be looked at again.
    """

    __tablename__ = "announcements"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("criteria_set_id", "criteria_sets"),
        UniqueConstraint(
            "criteria_set_id", "cluster_id", "edition", postgresql_nulls_not_distinct=True
        ),
        CheckConstraint("(scope = 'cluster') = (cluster_id IS NOT NULL)", name="scope"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int]
    scope: Mapped[StandingScope] = mapped_column(enum_column(StandingScope, "announced_scope"))
    cluster_id: Mapped[int | None] = mapped_column(BigInteger)
    cluster_name: Mapped[str | None]
    number: Mapped[str | None]
    issued_on: Mapped[date]
    signer_name: Mapped[str | None]
    edition: Mapped[int] = mapped_column(default=1, server_default="1")
    cause: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None]
    petition_until: Mapped[date | None]
    issued_at: Mapped[Instant]
    issued_by: Mapped[int] = mapped_column(BigInteger)


class Standing(TenantOwned, db.Model):  # type: ignore[name-defined]
    """An announced place, never changed: in its cluster (scope cluster), or at the end of the year
    in the whole province (scope province, with both ranks).

    `band_note`: why the band is not the one that the total alone gives. `percent`: the total as a
    percentage of the set's base, by which clusters with different sets are compared.
    """

    __tablename__ = "standings"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        own_key("announcement_id", "announcements"),
        UniqueConstraint("announcement_id", "member_id"),
        Index(None, "criteria_set_id", "scope", "member_id"),
        CheckConstraint("(scope = 'province') = (province_rank IS NOT NULL)", name="province_rank"),
        Index(None, "member_id", "year"),
    )

    announcement_id: Mapped[int] = mapped_column(BigInteger)
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
    band_note: Mapped[str | None] = mapped_column(Text)
    percent: Mapped[Decimal | None] = mapped_column(Points)
    cluster_rank: Mapped[int]
    province_rank: Mapped[int | None]
    tie_note: Mapped[str | None] = mapped_column(Text)
    issued_at: Mapped[Instant]


class Absence(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member that did not score itself, by the province's word: it is given no place, and is
    listed with the result once `issued_at` is set."""

    __tablename__ = "absences"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        own_key("criteria_set_id", "criteria_sets"),
        UniqueConstraint("criteria_set_id", "member_id"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    cluster_id: Mapped[int] = mapped_column(BigInteger)
    cluster_name: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    member_name: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[Instant | None]


class TieDecision(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The authority's order among sheets that nothing else tells apart, first place first.

    It holds only as long as exactly these sheets are equal. `ballot_id`: the ballot that decided.
    """

    __tablename__ = "tie_decisions"
    __policies__ = (rls.OWNER,)
    __table_args__ = (
        own_key("criteria_set_id", "criteria_sets"),
        own_key("ballot_id", "ballots"),
        Index(None, "criteria_set_id", "scope"),
        CheckConstraint("cardinality(sheet_ids) > 1", name="sheets"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    scope: Mapped[StandingScope] = mapped_column(enum_column(StandingScope, "decided_scope"))
    sheet_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    reason: Mapped[str] = mapped_column(Text)
    ballot_id: Mapped[int | None] = mapped_column(BigInteger)
    decided_by: Mapped[int] = mapped_column(BigInteger)
    decided_by_name: Mapped[str]
