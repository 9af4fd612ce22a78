"""Steps of a draft, delegations to sign, what became of issued papers"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0022_signing_off"
down_revision = "0021_correspondence"
branch_labels = None
depends_on = None

APPEND_ONLY = "SELECT, INSERT"
NEVER_DELETED = "SELECT, INSERT, UPDATE"


def upgrade() -> None:
    """Create the tables; steps and changes are only ever added, delegations never deleted."""
    op.create_table(
        "delegations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "head",
                "acting",
                "deputy",
                "by_order",
                "by_authorization",
                name="capacity_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("kinds", sa.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_paper_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        sa.Column("given_by", sa.BigInteger(), nullable=False),
        sa.Column("given_by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "capacity <> 'by_authorization' OR (to_on IS NOT NULL AND kinds <> '{}')",
            name=op.f("ck_delegations_limits"),
        ),
        sa.CheckConstraint(
            "capacity IN ('deputy', 'by_order', 'by_authorization')",
            name=op.f("ck_delegations_delegated"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ended_reason IS NULL)", name=op.f("ck_delegations_ending")
        ),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_delegations_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "basis_paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_delegations_tenant_id_basis_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_delegations_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index(
        op.f("ix_delegations_tenant_id_from_on"),
        "delegations",
        ["tenant_id", "from_on"],
        unique=False,
    )
    op.create_table(
        "paper_changes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(
                "revoked",
                "replaced",
                "corrected",
                name="change_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_paper_id", sa.BigInteger(), nullable=True),
        sa.Column("by_paper", sa.String(), server_default="", nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "change = 'revoked' OR by_paper_id IS NOT NULL",
            name=op.f("ck_paper_changes_by_another"),
        ),
        sa.CheckConstraint(
            "by_paper_id IS NULL OR by_paper_id <> paper_id",
            name=op.f("ck_paper_changes_not_itself"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "by_paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_paper_changes_tenant_id_by_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_paper_changes_tenant_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_changes_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_changes")),
    )
    op.create_index(op.f("ix_paper_changes_paper_id"), "paper_changes", ["paper_id"], unique=False)
    op.create_index(
        op.f("ix_paper_changes_by_paper_id"), "paper_changes", ["by_paper_id"], unique=False
    )
    op.create_table(
        "draft_steps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("draft_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "submitted",
                "checked",
                "approved",
                "returned",
                "taken_back",
                "changed",
                "issued",
                name="step_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum(
                "drafting",
                "with_head",
                "with_leader",
                "with_clerk",
                "issued",
                "dropped",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "drafting",
                "with_head",
                "with_leader",
                "with_clerk",
                "issued",
                "dropped",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("acknowledged", sa.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "step <> 'returned' OR note <> ''", name=op.f("ck_draft_steps_return_says_why")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_id"],
            ["official_papers.tenant_id", "official_papers.id"],
            name=op.f("fk_draft_steps_tenant_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_draft_steps_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_steps")),
    )
    op.create_index(op.f("ix_draft_steps_draft_id"), "draft_steps", ["draft_id"], unique=False)
    rls.protect(op, "draft_steps", rls.OWNER, grants=APPEND_ONLY)
    rls.protect(op, "delegations", rls.OWNER, grants=NEVER_DELETED)
    rls.protect(
        op,
        "paper_changes",
        rls.OWNER,
        rls.under("paper_changes", "paper_id", "outgoing_papers"),
        grants=APPEND_ONLY,
    )


def downgrade() -> None:
    """Drop what `upgrade` created."""
    op.drop_index(op.f("ix_draft_steps_draft_id"), table_name="draft_steps")
    op.drop_table("draft_steps")
    op.drop_index(op.f("ix_paper_changes_by_paper_id"), table_name="paper_changes")
    op.drop_index(op.f("ix_paper_changes_paper_id"), table_name="paper_changes")
    op.drop_table("paper_changes")
    op.drop_index(op.f("ix_delegations_tenant_id_from_on"), table_name="delegations")
    op.drop_table("delegations")
