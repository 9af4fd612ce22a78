"""Amendments of issued plans and how subordinates merged them"""

revision = "0006_amendments"
down_revision = "0005_revisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
