"""Groups of offices and the people in them"""

revision = "0007_assignments"
down_revision = "0006_amendments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
