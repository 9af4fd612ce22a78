"""The way of a draft from desk to desk, one row a step."""

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.correspondence.terms import DraftState, StepKind
from tenants.db import db
from tenants.models import TenantOwned, enum_column, own_key


class DraftStep(TenantOwned, db.Model):  # type: ignore[name-defined]
    """Who moved a draft on or back, what they saw and what they said of it.

    `digest` is that of the content then: what was approved is what is issued. `acknowledged` are
    the codes of the linter's warnings that the person let stand. Steps are added, never changed.
    """

    __tablename__ = "draft_steps"
    __table_args__ = (
        own_key("draft_id", "official_papers"),
        Index(None, "draft_id"),
        CheckConstraint("step <> 'returned' OR note <> ''", name="return_says_why"),
    )

    draft_id: Mapped[int] = mapped_column(BigInteger)
    step: Mapped[StepKind] = mapped_column(enum_column(StepKind, "step_kind"))
    from_state: Mapped[DraftState] = mapped_column(enum_column(DraftState, "from_state"))
    to_state: Mapped[DraftState] = mapped_column(enum_column(DraftState, "to_state"))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    acknowledged: Mapped[list[str]] = mapped_column(ARRAY(String(60)), default=list)
    seen_version: Mapped[int]
    digest: Mapped[str]
    by_id: Mapped[int] = mapped_column(BigInteger)
    by_name: Mapped[str]
