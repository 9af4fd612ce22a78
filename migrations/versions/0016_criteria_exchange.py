"""Criteria sets as workbooks"""

revision = "0016_criteria_exchange"
down_revision = "0015_cluster_year"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
