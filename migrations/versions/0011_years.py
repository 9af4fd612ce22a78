"""Closed plan years; a task remembers the one of the year before"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0011_years"
down_revision = "0010_registration"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; add the column."""
    op.create_table(
        "year_closings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.BigInteger(), nullable=False),
        sa.Column("closed_by_name", sa.String(), nullable=False),
        sa.Column("open_tasks", sa.Integer(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_by", sa.BigInteger(), nullable=True),
        sa.Column("reopened_by_name", sa.String(), nullable=True),
        sa.Column("reopening_reason", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_year_closings_year")),
        sa.CheckConstraint(
            "(reopened_at IS NULL) = (reopening_reason IS NULL)",
            name=op.f("ck_year_closings_reopened"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_year_closings_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_closings")),
    )
    op.create_index(
        "uq_year_closings_open",
        "year_closings",
        ["tenant_id", "year"],
        unique=True,
        postgresql_where="reopened_at IS NULL",
    )
    rls.protect(op, "year_closings", rls.OWNER, grants="SELECT, INSERT, UPDATE")
    op.add_column("tasks", sa.Column("previous_task_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_tasks_tenant_id_previous_task_id",
        "tasks",
        "tasks",
        ["tenant_id", "previous_task_id"],
        ["tenant_id", "id"],
    )


def downgrade() -> None:
    """Drop them again."""
    op.drop_column("tasks", "previous_task_id")
    op.drop_table("year_closings")
