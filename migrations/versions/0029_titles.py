"""Certificates of titles are printed too, and those given after a death (truy tặng)"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0029_titles"
down_revision = "0028_incoming_reminders"
branch_labels = None
depends_on = None

TABLES = ("gold_series", "certificate_blanks", "certificate_batches", "certificates")
BEFORE = ("certificate_of_merit", "commendation_letter", "emulation_flag")
TITLES = (
    *("provincial_fighter", "fighter", "advanced_worker"),
    *("excellent_collective", "advanced_collective"),
    *("cultured_family", "cultured_village", "model_commune"),
)
WORDS = ("honorific", "name", "details", "achievement", "version")
POSTHUMOUS = "ck_certificates_is_posthumous"


def _allow(*forms: str) -> None:
    listed = ", ".join(f"'{form}'" for form in forms)
    for table in TABLES:
        check = op.f(f"ck_{table}_award_form")
        op.drop_constraint(check, table, type_="check")
        op.create_check_constraint(check, table, f"form IN ({listed})")


def _freeze(*words: str) -> None:
    rls.freeze(op, "certificates", when="OLD.gold_number IS NOT NULL", except_for=words)


def upgrade() -> None:
    """Titles among the forms; whether a certificate is given after a death may be corrected."""
    _allow(*BEFORE, *TITLES)
    op.add_column(
        "certificates",
        sa.Column("is_posthumous", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_check_constraint(
        op.f(POSTHUMOUS),
        "certificates",
        "NOT (is_posthumous AND honorific IN ('collective', 'household'))",
    )
    rls.thaw(op, "certificates")
    _freeze(*WORDS, "is_posthumous")


def downgrade() -> None:
    """Forget the certificates of titles, which there were no words for."""
    rls.thaw(op, "certificates")
    listed = ", ".join(f"'{form}'" for form in TITLES)
    batches = f"SELECT id FROM certificate_batches WHERE form IN ({listed})"
    for table in (*TABLES, "certificate_prints"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"DELETE FROM certificate_prints WHERE batch_id IN ({batches})")
    for table in ("certificates", "certificate_batches", "certificate_blanks", "gold_series"):
        op.execute(f"DELETE FROM {table} WHERE form IN ({listed})")
    for table in (*TABLES, "certificate_prints"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.drop_constraint(op.f(POSTHUMOUS), "certificates", type_="check")
    op.drop_column("certificates", "is_posthumous")
    _allow(*BEFORE)
    _freeze(*WORDS)
