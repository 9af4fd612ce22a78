"""Blanks, certificates and their gold book, posters and slogans"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0027_certificates"
down_revision = "0026_signatures"
branch_labels = None
depends_on = None

FORM = sa.Enum(
    "certificate_of_merit",
    "commendation_letter",
    "emulation_flag",
    name="award_form",
    native_enum=False,
    create_constraint=True,
    length=40,
)
APPEND_ONLY = "SELECT, INSERT"
NEVER_DELETED = "SELECT, INSERT, UPDATE"


def upgrade() -> None:
    """Create the tables; an issued blank, a number of the gold book and a print stay."""
    op.create_table(
        "gold_series",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("form", FORM, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_gold_series_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gold_series")),
        sa.UniqueConstraint(
            "tenant_id", "form", "year", name=op.f("uq_gold_series_tenant_id_form_year")
        ),
    )
    op.create_table(
        "posters",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "backdrop",
                "slogan",
                name="poster_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("width", sa.Numeric(precision=7, scale=1), nullable=False),
        sa.Column("height", sa.Numeric(precision=7, scale=1), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column(
            "palette",
            sa.Enum(
                "red_yellow",
                "red_white",
                "blue_white",
                "white_red",
                "plain",
                name="palette",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(title) <> ''", name=op.f("ck_posters_title")),
        sa.CheckConstraint("scale IN (1, 2, 5, 10, 20)", name=op.f("ck_posters_scale")),
        sa.CheckConstraint(
            "width BETWEEN 100 AND 20000 AND height BETWEEN 100 AND 20000",
            name=op.f("ck_posters_size"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_posters_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posters")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_posters_tenant_id_id")),
    )
    op.create_table(
        "slogans",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("occasion", sa.String(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(text) <> ''", name=op.f("ck_slogans_text")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_slogans_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slogans")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_slogans_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "text", name=op.f("uq_slogans_tenant_id_text")),
    )
    op.create_table(
        "certificate_blanks",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("form", FORM, nullable=False),
        sa.Column("width", sa.Numeric(precision=6, scale=1), nullable=False),
        sa.Column("height", sa.Numeric(precision=6, scale=1), nullable=False),
        sa.Column("offset_x", sa.Numeric(precision=4, scale=1), server_default="0", nullable=False),
        sa.Column("offset_y", sa.Numeric(precision=4, scale=1), server_default="0", nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("background_id", sa.BigInteger(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(name) <> ''", name=op.f("ck_certificate_blanks_name")),
        sa.CheckConstraint(
            "abs(offset_x) <= 30 AND abs(offset_y) <= 30", name=op.f("ck_certificate_blanks_offset")
        ),
        sa.CheckConstraint(
            "width BETWEEN 50 AND 1200 AND height BETWEEN 50 AND 1200",
            name=op.f("ck_certificate_blanks_size"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "background_id"],
            ["files.tenant_id", "files.id"],
            name=op.f("fk_certificate_blanks_tenant_id_background_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_certificate_blanks_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_blanks")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_blanks_tenant_id_id")),
    )
    op.create_table(
        "certificate_batches",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", FORM, nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("signer", sa.String(), server_default="", nullable=False),
        sa.Column(
            "sheet",
            sa.Enum(
                "a3", "a4", name="sheet_size", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("blank_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(title) <> ''", name=op.f("ck_certificate_batches_title")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "blank_id"],
            ["certificate_blanks.tenant_id", "certificate_blanks.id"],
            name=op.f("fk_certificate_batches_tenant_id_blank_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_certificate_batches_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_batches")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_batches_tenant_id_id")),
    )
    op.create_index(
        op.f("ix_certificate_batches_tenant_id_decided_on"),
        "certificate_batches",
        ["tenant_id", "decided_on"],
        unique=False,
    )
    op.create_table(
        "certificate_prints",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "whole",
                "blank",
                name="print_mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("blank_id", sa.BigInteger(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("asked_by_name", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(mode = 'blank') = (blank_id IS NOT NULL)", name=op.f("ck_certificate_prints_blank")
        ),
        sa.CheckConstraint("first > 0 AND last >= first", name=op.f("ck_certificate_prints_range")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "batch_id"],
            ["certificate_batches.tenant_id", "certificate_batches.id"],
            name=op.f("fk_certificate_prints_tenant_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "blank_id"],
            ["certificate_blanks.tenant_id", "certificate_blanks.id"],
            name=op.f("fk_certificate_prints_tenant_id_blank_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_certificate_prints_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_prints")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificate_prints_tenant_id_id")),
    )
    op.create_index(
        op.f("ix_certificate_prints_tenant_id_batch_id"),
        "certificate_prints",
        ["tenant_id", "batch_id"],
        unique=False,
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("form", FORM, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "honorific",
            sa.Enum(
                "mr",
                "mrs",
                "comrade",
                "pupil",
                "collective",
                "household",
                "none",
                name="honorific",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), server_default="", nullable=False),
        sa.Column("achievement", sa.Text(), server_default="", nullable=False),
        sa.Column("gold_year", sa.Integer(), nullable=True),
        sa.Column("gold_number", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(name) <> ''", name=op.f("ck_certificates_name")),
        sa.CheckConstraint(
            "(gold_number IS NULL) = (gold_year IS NULL)", name=op.f("ck_certificates_gold")
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_certificates_position")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "batch_id"],
            ["certificate_batches.tenant_id", "certificate_batches.id"],
            name=op.f("fk_certificates_tenant_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_certificates_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "tenant_id",
            "batch_id",
            "position",
            deferrable=True,
            name=op.f("uq_certificates_tenant_id_batch_id_position"),
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "form",
            "gold_year",
            "gold_number",
            name=op.f("uq_certificates_tenant_id_form_gold_year_gold_number"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_certificates_tenant_id_id")),
    )
    rls.protect(op, "certificate_blanks", rls.OWNER, rls.ISSUED)
    for table in ("certificate_batches", "certificates", "posters", "slogans"):
        rls.protect(op, table, rls.OWNER)
    rls.protect(op, "gold_series", rls.OWNER, grants=NEVER_DELETED)
    rls.protect(op, "certificate_prints", rls.OWNER, grants=APPEND_ONLY)
    rls.freeze(
        op,
        "certificate_blanks",
        when="OLD.issued_at IS NOT NULL",
        except_for=("offset_x", "offset_y", "background_id", "version"),
    )
    rls.freeze(
        op,
        "certificates",
        when="OLD.gold_number IS NOT NULL",
        except_for=("honorific", "name", "details", "achievement", "version"),
    )


def downgrade() -> None:
    """Drop what `upgrade` created."""
    rls.thaw(op, "certificates")
    rls.thaw(op, "certificate_blanks")
    op.drop_table("certificates")
    op.drop_index(op.f("ix_certificate_prints_tenant_id_batch_id"), table_name="certificate_prints")
    op.drop_table("certificate_prints")
    op.drop_index(
        op.f("ix_certificate_batches_tenant_id_decided_on"), table_name="certificate_batches"
    )
    op.drop_table("certificate_batches")
    op.drop_table("certificate_blanks")
    op.drop_table("slogans")
    op.drop_table("posters")
    op.drop_table("gold_series")
