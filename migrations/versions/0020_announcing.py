"""Frozen results, petitions"""

revision = "0020_announcing"
down_revision = "0019_deciding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
