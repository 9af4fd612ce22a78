"""Results upward"""

revision = "0021_aggregating"
down_revision = "0020_announcing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
