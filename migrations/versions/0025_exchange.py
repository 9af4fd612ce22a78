"""Envelopes and mails of papers"""

revision = "0025_exchange"
down_revision = "0024_registers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
