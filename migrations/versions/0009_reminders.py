"""The ladder of reminders, digests, mail, urgings"""

revision = "0009_reminders"
down_revision = "0008_terms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
