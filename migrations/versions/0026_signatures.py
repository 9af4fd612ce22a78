"""Keys that sign, the signatures of papers, and whom verifications trust"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0026_signatures"
down_revision = "0025_exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; a signature that was put on a paper is never changed or deleted."""
    op.create_table(
        "trust_anchors",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "root",
                "intermediate",
                "revocations",
                name="anchor_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_anchors")),
        sa.UniqueConstraint("sha256", name=op.f("uq_trust_anchors_sha256")),
    )
    op.create_table(
        "signing_keys",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("holder_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "key_file",
                "device",
                name="key_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("token_label", sa.String(), nullable=True),
        sa.Column("key_label", sa.String(), nullable=True),
        sa.Column("stamp", sa.LargeBinary(), nullable=True),
        sa.Column("stamp_width", sa.Numeric(precision=5, scale=1), nullable=True),
        sa.Column("has_stamp", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(sealed IS NOT NULL) = (kind = 'key_file')", name=op.f("ck_signing_keys_sealed")
        ),
        sa.CheckConstraint(
            "(token_label IS NOT NULL AND key_label IS NOT NULL) = (kind = 'device')",
            name=op.f("ck_signing_keys_labels"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_signing_keys_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
    )
    op.create_index(
        "uq_signing_keys_holder", "signing_keys", ["tenant_id", "holder_id"], unique=True
    )
    op.create_index(
        "uq_signing_keys_seal",
        "signing_keys",
        ["tenant_id"],
        unique=True,
        postgresql_where=sa.text("holder_id IS NULL"),
    )
    op.create_table(
        "paper_signatures",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "leader", "seal", name="part", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "key_kind",
            sa.Enum(
                "key_file",
                "device",
                name="signature_key_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamped_by", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("signed_by", sa.BigInteger(), nullable=True),
        sa.Column("signed_by_name", sa.String(), nullable=False),
        sa.Column("other_name_reason", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_paper_signatures_digest")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["files.tenant_id", "files.id"],
            name=op.f("fk_paper_signatures_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_paper_signatures_tenant_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_signatures_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_signatures")),
    )
    op.create_index(
        op.f("ix_paper_signatures_tenant_id_paper_id"),
        "paper_signatures",
        ["tenant_id", "paper_id"],
        unique=False,
    )
    rls.protect(op, "signing_keys", rls.KEYHOLDER)
    rls.protect(
        op,
        "paper_signatures",
        rls.OWNER,
        rls.under("paper_signatures", "paper_id", "outgoing_papers"),
        grants="SELECT, INSERT",
    )
    rls.protect(
        op,
        "trust_anchors",
        rls.REGISTER,
        rls.PLATFORM_ONLY,
        grants="SELECT, INSERT, DELETE",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("paper_signatures")
    op.drop_table("signing_keys")
    op.drop_table("trust_anchors")
