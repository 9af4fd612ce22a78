"""Plans that came up are accepted or returned; questions and answers"""

revision = "0010_registration"
down_revision = "0009_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
