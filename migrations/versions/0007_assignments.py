"""Groups of offices, other names of offices, the people in them, and what offices report"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0007_assignments"
down_revision = "0006_amendments"
branch_labels = None
depends_on = None

KINDS = ("bureau", "village", "school", "mass_body", "party_body", "council", "other")
STATUSES = ("not_started", "in_progress", "done", "obstructed", "cancelled")


def choice(name: str, *values: str) -> sa.Enum:
    """Text under a named check."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def kind_check(*kinds: str) -> None:
    """Let an office be of these kinds and of no other."""
    op.execute("ALTER TABLE offices DROP CONSTRAINT ck_offices_office_kind")
    op.execute(
        "ALTER TABLE offices ADD CONSTRAINT ck_offices_office_kind "
        f"CHECK (kind IN ({', '.join(repr(kind) for kind in kinds)}))"
    )


def head() -> list[sa.Column]:
    """The columns with which every table of a tenant begins."""
    return [
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
    ]


def created_at() -> sa.Column:
    """When the row was written."""
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def version() -> sa.Column:
    """How often the row was changed."""
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def keys(table: str) -> list[sa.Constraint]:
    """The key of a table, and the tenant that owns its rows."""
    return [
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=f"fk_{table}_tenant_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def own_key(
    table: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    """A link inside a tenant."""
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=f"fk_{table}_tenant_id_{column}",
        ondelete=ondelete,
    )


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Columns that together name one row of a tenant."""
    return sa.UniqueConstraint(
        "tenant_id", *columns, name=f"uq_{table}_{'_'.join(('tenant_id', *columns))}"
    )


def upgrade() -> None:
    """Create the tables and their policies; offices get other names, and one more kind."""
    op.add_column(
        "offices",
        sa.Column("aliases", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    kind_check(*KINDS, "committee")
    op.create_table(
        "office_groups",
        *head(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("kinds", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        created_at(),
        version(),
        *keys("office_groups"),
        unique("office_groups", "id"),
        unique("office_groups", "name"),
    )
    op.create_table(
        "office_group_members",
        *head(),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("office_id", sa.BigInteger(), nullable=False),
        created_at(),
        own_key("office_group_members", "group_id", "office_groups", "CASCADE"),
        own_key("office_group_members", "office_id", "offices"),
        *keys("office_group_members"),
        unique("office_group_members", "group_id", "office_id"),
    )
    op.create_table(
        "office_people",
        *head(),
        sa.Column("office_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=False),
        created_at(),
        own_key("office_people", "office_id", "offices"),
        own_key("office_people", "membership_id", "memberships"),
        *keys("office_people"),
        unique("office_people", "office_id", "membership_id"),
    )
    op.create_index(
        "ix_office_people_tenant_id_membership_id", "office_people", ["tenant_id", "membership_id"]
    )
    op.create_table(
        "office_reports",
        *head(),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("office_id", sa.BigInteger(), nullable=False),
        sa.Column("part", choice("part", "lead", "support", "requested"), nullable=False),
        sa.Column("status", choice("task_status", *STATUSES), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by_name", sa.String(), nullable=False),
        created_at(),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_office_reports_percent")),
        sa.CheckConstraint(
            "(status = 'done') = (percent = 100)", name=op.f("ck_office_reports_done_is_100")
        ),
        own_key("office_reports", "task_id", "tasks"),
        own_key("office_reports", "office_id", "offices"),
        *keys("office_reports"),
        unique("office_reports", "id"),
    )
    for column in ("task_id", "office_id"):
        op.create_index(
            f"ix_office_reports_tenant_id_{column}", "office_reports", ["tenant_id", column]
        )
    for table in ("office_groups", "office_group_members", "office_people"):
        rls.protect(op, table, rls.OWNER)
    rls.protect(op, "office_reports", rls.OWNER, grants="SELECT, INSERT")


def downgrade() -> None:
    """Drop them; the committee itself counts as another office."""
    for table in ("office_reports", "office_people", "office_group_members", "office_groups"):
        op.drop_table(table)
    op.execute("UPDATE offices SET kind = 'other' WHERE kind = 'committee'")
    kind_check(*KINDS)
    op.drop_column("offices", "aliases")
