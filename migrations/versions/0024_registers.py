"""Numbers given before there was a register"""

revision = "0024_registers"
down_revision = "0023_stationery"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
