"""Pilot units with their own deadline, confirmed dates"""

revision = "0008_terms"
down_revision = "0007_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
