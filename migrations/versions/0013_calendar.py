"""Calendar feeds and anniversaries"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0013_calendar"
down_revision = "0012_mergers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "anniversaries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("since_year", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_anniversaries_month")),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name=op.f("ck_anniversaries_day")),
        sa.CheckConstraint(
            "since_year BETWEEN 1 AND 2100", name=op.f("ck_anniversaries_since_year")
        ),
        sa.CheckConstraint("btrim(name) <> ''", name=op.f("ck_anniversaries_name")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_anniversaries_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anniversaries")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_anniversaries_tenant_id_id")),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("only_mine", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_calendar_feeds_tenant_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_calendar_feeds_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_calendar_feeds_tenant_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    op.create_index(
        "uq_calendar_feeds_user",
        "calendar_feeds",
        ["tenant_id", "user_id"],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
    rls.protect(op, "anniversaries", rls.OWNER)
    rls.protect(op, "calendar_feeds", rls.OWNER, rls.PLATFORM_ONLY, grants="SELECT, INSERT, UPDATE")


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("calendar_feeds")
    op.drop_table("anniversaries")
