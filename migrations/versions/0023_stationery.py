"""Letterheads and text blocks"""

revision = "0023_stationery"
down_revision = "0022_signing_off"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
