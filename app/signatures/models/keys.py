"""Keys with which a person or an organ signs."""

from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Index, LargeBinary, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from app.signatures.terms import KeyKind, Part
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column


class SigningKey(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """One key: of a person (`holder_id`), or of the organ where nobody holds it: its seal.

    A PKCS#12 file lies here `sealed`: encrypted by its passphrase, which nothing keeps, and again
    by the server's secret, which the database does not hold. A key in a token never leaves it; only
    its labels are known. `certificates` (DER) are its own, then those that came beside it. `stamp`
    is a transparent PNG; `stamp_width` in millimetres for a seal.
    Only the holder reads a personal key, not even colleagues of the tenant.
    """

    __tablename__ = "signing_keys"
    __policies__ = (rls.KEYHOLDER,)
    __table_args__ = (
        Index("uq_signing_keys_holder", "tenant_id", "holder_id", unique=True),
        Index(
            "uq_signing_keys_seal",
            "tenant_id",
            unique=True,
            postgresql_where=text("holder_id IS NULL"),
        ),
        CheckConstraint("(sealed IS NOT NULL) = (kind = 'key_file')", name="sealed"),
        CheckConstraint(
            "(token_label IS NOT NULL AND key_label IS NOT NULL) = (kind = 'device')", name="labels"
        ),
    )

    holder_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[KeyKind] = mapped_column(enum_column(KeyKind, "key_kind"))
    subject: Mapped[str]
    organisation: Mapped[str]
    issuer: Mapped[str]
    serial: Mapped[str]
    not_before: Mapped[Instant]
    not_after: Mapped[Instant]
    sha256: Mapped[str]
    certificates: Mapped[list[bytes]] = mapped_column(
        ARRAY(LargeBinary), server_default=text("'{}'"), deferred=True
    )
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    token_label: Mapped[str | None]
    key_label: Mapped[str | None]
    stamp: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    stamp_width: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    has_stamp: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    @property
    def part(self) -> Part:
        """Which signature of a paper it makes."""
        return Part.SEAL if self.holder_id is None else Part.LEADER
