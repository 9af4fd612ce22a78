"""Units that ceased hand over to their successors"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0012_mergers"
down_revision = "0011_years"
branch_labels = None
depends_on = None

TO_ADDRESSEE = rls.sent_to("addressee_id")
ARCHIVE = {
    "plans": (rls.OWNER, rls.delivered("id"), TO_ADDRESSEE),
    "tasks": (rls.OWNER, rls.delivered("plan_id"), TO_ADDRESSEE),
    "plan_revisions": (rls.OWNER, rls.delivered("plan_id"), TO_ADDRESSEE),
    "deliveries": (rls.OWNER, rls.sent_to("recipient_id")),
    "receipts": (rls.OWNER, TO_ADDRESSEE),
    "progress": (rls.OWNER, TO_ADDRESSEE),
    "progress_entries": (rls.OWNER,),
    "evidence": (rls.OWNER,),
    "files": (rls.OWNER,),
    "reports": (rls.OWNER,),
    "submissions": (rls.OWNER, TO_ADDRESSEE),
    "report_lines": (rls.OWNER, TO_ADDRESSEE),
    "reviews": (rls.OWNER, TO_ADDRESSEE),
}
"""What the successors of a closed unit read, by the words by which the unit could."""

STATUSES = ("not_started", "in_progress", "done", "obstructed", "cancelled")
COUNTS = ("done", "in_progress", "obstructed", "not_started", "cancelled", "declined")


def _base(*columns: sa.Column) -> tuple[sa.Column, ...]:
    """The columns that every table of a tenant has, around its own."""
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
    )


def _required(kind: sa.types.TypeEngine, *names: str) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, kind, nullable=False) for name in names)


def _tenant_keys(table: str, *names: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([name], ["tenants.id"], name=op.f(f"fk_{table}_{name}"))
        for name in ("tenant_id", *names)
    )


def _own_key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def upgrade() -> None:
    """Open the archives to successors; rows of what was taken over, chosen and summed up."""
    for table, words in ARCHIVE.items():
        op.execute(rls.inherited(*words).ddl(table))
    _handovers()
    _handover_lines()
    _handover_choices()
    _task_tallies()
    append_only = "SELECT, INSERT"
    lineage = rls.lineage("predecessor_id")
    rls.protect(op, "handovers", rls.OWNER, TO_ADDRESSEE, lineage, grants=append_only)
    rls.protect(op, "handover_lines", rls.OWNER, TO_ADDRESSEE, lineage, grants=append_only)
    rls.protect(op, "handover_choices", rls.OWNER, rls.ISSUED, grants=append_only)
    rls.protect(op, "task_tallies", rls.OWNER, TO_ADDRESSEE)


def _handovers() -> None:
    op.create_table(
        "handovers",
        *_base(
            *_required(sa.BigInteger(), "predecessor_id"),
            *_required(sa.Integer(), "year"),
            *_required(sa.BigInteger(), "plan_id"),
            sa.Column("addressee_id", sa.BigInteger(), nullable=True),
            *_required(sa.DateTime(timezone=True), "sent_at"),
        ),
        *_tenant_keys("handovers", "predecessor_id", "addressee_id"),
        _own_key("handovers", "plan_id", "plans"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
        _unique("handovers", "tenant_id", "id"),
        _unique("handovers", "tenant_id", "predecessor_id", "year"),
    )
    _index("handovers", "addressee_id")


def _handover_lines() -> None:
    status = sa.Enum(
        *STATUSES, name="task_status", native_enum=False, create_constraint=True, length=40
    )
    op.create_table(
        "handover_lines",
        *_base(
            *_required(
                sa.BigInteger(), "handover_id", "predecessor_id", "from_task_id", "task_id"
            ),
            sa.Column("status", status, nullable=False),
            *_required(sa.Integer(), "percent", "evidence_count"),
            sa.Column("addressee_id", sa.BigInteger(), nullable=True),
            *_required(sa.DateTime(timezone=True), "sent_at"),
        ),
        *_tenant_keys("handover_lines", "predecessor_id", "addressee_id"),
        _own_key("handover_lines", "handover_id", "handovers"),
        _own_key("handover_lines", "task_id", "tasks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_lines")),
        _unique("handover_lines", "from_task_id"),
    )
    _index("handover_lines", "tenant_id", "task_id")
    _index("handover_lines", "addressee_id")


def _handover_choices() -> None:
    op.create_table(
        "handover_choices",
        *_base(
            *_required(sa.BigInteger(), "predecessor_id", "from_task_id"),
            sa.Column("successor_id", sa.BigInteger(), nullable=True),
            *_required(postgresql.JSONB(astext_type=sa.Text()), "content"),
            *_required(sa.Text(), "reason"),
            *_required(sa.BigInteger(), "decided_by"),
            *_required(sa.String(), "decided_by_name"),
            *_required(sa.DateTime(timezone=True), "issued_at"),
        ),
        *_tenant_keys("handover_choices", "predecessor_id", "successor_id"),
        sa.CheckConstraint(
            "successor_id IS NOT NULL OR btrim(reason) <> ''",
            name=op.f("ck_handover_choices_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_choices")),
        _unique("handover_choices", "from_task_id"),
    )
    _index("handover_choices", "successor_id")
    _index("handover_choices", "predecessor_id")


def _task_tallies() -> None:
    op.create_table(
        "task_tallies",
        *_base(
            *_required(sa.BigInteger(), "task_id", "upstream_task_id", "addressee_id"),
            *_required(sa.DateTime(timezone=True), "sent_at"),
            *_required(sa.Date(), "on"),
            *_required(sa.Integer(), "recipients", *COUNTS, "late"),
        ),
        *_tenant_keys("task_tallies", "addressee_id"),
        _own_key("task_tallies", "task_id", "tasks"),
        sa.CheckConstraint(
            f"recipients = {' + '.join(COUNTS)}", name=op.f("ck_task_tallies_adds_up")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_tallies")),
        _unique("task_tallies", "tenant_id", "task_id"),
    )
    _index("task_tallies", "addressee_id", "upstream_task_id")


def downgrade() -> None:
    """Drop the tables, shut the archives."""
    for table in ("task_tallies", "handover_choices", "handover_lines", "handovers"):
        op.drop_table(table)
    for table in ARCHIVE:
        op.execute(f"DROP POLICY inherited ON {table}")
