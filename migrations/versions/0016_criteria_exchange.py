"""Criteria sets as workbooks need no table: they are written and read as they are"""

revision = "0016_criteria_exchange"
down_revision = "0015_cluster_year"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to change."""


def downgrade() -> None:
    """Nothing to change."""
