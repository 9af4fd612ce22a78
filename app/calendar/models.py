"""Days that a tenant remembers, and the addresses under which people subscribe to their dates."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, unique_per_tenant


class Anniversary(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A day that the tenant remembers every year: "Ngày giải phóng huyện Bình Gia", 19/4/1945."""

    __tablename__ = "anniversaries"
    __table_args__ = (
        unique_per_tenant(),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("day BETWEEN 1 AND 31", name="day"),
        CheckConstraint("since_year BETWEEN 1 AND 2100", name="since_year"),
        CheckConstraint("btrim(name) <> ''", name="name"),
    )

    name: Mapped[str]
    day: Mapped[int]
    month: Mapped[int]
    since_year: Mapped[int | None]


class CalendarFeed(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A secret address from which a person's calendar program fetches their dates (iCalendar).

    The address is kept as a hash. It opens nothing but the dates; it ends when it is revoked or
    the person no longer works in the tenant.
    """

    __tablename__ = "calendar_feeds"
    __policies__ = (rls.OWNER, rls.PLATFORM_ONLY)
    __table_args__ = (
        unique_per_tenant(),
        Index(
            "uq_calendar_feeds_user",
            "tenant_id",
            "user_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    only_mine: Mapped[bool]
    revoked_at: Mapped[Instant | None]
    revoked_by: Mapped[int | None] = mapped_column(BigInteger)
