"""Scoring each other, the time for each review, and who last touched a cell"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0018_appraising"
down_revision = "0017_filling"
branch_labels = None
depends_on = None

SENT_CHANGES = ["settled_points", "settled_comment", "settled_inputs", "version", "saved_by"]
CROSSED = (
    ("score_sheets", "id"),
    ("sheet_lines", "sheet_id"),
    ("sheet_evidence", "sheet_id"),
)


def _own() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
    )


def _made() -> sa.Column:
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _version() -> sa.Column:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _keys(table: str, tenants: Iterable[str]) -> list[sa.Constraint]:
    """The primary key, the key of its tenant, and the links to tenants."""
    return [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f(f"uq_{table}_tenant_id_id")),
        *(
            sa.ForeignKeyConstraint([name], ["tenants.id"], name=op.f(f"fk_{table}_{name}"))
            for name in ("tenant_id", *tenants)
        ),
    ]


def upgrade() -> None:
    """Create the tables; let an assigned sheet be read by who is to score it."""
    _terms()
    _assignments()
    _scores()
    for table, column in CROSSED:
        op.execute(rls.crossed(column).ddl(table))
    op.add_column(
        "appraisal_lines", sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("appraisal_lines", sa.Column("sent_unassigned", sa.Boolean(), nullable=True))
    _refreeze([*SENT_CHANGES, "unassigned", "saved_at"])


def _refreeze(kept: list[str]) -> None:
    rls.thaw(op, "appraisal_lines", stage="sent")
    rls.freeze(op, "appraisal_lines", when="OLD.sent_at IS NOT NULL", except_for=kept, stage="sent")


def _terms() -> None:
    op.create_table(
        "appraisal_terms",
        *_own(),
        _number("criteria_set_id"),
        sa.Column("appraise_by", sa.Date(), nullable=True),
        sa.Column("explain_days", sa.Integer(), nullable=True),
        sa.Column("settle_by", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        _made(),
        _version(),
        sa.CheckConstraint("explain_days BETWEEN 1 AND 60", name=op.f("ck_appraisal_terms_days")),
        sa.CheckConstraint("settle_by >= appraise_by", name=op.f("ck_appraisal_terms_order")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criteria_set_id"],
            ["criteria_sets.tenant_id", "criteria_sets.id"],
            name=op.f("fk_appraisal_terms_tenant_id_criteria_set_id"),
        ),
        sa.UniqueConstraint("criteria_set_id", name=op.f("uq_appraisal_terms_criteria_set_id")),
        *_keys("appraisal_terms", ()),
    )
    rls.protect(op, "appraisal_terms", rls.OWNER, rls.ISSUED)


def _assignments() -> None:
    op.create_table(
        "cross_assignments",
        *_own(),
        _number("criteria_set_id"),
        _number("cluster_id"),
        _number("sheet_id"),
        _number("member_id"),
        _number("scorer_id"),
        _number("appraiser_id", nullable=True),
        _number("province_id", nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        _made(),
        sa.CheckConstraint(
            "scorer_id <> member_id", name=op.f("ck_cross_assignments_not_own_sheet")
        ),
        *_keys("cross_assignments", ("member_id", "scorer_id", "appraiser_id", "province_id")),
    )
    op.create_index(
        "uq_cross_assignments_standing",
        "cross_assignments",
        ["tenant_id", "sheet_id", "scorer_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index(
        op.f("ix_cross_assignments_scorer_id"), "cross_assignments", ["scorer_id"], unique=False
    )
    op.create_index(
        op.f("ix_cross_assignments_sheet_id"), "cross_assignments", ["sheet_id"], unique=False
    )
    rls.protect(
        op,
        "cross_assignments",
        rls.OWNER,
        rls.sent_to("scorer_id"),
        rls.sent_to("province_id"),
        rls.sent_to("appraiser_id"),
    )
    rls.freeze(op, "cross_assignments", when="OLD.sent_at IS NOT NULL", except_for=["withdrawn_at"])


def _scores() -> None:
    op.create_table(
        "cross_scores",
        *_own(),
        _number("assignment_id"),
        _number("sheet_id"),
        _number("member_id"),
        _number("appraiser_id"),
        _number("province_id"),
        sa.Column("total", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _made(),
        _version(),
        sa.CheckConstraint("tenant_id <> member_id", name=op.f("ck_cross_scores_not_own_sheet")),
        sa.UniqueConstraint(
            "tenant_id", "assignment_id", name=op.f("uq_cross_scores_tenant_id_assignment_id")
        ),
        *_keys("cross_scores", ("member_id", "appraiser_id", "province_id")),
    )
    op.create_index(op.f("ix_cross_scores_sheet_id"), "cross_scores", ["sheet_id"], unique=False)
    op.create_table(
        "cross_score_lines",
        *_own(),
        _number("cross_score_id"),
        _number("criterion_id"),
        sa.Column("points", sa.Numeric(precision=9, scale=3), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        _number("appraiser_id"),
        _number("province_id"),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _made(),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cross_score_id"],
            ["cross_scores.tenant_id", "cross_scores.id"],
            name=op.f("fk_cross_score_lines_tenant_id_cross_score_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "cross_score_id",
            "criterion_id",
            name=op.f("uq_cross_score_lines_cross_score_id_criterion_id"),
        ),
        *_keys("cross_score_lines", ("appraiser_id", "province_id")),
    )
    for table in ("cross_scores", "cross_score_lines"):
        rls.protect(op, table, rls.OWNER, rls.sent_to("province_id"), rls.sent_to("appraiser_id"))
        rls.freeze(op, table, when="OLD.sent_at IS NOT NULL")


def downgrade() -> None:
    """Take them away again."""
    _refreeze(SENT_CHANGES)
    op.drop_column("appraisal_lines", "sent_unassigned")
    op.drop_column("appraisal_lines", "saved_at")
    for table, _ in CROSSED:
        op.execute(f"DROP POLICY crossed ON {table}")
    for table in ("cross_score_lines", "cross_scores", "cross_assignments"):
        rls.thaw(op, table)
        op.drop_table(table)
    op.drop_table("appraisal_terms")
