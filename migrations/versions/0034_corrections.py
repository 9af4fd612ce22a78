"""What stands in the gold book is frozen: corrections and cancellations with reason and history"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0034_corrections"
down_revision = "0033_skipped_numbers"
branch_labels = None
depends_on = None

TABLE = "certificate_corrections"
APPEND_ONLY = "SELECT, INSERT"
WORDS = ("honorific", "name", "details", "achievement", "version", "is_posthumous")
NUMBERED = "OLD.gold_number IS NOT NULL"
IN_THE_BOOK = (
    "EXISTS (SELECT 1 FROM certificates c WHERE c.batch_id = OLD.id AND c.gold_number IS NOT NULL)"
)
NEXT = "NEW.corrections = OLD.corrections + 1 AND EXISTS (SELECT 1 FROM certificate_corrections c "
CORRECTED = (
    f"{NEXT} WHERE c.certificate_id = OLD.id AND c.number = NEW.corrections) "
    "AND (NEW.id, NEW.tenant_id, NEW.batch_id, NEW.form, NEW.position, NEW.gold_year, "
    "NEW.gold_number) = (OLD.id, OLD.tenant_id, OLD.batch_id, OLD.form, OLD.position, "
    "OLD.gold_year, OLD.gold_number)"
)
BATCH_CORRECTED = (
    f"{NEXT} WHERE c.batch_id = OLD.id AND c.certificate_id IS NULL "
    "AND c.number = NEW.corrections) "
    "AND (NEW.id, NEW.tenant_id, NEW.form) = (OLD.id, OLD.tenant_id, OLD.form)"
)


def upgrade() -> None:
    """The history; frozen rows change only with a line of it; a cancelled one changes no more."""
    op.add_column(
        "certificate_batches",
        sa.Column("corrections", sa.Integer(), server_default="0", nullable=False),
    )
    op.add_column(
        "certificates", sa.Column("corrections", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "certificates", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_check_constraint(
        op.f("ck_certificates_cancelled"),
        "certificates",
        "cancelled_at IS NULL OR gold_number IS NOT NULL",
    )
    _prints()
    _history()
    rls.thaw(op, "certificates")
    rls.freeze(op, "certificates", when=NUMBERED, except_for=("version",), unless=CORRECTED)
    rls.freeze(op, "certificates", when="OLD.cancelled_at IS NOT NULL", stage="cancelled")
    rls.freeze(
        op,
        "certificate_batches",
        when=IN_THE_BOOK,
        except_for=("title", "sheet", "blank_id", "version"),
        unless=BATCH_CORRECTED,
    )


def _prints() -> None:
    """Which rows of a print were in the gold book; of earlier prints, those that are now."""
    op.add_column("certificate_prints", sa.Column("numbered_to", sa.Integer(), nullable=True))
    for table in ("certificate_prints", "certificates"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE certificate_prints p SET numbered_to = (SELECT max(c.position) "
        "FROM certificates c WHERE c.batch_id = p.batch_id AND c.gold_number IS NOT NULL "
        "AND c.position BETWEEN p.first AND p.last)"
    )
    for table in ("certificate_prints", "certificates"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.create_check_constraint(
        op.f("ck_certificate_prints_numbered_to"),
        "certificate_prints",
        "numbered_to BETWEEN first AND last",
    )


def _history() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("certificate_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "corrected",
                "cancelled",
                name="correction_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.Column("corrected_by", sa.BigInteger(), nullable=True),
        sa.Column("corrected_by_name", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{TABLE}_number")),
        sa.CheckConstraint("btrim(reason) <> ''", name=op.f(f"ck_{TABLE}_reason")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{TABLE}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "batch_id"],
            ["certificate_batches.tenant_id", "certificate_batches.id"],
            name=op.f(f"fk_{TABLE}_tenant_id_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "certificate_id"],
            ["certificates.tenant_id", "certificates.id"],
            name=op.f(f"fk_{TABLE}_tenant_id_certificate_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f(f"uq_{TABLE}_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "batch_id",
            "certificate_id",
            "number",
            name=op.f(f"uq_{TABLE}_tenant_id_batch_id_certificate_id_number"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    rls.protect(op, TABLE, rls.OWNER, grants=APPEND_ONLY)


def downgrade() -> None:
    """Words of what stands in the book change without a trace, as before."""
    rls.thaw(op, "certificate_batches")
    rls.thaw(op, "certificates", stage="cancelled")
    rls.thaw(op, "certificates")
    op.drop_table(TABLE)
    op.drop_constraint(
        op.f("ck_certificate_prints_numbered_to"), "certificate_prints", type_="check"
    )
    op.drop_column("certificate_prints", "numbered_to")
    op.drop_constraint(op.f("ck_certificates_cancelled"), "certificates", type_="check")
    op.drop_column("certificates", "cancelled_at")
    op.drop_column("certificates", "corrections")
    op.drop_column("certificate_batches", "corrections")
    rls.freeze(op, "certificates", when=NUMBERED, except_for=WORDS)
