"""Units that ceased hand over to their successors"""

revision = "0012_mergers"
down_revision = "0011_years"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
