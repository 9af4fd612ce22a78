"""How a subordinate brings its own plan up to a new revision of its superior's."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.plans.terms import MergeKind, MergeState
from tenants import rls
from tenants.db import db
from tenants.models import (
    Instant,
    TenantOwned,
    Versioned,
    enum_column,
    own_key,
    unique_per_tenant,
)


class Merge(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """One task of the superior's new `revision` against one own task: private to its tenant.

    `plan_id` and `task_id` are the own ones; an offered task has no own task until it is taken.
    `fields` holds per field that moved {"base", "mine", "theirs", "outcome"} and, once decided,
    "choice". While a conflict is open, its base stays that of the field however many revisions
    follow: the older merge is superseded and hands it on.
    """

    __tablename__ = "merges"
    __policies__ = (rls.OWNER,)
    __table_args__ = (
        unique_per_tenant(),
        own_key("plan_id", "plans", ondelete="CASCADE"),
        own_key("task_id", "tasks", ondelete="CASCADE"),
        Index(
            "uq_merges_once",
            "tenant_id",
            "upstream_task_id",
            "task_id",
            "revision",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "plan_id", "state"),
        CheckConstraint(
            "(answered_at IS NOT NULL) = (state IN ('taken', 'kept', 'rewritten', 'accepted', "
            "'refused', 'confirmed', 'kept_as_own'))",
            name="answered",
        ),
        CheckConstraint(
            "state NOT IN ('kept', 'refused', 'kept_as_own') OR reason IS NOT NULL", name="reason"
        ),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    task_id: Mapped[int | None] = mapped_column(BigInteger)
    upstream_plan_id: Mapped[int] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int]
    kind: Mapped[MergeKind] = mapped_column(enum_column(MergeKind, "merge_kind"))
    state: Mapped[MergeState] = mapped_column(enum_column(MergeState, "merge_state"))
    fields: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSONB, default=dict)
    reason: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[Instant | None]
    answered_by: Mapped[int | None] = mapped_column(BigInteger)
    answered_by_name: Mapped[str | None]


class MergeReceipt(TenantOwned, db.Model):  # type: ignore[name-defined]
    """What became of one task of the superior's new revision, as the superior reads it.

    `plan_id` and `upstream_task_id` are the superior's. It says which fields and what was done
    with them, why and when; never a word of the subordinate's draft. `fields`: field → outcome.
    """

    __tablename__ = "merge_receipts"
    __policies__ = (rls.OWNER, rls.sent_to("addressee_id"))
    __table_args__ = (
        UniqueConstraint("merge_id"),
        own_key("merge_id", "merges", ondelete="CASCADE"),
        Index(None, "plan_id", "revision"),
    )

    merge_id: Mapped[int] = mapped_column(BigInteger)
    plan_id: Mapped[int] = mapped_column(BigInteger)
    upstream_task_id: Mapped[int] = mapped_column(BigInteger)
    addressee_id: Mapped[int] = mapped_column(ForeignKey("tenants.id"))
    sent_at: Mapped[Instant]
    revision: Mapped[int]
    kind: Mapped[MergeKind] = mapped_column(enum_column(MergeKind, "merge_receipt_kind"))
    state: Mapped[MergeState] = mapped_column(enum_column(MergeState, "merge_receipt_state"))
    fields: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict)
    reason: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[Instant | None]
