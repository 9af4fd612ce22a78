"""Filling in score sheets"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0017_filling"
down_revision = "0015_cluster_year"
branch_labels = None
depends_on = None

KEPT = ("score_sheets", "sheet_lines")
"""What the successors of a closed member read of its scoring."""

ADDED = {
    "sheet_lines": ("version", "saved_by", "saved_at"),
    "sheet_evidence": ("explains",),
    "explanations": ("version",),
}


def _version() -> sa.Column:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def upgrade() -> None:
    """Lines and explanations are saved one by one; evidence may come with an explanation."""
    op.add_column("sheet_lines", _version())
    op.add_column("sheet_lines", sa.Column("saved_by", sa.BigInteger(), nullable=True))
    op.add_column("sheet_lines", sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "sheet_evidence",
        sa.Column("explains", sa.Boolean(), server_default="false", nullable=False),
    )
    op.add_column("explanations", _version())
    for table in KEPT:
        op.execute(rls.inherited(rls.OWNER).ddl(table))


def downgrade() -> None:
    """Take it away again."""
    for table in KEPT:
        op.execute(f"DROP POLICY inherited ON {table}")
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
