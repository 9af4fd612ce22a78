"""People are reminded of incoming papers that were given to them, too"""

from alembic import op

revision = "0028_incoming_reminders"
down_revision = "0027_certificates"
branch_labels = None
depends_on = None

CHECK = "ck_reminders_subject_kind"
BEFORE = ("task", "plan", "half_year_review", "year_review", "below_plan", "below_task")
INCOMING = "incoming_paper"


def _allow(*kinds: str) -> None:
    op.drop_constraint(op.f(CHECK), "reminders", type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f(CHECK), "reminders", f"kind IN ({listed})")


def upgrade() -> None:
    """A reminder may be of an incoming paper."""
    _allow(*BEFORE, INCOMING)


def downgrade() -> None:
    """Forget the reminders of incoming papers, which there was no word for."""
    op.execute("ALTER TABLE reminders NO FORCE ROW LEVEL SECURITY")
    op.execute(f"DELETE FROM reminders WHERE kind = '{INCOMING}'")
    op.execute("ALTER TABLE reminders FORCE ROW LEVEL SECURITY")
    _allow(*BEFORE)
