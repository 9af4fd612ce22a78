"""What members ask after an announcement, and what they are answered."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, own_key, unique_per_tenant

PETITION_READERS = (rls.OWNER, rls.sent_to("province_id"))
"""A petition is read by the member that wrote it, and by whoever announced the result."""


class Petition(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A member asks that its announced result be looked at again (kiến nghị). Never changed.

    `announcement_id`: the edition it is about; `criterion_id` null: about the whole sheet.
    """

    __tablename__ = "petitions"
    __policies__ = PETITION_READERS
    __table_args__ = (
        unique_per_tenant(),
        UniqueConstraint(
            "tenant_id", "announcement_id", "criterion_id", postgresql_nulls_not_distinct=True
        ),
        Index(None, "province_id", "announcement_id"),
        CheckConstraint("btrim(text) <> ''", name="text"),
    )

    announcement_id: Mapped[int] = mapped_column(BigInteger)
    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    sheet_id: Mapped[int] = mapped_column(BigInteger)
    criterion_id: Mapped[int | None] = mapped_column(BigInteger)
    member_name: Mapped[str]
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[Instant]
    sent_by: Mapped[int] = mapped_column(BigInteger)


class PetitionFile(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file that supports a petition; whoever reads the petition reads it."""

    __tablename__ = "petition_files"
    __policies__ = PETITION_READERS
    __table_args__ = (
        own_key("petition_id", "petitions"),
        own_key("file_id", "files"),
        Index(None, "petition_id"),
        Index(None, "file_id"),
    )

    petition_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
    province_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]


class PetitionAnswer(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The answer to a petition: granted, whereupon the council decides anew, or refused; why.

    Never changed.
    """

    __tablename__ = "petition_answers"
    __policies__ = (rls.OWNER, rls.sent_to("member_id"))
    __table_args__ = (
        UniqueConstraint("petition_id"),
        Index(None, "member_id"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    petition_id: Mapped[int] = mapped_column(BigInteger)
    member_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    granted: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[Instant]
    answered_by: Mapped[int] = mapped_column(BigInteger)
