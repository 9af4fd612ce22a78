"""The signatures that papers carry."""

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.signatures.terms import KeyKind, Part
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, enum_column, own_key


class PaperSignature(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One digital signature that was put on a paper here; never changed, never deleted.

    `file_id` is the file that carries it, `sha256` that file's digest. `stamped_by` names the
    time-stamping authority; without one `signed_at` is the server's clock.
    """

    __tablename__ = "paper_signatures"
    __policies__ = (
        rls.OWNER,
        rls.under("paper_signatures", "paper_id", "outgoing_papers"),
    )
    __table_args__ = (
        own_key("paper_id", "outgoing_papers"),
        own_key("file_id", "files"),
        Index(None, "tenant_id", "paper_id"),
        CheckConstraint("length(sha256) = 64", name="digest"),
    )

    paper_id: Mapped[int] = mapped_column(BigInteger)
    file_id: Mapped[int] = mapped_column(BigInteger)
    part: Mapped[Part] = mapped_column(enum_column(Part, "part"))
    key_kind: Mapped[KeyKind] = mapped_column(enum_column(KeyKind, "signature_key_kind"))
    subject: Mapped[str]
    organisation: Mapped[str]
    issuer: Mapped[str]
    serial: Mapped[str]
    signed_at: Mapped[Instant]
    stamped_by: Mapped[str | None]
    sha256: Mapped[str]
    signed_by: Mapped[int | None] = mapped_column(BigInteger)
    signed_by_name: Mapped[str]
    other_name_reason: Mapped[str | None]
