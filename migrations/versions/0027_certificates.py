"""Blanks, certificates, posters"""

revision = "0027_certificates"
down_revision = "0026_signatures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
