"""What became of an issued paper: revoked, replaced, corrected."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.registers.terms import ChangeKind
from tenants import rls
from tenants.db import db
from tenants.models import TenantOwned, enum_column, own_key


class PaperChange(TenantOwned, db.Model):  # type: ignore[name-defined]
    """One change of an issued paper; whoever reads the paper reads it.

    `by_paper` is the number and day of the paper that changes it, for readers to whom that paper
    itself (`by_paper_id`) was not sent.
    """

    __tablename__ = "paper_changes"
    __policies__ = (rls.OWNER, rls.under("paper_changes", "paper_id", "outgoing_papers"))
    __table_args__ = (
        own_key("paper_id", "outgoing_papers"),
        own_key("by_paper_id", "outgoing_papers"),
        Index(None, "paper_id"),
        Index(None, "by_paper_id"),
        CheckConstraint("change = 'revoked' OR by_paper_id IS NOT NULL", name="by_another"),
        CheckConstraint("by_paper_id IS NULL OR by_paper_id <> paper_id", name="not_itself"),
    )

    paper_id: Mapped[int] = mapped_column(BigInteger)
    change: Mapped[ChangeKind] = mapped_column(enum_column(ChangeKind, "change_kind"))
    reason: Mapped[str] = mapped_column(Text)
    by_paper_id: Mapped[int | None] = mapped_column(BigInteger)
    by_paper: Mapped[str] = mapped_column(default="", server_default="")
    by_id: Mapped[int] = mapped_column(BigInteger)
    by_name: Mapped[str]
