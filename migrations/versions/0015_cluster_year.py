"""The year of a cluster: roles over time, pledges, meetings, papers, members who come and go"""

revision = "0015_cluster_year"
down_revision = "0014_scoring_ground"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
