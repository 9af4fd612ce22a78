"""Steps of a draft, delegations"""

revision = "0022_signing_off"
down_revision = "0021_correspondence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
