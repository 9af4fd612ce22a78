"""Issued plans change by revisions; tasks merged, withdrawn, locked, tentative, repeated"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0005_revisions"
down_revision = "0004_scoring"
branch_labels = None
depends_on = None

NEW_REVISION = (
    "NEW.revision > OLD.revision "
    "AND NEW.revision = (SELECT p.revision FROM plans p WHERE p.id = NEW.plan_id)"
)
DISPATCH = ["sent_at", "addressee_id", "version"]


def choice(name: str, *values: str) -> sa.Enum:
    """Text under a named check."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=False, length=40)


def check(table: str, name: str, condition: str) -> None:
    """Put the named check of a table in place of the one before."""
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS ck_{table}_{name}")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({condition})")


def one_of(column: str, *values: str) -> str:
    """The condition that a column holds one of the values."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def upgrade() -> None:
    """Add the columns; let a frozen task change together with its plan's revision."""
    rls.thaw(op, "tasks")
    rls.thaw(op, "plans")
    op.add_column(
        "plans",
        sa.Column(
            "period",
            choice("plan_period", "calendar_year", "school_year"),
            server_default="calendar_year",
            nullable=False,
        ),
    )
    check("plans", "plan_period", one_of("period", "calendar_year", "school_year"))
    check(
        "plans",
        "plan_kind",
        one_of("kind", "year_plan", "conference_plan", "other_plan", "guidance"),
    )
    op.add_column(
        "plan_revisions",
        sa.Column(
            "cause",
            choice("revision_cause", "issued", "amended", "merged"),
            server_default="issued",
            nullable=False,
        ),
    )
    check("plan_revisions", "revision_cause", one_of("cause", "issued", "amended", "merged"))
    op.add_column(
        "tasks",
        sa.Column("requested_offices", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column(
        "tasks",
        sa.Column(
            "deadline_precision",
            choice("deadline_precision", "day", "month", "month_end"),
            server_default="day",
            nullable=False,
        ),
    )
    check("tasks", "deadline_precision", one_of("deadline_precision", "day", "month", "month_end"))
    op.add_column(
        "tasks", sa.Column("tentative", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("tasks", sa.Column("series", sa.String(), nullable=True))
    op.add_column("tasks", sa.Column("combined_with_id", sa.BigInteger(), nullable=True))
    op.add_column("tasks", sa.Column("merged_into_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "tasks", sa.Column("locked", sa.ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
    op.add_column("tasks", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    op.add_column("tasks", sa.Column("withdrawn_revision", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_tasks_tenant_id_merged_into_id",
        "tasks",
        "tasks",
        ["tenant_id", "merged_into_id"],
        ["tenant_id", "id"],
    )
    op.create_foreign_key(
        "fk_tasks_tenant_id_combined_with_id",
        "tasks",
        "tasks",
        ["tenant_id", "combined_with_id"],
        ["tenant_id", "id"],
        ondelete="SET NULL (combined_with_id)",
    )
    check("tasks", "disposition", one_of("disposition", "kept", "adapted", "merged", "declined", "added"))
    check(
        "tasks",
        "disposition_upstream",
        "(disposition IN ('kept', 'adapted', 'merged', 'declined')) = (upstream_task_id IS NOT NULL)",
    )
    check("tasks", "merged_into", "(disposition = 'merged') = (merged_into_id IS NOT NULL)")
    rls.freeze(
        op,
        "plans",
        when="OLD.issued_at IS NOT NULL",
        except_for=["sent_at", "sent_by", "addressee_id", "version"],
        unless="NEW.revision = OLD.revision + 1 AND to_jsonb(OLD) - ARRAY['revision', "
        "'upstream_revision', 'sent_at', 'sent_by', 'addressee_id', 'version'] = to_jsonb(NEW) - "
        "ARRAY['revision', 'upstream_revision', 'sent_at', 'sent_by', 'addressee_id', 'version']",
    )
    rls.freeze(
        op,
        "tasks",
        when="OLD.issued_at IS NOT NULL",
        except_for=DISPATCH,
        unless=f"TG_OP = 'UPDATE' AND {NEW_REVISION}",
    )


def downgrade() -> None:
    """Freeze for good again; what was merged counts as adapted, what was withdrawn stands."""
    rls.thaw(op, "tasks")
    rls.thaw(op, "plans")
    op.execute("ALTER TABLE tasks DROP CONSTRAINT ck_tasks_merged_into")
    op.execute("UPDATE tasks SET disposition = 'adapted' WHERE disposition = 'merged'")
    op.execute("UPDATE plans SET kind = 'other_plan' WHERE kind = 'guidance'")
    check("tasks", "disposition", one_of("disposition", "kept", "adapted", "declined", "added"))
    check(
        "tasks",
        "disposition_upstream",
        "(disposition IN ('kept', 'adapted', 'declined')) = (upstream_task_id IS NOT NULL)",
    )
    check("plans", "plan_kind", one_of("kind", "year_plan", "conference_plan", "other_plan"))
    for column in (
        "withdrawn_revision",
        "revision",
        "locked",
        "merged_into_id",
        "combined_with_id",
        "series",
        "tentative",
        "deadline_precision",
        "requested_offices",
    ):
        op.drop_column("tasks", column)
    op.drop_column("plan_revisions", "cause")
    op.drop_column("plans", "period")
    rls.freeze(
        op,
        "plans",
        when="OLD.issued_at IS NOT NULL",
        except_for=["sent_at", "sent_by", "addressee_id", "version"],
    )
    rls.freeze(op, "tasks", when="OLD.issued_at IS NOT NULL", except_for=DISPATCH)
