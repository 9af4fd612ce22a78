"""Calendar feeds and anniversaries"""

revision = "0013_calendar"
down_revision = "0012_mergers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
