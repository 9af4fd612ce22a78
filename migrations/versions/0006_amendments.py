"""Amendments of issued plans and how subordinates merged them"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0006_amendments"
down_revision = "0005_revisions"
branch_labels = None
depends_on = None

STATES = (
    "applied",
    "equal",
    "forced",
    "inserted",
    "removed",
    "informed",
    "conflict",
    "offered",
    "withdrawal",
    "taken",
    "kept",
    "rewritten",
    "accepted",
    "refused",
    "confirmed",
    "kept_as_own",
    "superseded",
)
KINDS = ("changed", "added", "withdrawn")
ANSWERS = "'taken', 'kept', 'rewritten', 'accepted', 'refused', 'confirmed', 'kept_as_own'"


def choice(name: str, *values: str) -> sa.Enum:
    """Text under a named check."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def identity() -> list[sa.Column]:
    """What every row has first."""
    return [
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
    ]


def created_at() -> sa.Column:
    """When the row was made."""
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def version() -> sa.Column:
    """How often it changed."""
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def keys(table: str) -> list[sa.Constraint]:
    """The primary key, the key of the tenant's own links, and the owner."""
    return [
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=f"fk_{table}_tenant_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def own(table: str, column: str, target: str, **options: Any) -> sa.ForeignKeyConstraint:
    """A link inside a tenant."""
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=f"fk_{table}_tenant_id_{column}",
        **options,
    )


def addressee(table: str) -> sa.ForeignKeyConstraint:
    """Who reads the row once it is sent."""
    return sa.ForeignKeyConstraint(
        ["addressee_id"], ["tenants.id"], name=f"fk_{table}_addressee_id"
    )


def upgrade() -> None:
    """Create the tables, their policies and what keeps issued papers frozen."""
    op.create_table(
        "amendments",
        *identity(),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_year", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column("signing_capacity", sa.String(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("addressee_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        created_at(),
        version(),
        sa.CheckConstraint(
            "(issued_at IS NULL) = (issued_on IS NULL)", name=op.f("ck_amendments_issued")
        ),
        sa.CheckConstraint(
            "(issued_at IS NULL) = (revision IS NULL)", name=op.f("ck_amendments_revision")
        ),
        sa.CheckConstraint("btrim(reason) <> ''", name=op.f("ck_amendments_reason")),
        *keys("amendments"),
        own("amendments", "plan_id", "plans"),
        addressee("amendments"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_amendments_tenant_id_id"),
        sa.UniqueConstraint("plan_id", "revision", name="uq_amendments_plan_id_revision"),
    )
    op.create_index(
        "uq_amendments_one_draft",
        "amendments",
        ["plan_id"],
        unique=True,
        postgresql_where="issued_at IS NULL",
    )
    op.create_index(
        "uq_amendments_number_in_year",
        "amendments",
        ["tenant_id", "symbol", "number_year", "number"],
        unique=True,
        postgresql_where="number IS NOT NULL",
    )
    op.create_table(
        "amendment_lines",
        *identity(),
        sa.Column("amendment_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("change", choice("change_kind", "change", "add", "withdraw"), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("addressee_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        created_at(),
        sa.CheckConstraint(
            "(change = 'add') = (before IS NULL)", name=op.f("ck_amendment_lines_before")
        ),
        sa.CheckConstraint(
            "(change = 'withdraw') = (after IS NULL)", name=op.f("ck_amendment_lines_after")
        ),
        sa.CheckConstraint(
            "change = 'add' OR task_id IS NOT NULL", name=op.f("ck_amendment_lines_task")
        ),
        *keys("amendment_lines"),
        own("amendment_lines", "amendment_id", "amendments", ondelete="CASCADE"),
        own("amendment_lines", "plan_id", "plans"),
        own("amendment_lines", "task_id", "tasks"),
        addressee("amendment_lines"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_amendment_lines_tenant_id_id"),
        sa.UniqueConstraint(
            "amendment_id", "task_id", name="uq_amendment_lines_amendment_id_task_id"
        ),
    )
    op.create_index("ix_amendment_lines_plan_id", "amendment_lines", ["plan_id"])
    op.create_table(
        "merges",
        *identity(),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=True),
        sa.Column("upstream_plan_id", sa.BigInteger(), nullable=False),
        sa.Column("upstream_task_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", choice("merge_kind", *KINDS), nullable=False),
        sa.Column("state", choice("merge_state", *STATES), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_by_name", sa.String(), nullable=True),
        created_at(),
        version(),
        sa.CheckConstraint(
            f"(answered_at IS NOT NULL) = (state IN ({ANSWERS}))", name=op.f("ck_merges_answered")
        ),
        sa.CheckConstraint(
            "state NOT IN ('kept', 'refused', 'kept_as_own') OR reason IS NOT NULL",
            name=op.f("ck_merges_reason"),
        ),
        *keys("merges"),
        own("merges", "plan_id", "plans", ondelete="CASCADE"),
        own("merges", "task_id", "tasks", ondelete="CASCADE"),
        sa.UniqueConstraint("tenant_id", "id", name="uq_merges_tenant_id_id"),
    )
    op.create_index(
        "uq_merges_once",
        "merges",
        ["tenant_id", "upstream_task_id", "task_id", "revision"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_merges_plan_id_state", "merges", ["plan_id", "state"])
    op.create_table(
        "merge_receipts",
        *identity(),
        sa.Column("merge_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("upstream_task_id", sa.BigInteger(), nullable=False),
        sa.Column("addressee_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", choice("merge_receipt_kind", *KINDS), nullable=False),
        sa.Column("state", choice("merge_receipt_state", *STATES), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        created_at(),
        *keys("merge_receipts"),
        own("merge_receipts", "merge_id", "merges", ondelete="CASCADE"),
        addressee("merge_receipts"),
        sa.UniqueConstraint("merge_id", name="uq_merge_receipts_merge_id"),
    )
    op.create_index("ix_merge_receipts_plan_id_revision", "merge_receipts", ["plan_id", "revision"])
    for table in ("amendments", "amendment_lines"):
        rls.protect(op, table, rls.OWNER, rls.delivered("plan_id"), rls.sent_to("addressee_id"))
        rls.freeze(
            op,
            table,
            when="OLD.issued_at IS NOT NULL",
            except_for=["sent_at", "addressee_id", "version"],
        )
    rls.protect(op, "merges", rls.OWNER)
    rls.protect(op, "merge_receipts", rls.OWNER, rls.sent_to("addressee_id"))


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("merge_receipts")
    op.drop_table("merges")
    for table in ("amendment_lines", "amendments"):
        rls.thaw(op, table)
        op.drop_table(table)
