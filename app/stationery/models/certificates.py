"""Certificates printed in batches, their numbers in the gold book, and every print of them."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.stationery.terms.awards import AwardForm, Honorific, PrintMode, SheetSize
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)


class CertificateBatch(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """The certificates of one form given by one decision (đợt in).

    Once one of them has a number of the gold book, what they all say changes by corrections only
    (`corrections` counts them); the office's own name of the batch and its sheets may change.
    """

    __tablename__ = "certificate_batches"
    __table_args__ = (
        unique_per_tenant(),
        own_key("blank_id", "certificate_blanks"),
        Index(None, "tenant_id", "decided_on"),
        CheckConstraint("btrim(title) <> ''", name="title"),
    )

    title: Mapped[str]
    form: Mapped[AwardForm] = mapped_column(enum_column(AwardForm, "award_form"))
    authority: Mapped[str]
    decision_number: Mapped[str | None]
    decided_on: Mapped[date | None]
    place: Mapped[str]
    capacity: Mapped[str]
    signer: Mapped[str] = mapped_column(default="", server_default="")
    sheet: Mapped[SheetSize] = mapped_column(enum_column(SheetSize, "sheet_size"))
    blank_id: Mapped[int | None] = mapped_column(BigInteger)
    corrections: Mapped[int] = mapped_column(default=0, server_default="0")


class Certificate(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One recipient of a batch. With a number of the gold book it stays: its words change by
    corrections with a reason only (`corrections` counts them), its number and place never. One
    that was cancelled keeps its number and changes no more."""

    __tablename__ = "certificates"
    __table_args__ = (
        unique_per_tenant(),
        own_key("batch_id", "certificate_batches"),
        UniqueConstraint("tenant_id", "batch_id", "position", deferrable=True),
        UniqueConstraint("tenant_id", "form", "gold_year", "gold_number"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("(gold_number IS NULL) = (gold_year IS NULL)", name="gold"),
        CheckConstraint("btrim(name) <> ''", name="name"),
        CheckConstraint(
            "NOT (is_posthumous AND honorific IN ('collective', 'household'))",
            name="is_posthumous",
        ),
        CheckConstraint("cancelled_at IS NULL OR gold_number IS NOT NULL", name="cancelled"),
    )

    batch_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[AwardForm] = mapped_column(enum_column(AwardForm, "award_form"))
    position: Mapped[int]
    honorific: Mapped[Honorific] = mapped_column(enum_column(Honorific, "honorific"))
    name: Mapped[str]
    details: Mapped[str] = mapped_column(Text, default="", server_default="")
    achievement: Mapped[str] = mapped_column(Text, default="", server_default="")
    is_posthumous: Mapped[bool] = mapped_column(default=False, server_default=false())
    gold_year: Mapped[int | None]
    gold_number: Mapped[int | None]
    corrections: Mapped[int] = mapped_column(default=0, server_default="0")
    cancelled_at: Mapped[Instant | None]

    @property
    def addressed(self) -> str:
        """The recipient as a list names it: "Ông Nguyễn Văn A"."""
        return " ".join(filter(None, (self.honorific.before(self.name), self.name)))


class GoldSeries(TenantOwned, db.Model):  # type: ignore[name-defined]
    """The last number of the gold book (sổ vàng) of one form in one year; locked while numbers are
    given, in the transaction that enters the recipients: no number is left out."""

    __tablename__ = "gold_series"
    __table_args__ = (UniqueConstraint("tenant_id", "form", "year"),)

    form: Mapped[AwardForm] = mapped_column(enum_column(AwardForm, "award_form"))
    year: Mapped[int]
    last: Mapped[int]


class CertificatePrint(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One print that somebody asked for: which rows, how, and why again.

    Rows up to `numbered_to` had a number of the gold book when they were printed: printing one of
    these again asks a reason.
    """

    __tablename__ = "certificate_prints"
    __table_args__ = (
        unique_per_tenant(),
        own_key("batch_id", "certificate_batches"),
        own_key("blank_id", "certificate_blanks"),
        Index(None, "tenant_id", "batch_id"),
        CheckConstraint("first > 0 AND last >= first", name="range"),
        CheckConstraint("(mode = 'blank') = (blank_id IS NOT NULL)", name="blank"),
        CheckConstraint("numbered_to BETWEEN first AND last", name="numbered_to"),
    )

    batch_id: Mapped[int] = mapped_column(BigInteger)
    mode: Mapped[PrintMode] = mapped_column(enum_column(PrintMode, "print_mode"))
    blank_id: Mapped[int | None] = mapped_column(BigInteger)
    first: Mapped[int]
    last: Mapped[int]
    numbered_to: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str]
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_by_name: Mapped[str | None]
