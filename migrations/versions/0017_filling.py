"""Filling in score sheets"""

revision = "0017_filling"
down_revision = "0016_criteria_exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
