"""Criteria sets and their trees."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.clusters.terms import ClusterKind
from app.scoring.models.points import Points
from app.scoring.terms import FormulaKind, Part, Rebase, TieRule
from tenants import rls
from tenants.db import db
from tenants.models import Instant, TenantOwned, Versioned, enum_column, own_key, unique_per_tenant


class CriteriaSet(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """The criteria by which a kind of cluster is scored in a year; issued, then frozen.

    `bands`: [{"name", "from", "no_zero"}] with `from` a decimal string, highest first (see
    `app.scoring.ranking.Bands`); `tie_chain`: codes of the criteria and groups compared in turn
    when totals are equal, then `tie_rule`. `submit_by` is the last day for the sheets.
    `applies_to`: the clusters it is for; empty for every cluster of its kind that has no set of its
    own. `rebase`: what becomes of the maxima of criteria that a member was not assigned.
    `downgrades`: rules that lower a band (`app.scoring.deciding`); `quotas`: how many flags and
    certificates a cluster may propose. A mistake in an issued set is mended by a new `edition` that
    names the one it `replaces`; `replaced_at` is when that one came to its end. `is_sample`: an
    example, no regulation.
    """

    __tablename__ = "criteria_sets"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        Index(
            "uq_criteria_sets_issued_once",
            "tenant_id",
            "year",
            "cluster_kind",
            "applies_to",
            unique=True,
            postgresql_where="issued_at IS NOT NULL AND replaced_at IS NULL",
        ),
        own_key("replaces_id", "criteria_sets"),
        CheckConstraint("bonus_cap >= 0 AND penalty_cap >= 0 AND base_total > 0", name="caps"),
    )

    year: Mapped[int]
    cluster_kind: Mapped[ClusterKind] = mapped_column(enum_column(ClusterKind, "criteria_cluster"))
    title: Mapped[str] = mapped_column(Text)
    base_total: Mapped[Decimal] = mapped_column(Points)
    bonus_cap: Mapped[Decimal] = mapped_column(Points, default=Decimal(0))
    penalty_cap: Mapped[Decimal] = mapped_column(Points, default=Decimal(0))
    bands: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    tie_chain: Mapped[list[str]] = mapped_column(JSONB, default=list)
    tie_rule: Mapped[TieRule] = mapped_column(
        enum_column(TieRule, "tie_rule"), default=TieRule.SHARED
    )
    submit_by: Mapped[date | None]
    applies_to: Mapped[list[int]] = mapped_column(
        ARRAY(BigInteger), default=list, server_default="{}"
    )
    rebase: Mapped[Rebase] = mapped_column(
        enum_column(Rebase, "rebase"), default=Rebase.NONE, server_default="none"
    )
    downgrades: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, default=list, server_default="[]"
    )
    quotas: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    edition: Mapped[int] = mapped_column(default=1, server_default="1")
    replaces_id: Mapped[int | None] = mapped_column(BigInteger)
    replaced_at: Mapped[Instant | None]
    is_sample: Mapped[bool] = mapped_column(default=False, server_default="false")
    issued_at: Mapped[Instant | None]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def is_issued(self) -> bool:
        """Whether it binds: it no longer changes, and its members may score themselves."""
        return self.issued_at is not None


class Criterion(TenantOwned, Versioned, db.Model):  # type: ignore[name-defined]
    """A node of the tree: a group (no formula) or a criterion with its formula.

    `params` are the formula's parameters (`app.scoring.formulas`); a `capped` group may hold more
    than its maximum; `upstream_task_id` names the province's task from whose progress the member's
    value is drawn. `position` orders the nodes below one parent. `weight`: by what its points are
    multiplied in the sum of its parent. `gates`: kinds of evidence without each of which it scores
    0. `assignable`: a member may not have been given it, and then leaves it out. `due_on`: the last
    day for its evidence.
    """

    __tablename__ = "criteria"
    __policies__ = (rls.OWNER, rls.ISSUED)
    __table_args__ = (
        unique_per_tenant(),
        own_key("criteria_set_id", "criteria_sets", ondelete="CASCADE"),
        own_key("parent_id", "criteria", ondelete="CASCADE"),
        UniqueConstraint("criteria_set_id", "code"),
        Index(None, "criteria_set_id", "position"),
        CheckConstraint("max_points >= 0", name="max_points"),
        CheckConstraint("weight > 0", name="weight"),
    )

    criteria_set_id: Mapped[int] = mapped_column(BigInteger)
    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int]
    code: Mapped[str]
    part: Mapped[Part] = mapped_column(enum_column(Part, "part"), default=Part.BASE)
    text: Mapped[str] = mapped_column(Text)
    guidance: Mapped[str | None] = mapped_column(Text)
    max_points: Mapped[Decimal] = mapped_column(Points)
    capped: Mapped[bool] = mapped_column(default=False, server_default="false")
    formula: Mapped[FormulaKind | None] = mapped_column(enum_column(FormulaKind, "formula"))
    params: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    evidence_required: Mapped[bool] = mapped_column(default=False, server_default="false")
    upstream_task_id: Mapped[int | None] = mapped_column(BigInteger)
    weight: Mapped[Decimal] = mapped_column(Points, default=Decimal(1), server_default="1")
    gates: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    assignable: Mapped[bool] = mapped_column(default=False, server_default="false")
    due_on: Mapped[date | None]
    issued_at: Mapped[Instant | None]

    @property
    def is_group(self) -> bool:
        """Whether it only sums its children."""
        return self.formula is None
