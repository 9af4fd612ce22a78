"""Scoring each other"""

revision = "0018_appraising"
down_revision = "0017_filling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
