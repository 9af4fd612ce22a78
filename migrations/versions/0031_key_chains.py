"""A key is kept with its certificate and the chain beside it, so that trust is judged by keys"""

import sqlalchemy as sa
from alembic import op

revision = "0031_key_chains"
down_revision = "0030_result_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Certificates in DER, the key's own first; none for what was kept before."""
    op.add_column(
        "signing_keys",
        sa.Column(
            "certificates",
            sa.ARRAY(sa.LargeBinary()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )


def downgrade() -> None:
    """Keys without their chains."""
    op.drop_column("signing_keys", "certificates")
