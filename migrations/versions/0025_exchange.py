"""Who has opened a paper, agency codes, mails that carry a file"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0025_exchange"
down_revision = "0024_registers"
branch_labels = None
depends_on = None

APPEND_ONLY = "SELECT, INSERT"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("tenants", sa.Column("agency_code", sa.String(), nullable=True))
    op.create_unique_constraint(op.f("uq_tenants_agency_code"), "tenants", ["agency_code"])
    op.add_column("mails", sa.Column("attachment_name", sa.String(), nullable=True))
    op.add_column("mails", sa.Column("attachment", sa.LargeBinary(), nullable=True))
    op.create_table(
        "paper_sightings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["tenants.id"], name=op.f("fk_paper_sightings_sender_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_sightings_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sightings")),
        sa.UniqueConstraint(
            "tenant_id",
            "paper_recipient_id",
            name=op.f("uq_paper_sightings_tenant_id_paper_recipient_id"),
        ),
    )
    op.create_index(op.f("ix_paper_sightings_paper_id"), "paper_sightings", ["paper_id"])
    op.create_index(op.f("ix_paper_sightings_sender_id"), "paper_sightings", ["sender_id"])
    rls.protect(
        op, "paper_sightings", rls.OWNER, rls.sent_to("sender_id"), grants=APPEND_ONLY
    )


def downgrade() -> None:
    """Drop what `upgrade` created."""
    op.drop_index(op.f("ix_paper_sightings_sender_id"), table_name="paper_sightings")
    op.drop_index(op.f("ix_paper_sightings_paper_id"), table_name="paper_sightings")
    op.drop_table("paper_sightings")
    op.drop_column("mails", "attachment")
    op.drop_column("mails", "attachment_name")
    op.drop_constraint(op.f("uq_tenants_agency_code"), "tenants", type_="unique")
    op.drop_column("tenants", "agency_code")
