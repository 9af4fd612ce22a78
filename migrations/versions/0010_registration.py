"""Plans that came up are accepted or returned; questions and answers"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0010_registration"
down_revision = "0009_reminders"
branch_labels = None
depends_on = None

APPEND_ONLY = "SELECT, INSERT"
LINKED = rls.linked("files", "plan_messages", "file_id")


def choice(name: str, *values: str) -> sa.Enum:
    """Text under a named check."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def owned(table: str, *columns: sa.schema.SchemaItem) -> None:
    """A table whose rows a tenant owns."""
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def addressed(table: str) -> list[sa.schema.SchemaItem]:
    """To whom a row is sent, and when."""
    return [
        sa.Column("addressee_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["tenants.id"], name=op.f(f"fk_{table}_addressee_id")
        ),
    ]


def upgrade() -> None:
    """Reviews, messages and general answers: written once, never changed."""
    owned(
        "plan_reviews",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("verdict", choice("plan_verdict", "accepted", "returned"), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=True),
        *addressed("plan_reviews"),
        sa.Column("reviewed_by", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "verdict = 'accepted' OR remarks IS NOT NULL", name=op.f("ck_plan_reviews_remarks")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "plan_id",
            "revision",
            name=op.f("uq_plan_reviews_tenant_id_plan_id_revision"),
        ),
    )
    op.create_index(
        op.f("ix_plan_reviews_plan_id_revision"), "plan_reviews", ["plan_id", "revision"]
    )
    op.create_index(op.f("ix_plan_reviews_addressee_id"), "plan_reviews", ["addressee_id"])
    owned(
        "plan_messages",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=True),
        sa.Column("root_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind", choice("message_kind", "question", "difficulty", "answer"), nullable=False
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        *addressed("plan_messages"),
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("btrim(text) <> ''", name=op.f("ck_plan_messages_text")),
        sa.CheckConstraint(
            "kind <> 'answer' OR root_id IS NOT NULL",
            name=op.f("ck_plan_messages_answer_in_thread"),
        ),
        sa.CheckConstraint("addressee_id <> tenant_id", name=op.f("ck_plan_messages_to_another")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["files.tenant_id", "files.id"],
            name=op.f("fk_plan_messages_tenant_id_file_id"),
        ),
    )
    for column in ("root_id", "plan_id", "addressee_id"):
        op.create_index(op.f(f"ix_plan_messages_{column}"), "plan_messages", [column])
    op.create_index(
        op.f("ix_plan_messages_file_id"),
        "plan_messages",
        ["file_id"],
        postgresql_where=sa.text("file_id IS NOT NULL"),
    )
    owned(
        "plan_clarifications",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "btrim(question) <> '' AND btrim(answer) <> ''",
            name=op.f("ck_plan_clarifications_words"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_clarifications_tenant_id_plan_id"),
        ),
    )
    op.create_index(op.f("ix_plan_clarifications_plan_id"), "plan_clarifications", ["plan_id"])
    for table in ("plan_reviews", "plan_messages"):
        rls.protect(op, table, rls.OWNER, rls.sent_to("addressee_id"), grants=APPEND_ONLY)
    rls.protect(op, "plan_clarifications", rls.OWNER, rls.delivered("plan_id"), grants=APPEND_ONLY)
    op.execute(LINKED.ddl("files"))


def downgrade() -> None:
    """Without answers and questions; the files that went with them stay with their owners."""
    op.execute(f"DROP POLICY {LINKED.name} ON files")
    for table in ("plan_clarifications", "plan_messages", "plan_reviews"):
        op.drop_table(table)
