"""Keys and signatures"""

revision = "0026_signatures"
down_revision = "0025_exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
