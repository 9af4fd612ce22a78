"""What cluster scoring in full stands on: editions, weights, gates, values that are not assigned"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0014_scoring_ground"
down_revision = "0013_calendar"
branch_labels = None
depends_on = None

FORMULAS = ("fixed", "ratio", "count", "clamp", "bands", "manual")
MORE_FORMULAS = ("relative", "survey", "holder")
REBASE = sa.Enum(
    "none", "group", "total", name="rebase", native_enum=False, create_constraint=True, length=40
)
SENT_CHANGES = ["settled_points", "settled_comment"]
JSON_LIST = sa.text("'[]'")


def _allow_formulas(*kinds: str) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute("ALTER TABLE criteria DROP CONSTRAINT ck_criteria_formula")
    op.execute(
        f"ALTER TABLE criteria ADD CONSTRAINT ck_criteria_formula CHECK (formula IN ({allowed}))"
    )


def upgrade() -> None:
    """Add the columns; let replaced sets and settled values through their locks."""
    _allow_formulas(*FORMULAS, *MORE_FORMULAS)
    op.add_column(
        "criteria",
        sa.Column(
            "weight", sa.Numeric(precision=9, scale=3), server_default="1", nullable=False
        ),
    )
    op.add_column(
        "criteria",
        sa.Column("gates", postgresql.JSONB(), server_default=JSON_LIST, nullable=False),
    )
    op.add_column(
        "criteria",
        sa.Column("assignable", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column("criteria", sa.Column("due_on", sa.Date(), nullable=True))
    op.create_check_constraint(op.f("ck_criteria_weight"), "criteria", "weight > 0")
    _set_columns()
    op.add_column(
        "sheet_lines",
        sa.Column("unassigned", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column("sheet_evidence", sa.Column("kind", sa.String(), nullable=True))
    _appraisal_columns()
    _result_columns()


def _set_columns() -> None:
    op.add_column(
        "criteria_sets",
        sa.Column(
            "applies_to",
            postgresql.ARRAY(sa.BigInteger()),
            server_default="{}",
            nullable=False,
        ),
    )
    op.add_column(
        "criteria_sets", sa.Column("rebase", REBASE, server_default="none", nullable=False)
    )
    for name in ("downgrades", "quotas"):
        op.add_column(
            "criteria_sets",
            sa.Column(name, postgresql.JSONB(), server_default=JSON_LIST, nullable=False),
        )
    op.add_column(
        "criteria_sets", sa.Column("edition", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("criteria_sets", sa.Column("replaces_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "criteria_sets", sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "criteria_sets",
        sa.Column("is_sample", sa.Boolean(), server_default="false", nullable=False),
    )
    op.create_foreign_key(
        op.f("fk_criteria_sets_tenant_id_replaces_id"),
        "criteria_sets",
        "criteria_sets",
        ["tenant_id", "replaces_id"],
        ["tenant_id", "id"],
    )
    op.drop_index("uq_criteria_sets_issued_once", "criteria_sets")
    op.create_index(
        "uq_criteria_sets_issued_once",
        "criteria_sets",
        ["tenant_id", "year", "cluster_kind", "applies_to"],
        unique=True,
        postgresql_where=sa.text("issued_at IS NOT NULL AND replaced_at IS NULL"),
    )
    rls.thaw(op, "criteria_sets")
    rls.freeze(
        op,
        "criteria_sets",
        when="OLD.issued_at IS NOT NULL",
        except_for=["version"],
        unless="OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL AND "
        "to_jsonb(OLD) - ARRAY['replaced_at', 'version'] = "
        "to_jsonb(NEW) - ARRAY['replaced_at', 'version']",
    )


def _appraisal_columns() -> None:
    op.add_column("appraisal_lines", sa.Column("inputs", postgresql.JSONB(), nullable=True))
    op.add_column("appraisal_lines", sa.Column("settled_inputs", postgresql.JSONB(), nullable=True))
    op.add_column(
        "appraisal_lines",
        sa.Column("unassigned", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column(
        "appraisal_lines", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("appraisal_lines", sa.Column("saved_by", sa.BigInteger(), nullable=True))
    _refreeze_sent_lines([*SENT_CHANGES, "settled_inputs", "version", "saved_by"])


def _refreeze_sent_lines(kept: list[str]) -> None:
    rls.thaw(op, "appraisal_lines", stage="sent")
    rls.freeze(
        op, "appraisal_lines", when="OLD.sent_at IS NOT NULL", except_for=kept, stage="sent"
    )


def _result_columns() -> None:
    op.add_column(
        "confirmations", sa.Column("revision", sa.Integer(), server_default="1", nullable=False)
    )
    op.drop_constraint(op.f("uq_confirmations_sheet_id"), "confirmations")
    op.create_unique_constraint(
        op.f("uq_confirmations_sheet_id_revision"), "confirmations", ["sheet_id", "revision"]
    )
    op.add_column(
        "announcements", sa.Column("edition", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("announcements", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column("announcements", sa.Column("digest", sa.String(), nullable=True))
    op.drop_constraint(op.f("uq_announcements_criteria_set_id_cluster_id"), "announcements")
    op.create_unique_constraint(
        op.f("uq_announcements_criteria_set_id_cluster_id_edition"),
        "announcements",
        ["criteria_set_id", "cluster_id", "edition"],
        postgresql_nulls_not_distinct=True,
    )
    op.add_column("standings", sa.Column("band_note", sa.Text(), nullable=True))
    op.add_column(
        "standings", sa.Column("percent", sa.Numeric(precision=9, scale=3), nullable=True)
    )
    op.drop_constraint(op.f("uq_standings_criteria_set_id_scope_member_id"), "standings")
    op.create_unique_constraint(
        op.f("uq_standings_announcement_id_member_id"),
        "standings",
        ["announcement_id", "member_id"],
    )
    op.create_index(
        op.f("ix_standings_criteria_set_id_scope_member_id"),
        "standings",
        ["criteria_set_id", "scope", "member_id"],
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_index(op.f("ix_standings_criteria_set_id_scope_member_id"), "standings")
    op.drop_constraint(op.f("uq_standings_announcement_id_member_id"), "standings")
    op.create_unique_constraint(
        op.f("uq_standings_criteria_set_id_scope_member_id"),
        "standings",
        ["criteria_set_id", "scope", "member_id"],
    )
    op.drop_constraint(
        op.f("uq_announcements_criteria_set_id_cluster_id_edition"), "announcements"
    )
    op.create_unique_constraint(
        op.f("uq_announcements_criteria_set_id_cluster_id"),
        "announcements",
        ["criteria_set_id", "cluster_id"],
        postgresql_nulls_not_distinct=True,
    )
    op.drop_constraint(op.f("uq_confirmations_sheet_id_revision"), "confirmations")
    op.create_unique_constraint(op.f("uq_confirmations_sheet_id"), "confirmations", ["sheet_id"])
    _refreeze_sent_lines(SENT_CHANGES)
    rls.thaw(op, "criteria_sets")
    rls.freeze(op, "criteria_sets", when="OLD.issued_at IS NOT NULL")
    op.drop_index("uq_criteria_sets_issued_once", "criteria_sets")
    op.create_index(
        "uq_criteria_sets_issued_once",
        "criteria_sets",
        ["tenant_id", "year", "cluster_kind"],
        unique=True,
        postgresql_where=sa.text("issued_at IS NOT NULL"),
    )
    op.drop_constraint(op.f("fk_criteria_sets_tenant_id_replaces_id"), "criteria_sets")
    op.drop_constraint(op.f("ck_criteria_weight"), "criteria")
    _allow_formulas(*FORMULAS)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)


ADDED = {
    "criteria": ("weight", "gates", "assignable", "due_on"),
    "criteria_sets": (
        *("applies_to", "rebase", "downgrades", "quotas"),
        *("edition", "replaces_id", "replaced_at", "is_sample"),
    ),
    "sheet_lines": ("unassigned",),
    "sheet_evidence": ("kind",),
    "appraisal_lines": ("inputs", "settled_inputs", "unassigned", "version", "saved_by"),
    "confirmations": ("revision",),
    "announcements": ("edition", "cause", "digest"),
    "standings": ("band_note", "percent"),
}
