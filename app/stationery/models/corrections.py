"""What was corrected or cancelled of what stands in the gold book."""

from sqlalchemy import BigInteger, CheckConstraint, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.stationery.terms.corrections import CorrectionKind, difference
from tenants.db import db
from tenants.models import TenantOwned, enum_column, own_key, unique_per_tenant


class CertificateCorrection(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One correction of a certificate, or of what all of a batch say (no certificate).

    Only ever added to; the database lets a frozen row change only together with one of these.
    `changes` holds what stood and what stands, as it is read, by field; `number` counts the
    corrections of one certificate, of one batch.
    """

    __tablename__ = "certificate_corrections"
    __table_args__ = (
        unique_per_tenant(),
        own_key("batch_id", "certificate_batches"),
        own_key("certificate_id", "certificates"),
        UniqueConstraint(
            "tenant_id",
            "batch_id",
            "certificate_id",
            "number",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("btrim(reason) <> ''", name="reason"),
    )

    batch_id: Mapped[int] = mapped_column(BigInteger)
    certificate_id: Mapped[int | None] = mapped_column(BigInteger)
    number: Mapped[int]
    kind: Mapped[CorrectionKind] = mapped_column(enum_column(CorrectionKind, "correction_kind"))
    reason: Mapped[str] = mapped_column(Text)
    changes: Mapped[dict[str, list[str]]] = mapped_column(JSONB)
    corrected_by: Mapped[int | None] = mapped_column(BigInteger)
    corrected_by_name: Mapped[str | None]

    @property
    def said(self) -> str:
        """`Tên: Nguyễn Văn An → Nguyễn Văn Ân`; nothing where it was cancelled."""
        return "; ".join(difference(name, *pair) for name, pair in self.changes.items())
