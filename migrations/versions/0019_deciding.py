"""Discipline, ballots, minutes"""

revision = "0019_deciding"
down_revision = "0018_appraising"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
