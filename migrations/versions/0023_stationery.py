"""Letterheads and text blocks"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0023_stationery"
down_revision = "0022_signing_off"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of what an office writes with."""
    op.create_table(
        "letterheads",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("issuer_lines", sa.Text(), nullable=False),
        sa.Column("superior", sa.String(), server_default="", nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("archive", sa.String(), server_default="VT", nullable=False),
        sa.Column("unit", sa.String(), server_default="", nullable=False),
        sa.Column("address", sa.String(), server_default="", nullable=False),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column("email", sa.String(), server_default="", nullable=False),
        sa.Column("website", sa.String(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_letterheads_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterheads")),
        sa.UniqueConstraint("tenant_id", "organ", name=op.f("uq_letterheads_tenant_id_organ")),
    )
    op.create_table(
        "text_blocks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "resolution",
                "decision",
                "directive",
                "regulation",
                "rules",
                "communique",
                "notice",
                "guidance",
                "programme",
                "plan",
                "scheme",
                "master_project",
                "project",
                "report",
                "minutes",
                "proposal",
                "contract",
                "official_letter",
                "telegram",
                "memorandum",
                "agreement",
                "authorization",
                "invitation",
                "introduction",
                "leave_permit",
                "dispatch_slip",
                "transfer_slip",
                "advice_slip",
                "open_letter",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "platform",
                "province",
                "district",
                "commune",
                "department",
                "school",
                "enterprise",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "slot",
            sa.Enum(
                "bases",
                "opening",
                "body",
                "organisation",
                "closing",
                "recipients",
                name="slot",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("text <> '' OR key IS NOT NULL", name=op.f("ck_text_blocks_text")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_text_blocks_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_blocks")),
    )
    op.create_index(
        "uq_text_blocks_tenant_id_key",
        "text_blocks",
        ["tenant_id", "key"],
        unique=True,
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    rls.protect(op, "letterheads", rls.OWNER)
    rls.protect(op, "text_blocks", rls.OWNER, rls.ISSUED)


def downgrade() -> None:
    """Drop what `upgrade` created."""
    op.drop_table("text_blocks")
    op.drop_table("letterheads")
