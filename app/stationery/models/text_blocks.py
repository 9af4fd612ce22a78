"""A passage of a paper kept to be used again."""

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.terms import PaperKind
from app.stationery.terms.text_blocks import Slot
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantKind, TenantOwned, Versioned, enum_column


class TextBlock(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """A text block of a tenant; once `issued_at` is set, the units below may insert it too.

    `kind` and `level` narrow it to one kind of paper and to offices of one level. `key` names the
    product's own block that it stands for; an empty `text` leaves that one out.
    """

    __tablename__ = "text_blocks"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        Index(
            "uq_text_blocks_tenant_id_key",
            "tenant_id",
            "key",
            unique=True,
            postgresql_where=sql("key IS NOT NULL"),
        ),
        CheckConstraint("text <> '' OR key IS NOT NULL", name="text"),
    )

    key: Mapped[str | None]
    kind: Mapped[PaperKind | None] = mapped_column(enum_column(PaperKind, "kind"))
    level: Mapped[TenantKind | None] = mapped_column(enum_column(TenantKind, "level"))
    slot: Mapped[Slot] = mapped_column(enum_column(Slot, "slot"))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[Instant | None]
