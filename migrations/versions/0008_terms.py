"""Pilot units with their own deadline"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0008_terms"
down_revision = "0007_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A pilot is sent with its plan; from then on it can only be withdrawn."""
    op.create_table(
        "pilots",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=False),
        sa.Column("deadline_inclusive", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "deadline_precision",
            sa.Enum(
                "day",
                "month",
                "month_end",
                name="deadline_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="day",
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_pilots_quarter")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name="fk_pilots_tenant_id"),
        sa.ForeignKeyConstraint(["recipient_id"], ["tenants.id"], name="fk_pilots_recipient_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name="fk_pilots_tenant_id_plan_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "task_id"],
            ["tasks.tenant_id", "tasks.id"],
            name="fk_pilots_tenant_id_task_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pilots"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_pilots_tenant_id_id"),
    )
    op.create_index(
        "uq_pilots_recipient_of_task",
        "pilots",
        ["task_id", "recipient_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_index("ix_pilots_plan_id_recipient_id", "pilots", ["plan_id", "recipient_id"])
    op.create_index("ix_pilots_recipient_id", "pilots", ["recipient_id"])
    rls.protect(op, "pilots", rls.OWNER, rls.sent_to("recipient_id"))
    rls.freeze(op, "pilots", when="OLD.sent_at IS NOT NULL", except_for=["withdrawn_at"])


def downgrade() -> None:
    """Drop it again."""
    rls.thaw(op, "pilots")
    op.drop_table("pilots")
