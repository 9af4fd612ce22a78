"""A paper as it is drafted, until it is issued."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.correspondence.terms import DraftState
from app.documents.terms import Circulation, PaperKind, Urgency
from tenants.db import db
from tenants.models import TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class OfficialPaper(Versioned, TenantOwned, db.Model):  # type: ignore[name-defined]
    """A paper of any kind in the words of the tenant; issued, it is a number of the register.

    `content` holds what the kind asks for (`app.correspondence.papers`), `recipients` the list of
    Nơi nhận: each `{"tenant_id", "name", "email", "purpose", "copies"}`. `organ` abbreviates who
    issues ("UBND"), `unit` the office that drafts, part of the symbol of an official letter.
    """

    __tablename__ = "official_papers"
    __table_args__ = (
        unique_per_tenant(),
        own_key("outgoing_id", "outgoing_papers"),
        own_key("replaces_id", "outgoing_papers"),
        Index(None, "tenant_id", "state"),
        CheckConstraint("(state = 'issued') = (outgoing_id IS NOT NULL)", name="issued"),
    )

    kind: Mapped[PaperKind] = mapped_column(enum_column(PaperKind, "kind"))
    organ: Mapped[str]
    unit: Mapped[str] = mapped_column(default="", server_default="")
    abstract: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text, default="", server_default="")
    place: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    recipients: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    archive: Mapped[str] = mapped_column(default="VT", server_default="VT")
    urgency: Mapped[Urgency | None] = mapped_column(enum_column(Urgency, "urgency"))
    circulation: Mapped[Circulation | None] = mapped_column(enum_column(Circulation, "circulation"))
    state: Mapped[DraftState] = mapped_column(enum_column(DraftState, "draft_state"))
    signing_lines: Mapped[str | None]
    signer_position: Mapped[str | None]
    signer_name: Mapped[str | None]
    signer_id: Mapped[int | None] = mapped_column(BigInteger)
    drafted_by: Mapped[int] = mapped_column(BigInteger)
    drafted_by_name: Mapped[str]
    outgoing_id: Mapped[int | None] = mapped_column(BigInteger)
    replaces_id: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def symbol(self) -> str:
        """The symbol behind the number: "KH-UBND", "UBND-VHXH"."""
        return self.kind.symbol(self.organ, self.unit)
