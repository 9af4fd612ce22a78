"""Reserved numbers, the columns of the decree's books, numbers given before there was a register"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0024_registers"
down_revision = "0023_stationery"
branch_labels = None
depends_on = None

STILL_OPEN = ("state", "reason", "public_at", "replaced_by_id", "version")
A_PAPER = "OLD.issued_at IS NOT NULL"
NO_REPORT = f"{A_PAPER} AND OLD.subject_kind IS DISTINCT FROM 'reports'"
OUTGOING = (
    "recipients",
    "archive",
    "copies",
    "reserved_for",
    "reserved_until",
    "earlier_files_to",
)


def upgrade() -> None:
    """Add the columns; a report that comes again under its number is entered anew."""
    op.add_column(
        "outgoing_papers", sa.Column("recipients", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "outgoing_papers", sa.Column("archive", sa.String(), server_default="", nullable=False)
    )
    op.add_column("outgoing_papers", sa.Column("copies", sa.Integer(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("reserved_for", sa.String(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("reserved_until", sa.Date(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("earlier_files_to", sa.BigInteger(), nullable=True))
    op.add_column(
        "incoming_papers", sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("incoming_papers", sa.Column("assigned_by_name", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_incoming_papers_assigned"),
        "incoming_papers",
        "(assigned_to IS NULL) = (assigned_at IS NULL)",
    )
    rls.thaw(op, "outgoing_papers")
    rls.freeze(op, "outgoing_papers", when=NO_REPORT, except_for=STILL_OPEN)


def downgrade() -> None:
    """Take the columns away again."""
    rls.thaw(op, "outgoing_papers")
    rls.freeze(op, "outgoing_papers", when=A_PAPER, except_for=STILL_OPEN)
    op.drop_constraint(op.f("ck_incoming_papers_assigned"), "incoming_papers", type_="check")
    for column in ("assigned_by_name", "assigned_at"):
        op.drop_column("incoming_papers", column)
    for column in reversed(OUTGOING):
        op.drop_column("outgoing_papers", column)
