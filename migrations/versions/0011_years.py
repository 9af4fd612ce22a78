"""Closed plan years"""

revision = "0011_years"
down_revision = "0010_registration"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
