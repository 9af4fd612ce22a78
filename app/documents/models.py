"""Files that a tenant keeps, and the papers that the worker drew for it."""

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants import rls
from tenants.db import db
from tenants.models import TenantOwned, own_key, unique_per_tenant

MOST_BYTES = 20 * 1024 * 1024


class File(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A file as it was uploaded or drawn, with its SHA-256. Its content never changes.

    Other tenants read it only through a row that was sent to them and names it.
    """

    __tablename__ = "files"
    __policies__ = (
        rls.OWNER,
        rls.linked("files", "sheet_evidence", "file_id"),
        rls.linked("files", "plan_messages", "file_id"),
        rls.linked("files", "petition_files", "file_id"),
        rls.linked("files", "paper_files", "file_id"),
        rls.inherited(rls.OWNER),
    )
    __table_args__ = (
        unique_per_tenant(),
        CheckConstraint(f"size BETWEEN 1 AND {MOST_BYTES}", name="size"),
    )

    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by: Mapped[int | None] = mapped_column(BigInteger)


class DrawnPaper(TenantOwned, db.Model):  # type: ignore[name-defined]
    """A paper asked for by a page and drawn by the worker: of what, in which state, the file."""

    __tablename__ = "drawn_papers"
    __table_args__ = (
        UniqueConstraint("tenant_id", "subject_kind", "subject_id", "fingerprint"),
        own_key("file_id", "files"),
        Index(None, "tenant_id", "subject_kind", "subject_id"),
    )

    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str]
    title: Mapped[str]
    outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
