"""The ladder of reminders, what was reminded of, outgoing mails, urgings, audiences of notices"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0009_reminders"
down_revision = "0008_terms"
branch_labels = None
depends_on = None

URGED = rls.Policy(
    "urged",
    "SELECT",
    "issued_at IS NOT NULL AND id IN (SELECT d.urging_id FROM urging_deliveries d "
    f"WHERE d.recipient_id = {rls.TENANT})",
)
ONCE = "uq_notifications_tenant_id_addressee_id_key"


def upgrade() -> None:
    """Create the tables, their policies and what keeps them frozen; notices get an audience."""
    op.add_column("notifications", sa.Column("roles", sa.ARRAY(sa.String(40)), nullable=True))
    op.add_column("notifications", sa.Column("user_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_notifications_user_id", "notifications", "users", ["user_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_notifications_audience"), "notifications", "roles IS NULL OR user_id IS NULL"
    )
    op.drop_constraint(ONCE, "notifications", type_="unique")
    op.create_unique_constraint(
        f"{ONCE}_user_id",
        "notifications",
        ["tenant_id", "addressee_id", "key", "user_id"],
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "mails",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "unknown",
                "refused",
                "given_up",
                name="mail_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_mails_sent")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_mails_tenant_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mails_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("tenant_id", "key", name=op.f("uq_mails_tenant_id_key")),
    )
    op.create_index(
        "ix_mails_due",
        "mails",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_index(
        op.f("ix_mails_tenant_id_state_created_at"),
        "mails",
        ["tenant_id", "state", "created_at"],
        unique=False,
    )
    op.create_table(
        "mail_choices",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("reminders", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_mail_choices_tenant_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mail_choices_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_choices")),
        sa.UniqueConstraint("tenant_id", "user_id", name=op.f("uq_mail_choices_tenant_id_user_id")),
    )
    op.create_table(
        "reminder_ladders",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("hour", sa.Integer(), server_default="7", nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("hour BETWEEN 5 AND 20", name=op.f("ck_reminder_ladders_hour")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_reminder_ladders_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_ladders")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_reminder_ladders_tenant_id")),
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "task",
                "plan",
                "half_year_review",
                "year_review",
                "below_plan",
                "below_task",
                name="subject_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_reminders_tenant_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["tenants.id"], name=op.f("fk_reminders_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "tenant_id",
            "kind",
            "subject_id",
            "unit_id",
            "last_day",
            "height",
            name=op.f("uq_reminders_tenant_id_kind_subject_id_unit_id_last_day_height"),
        ),
    )
    op.create_table(
        "urgings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "notice",
                "letter",
                name="urging_form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reply_on", sa.Date(), nullable=True),
        sa.Column(
            "issued_as",
            sa.Enum(
                "committee",
                "home_affairs",
                "department",
                name="issued_as",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("recipients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("units", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_year", sa.Integer(), nullable=True),
        sa.Column("signing_capacity", sa.String(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("btrim(body) <> ''", name=op.f("ck_urgings_body")),
        sa.CheckConstraint("btrim(subject) <> ''", name=op.f("ck_urgings_subject")),
        sa.CheckConstraint(
            "form = 'notice' OR issued_at IS NULL OR number IS NOT NULL",
            name=op.f("ck_urgings_letter_numbered"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_urgings_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_urgings_tenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgings")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_urgings_tenant_id_id")),
    )
    op.create_index(
        op.f("ix_urgings_tenant_id_issued_at"), "urgings", ["tenant_id", "issued_at"], unique=False
    )
    op.create_index(
        "uq_urgings_number_in_year",
        "urgings",
        ["tenant_id", "symbol", "number_year", "number"],
        unique=True,
        postgresql_where=sa.text("number IS NOT NULL"),
    )
    op.create_table(
        "urging_deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("urging_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["tenants.id"], name=op.f("fk_urging_deliveries_recipient_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "urging_id"],
            ["urgings.tenant_id", "urgings.id"],
            name=op.f("fk_urging_deliveries_tenant_id_urging_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_urging_deliveries_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_deliveries")),
        sa.UniqueConstraint(
            "urging_id", "recipient_id", name=op.f("uq_urging_deliveries_urging_id_recipient_id")
        ),
    )
    op.create_index(
        op.f("ix_urging_deliveries_recipient_id_sent_at"),
        "urging_deliveries",
        ["recipient_id", "sent_at"],
        unique=False,
    )
    op.create_table(
        "urging_receipts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("urging_id", sa.BigInteger(), nullable=False),
        sa.Column("addressee_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by", sa.BigInteger(), nullable=False),
        sa.Column("seen_by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["tenants.id"], name=op.f("fk_urging_receipts_addressee_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_urging_receipts_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urging_receipts")),
        sa.UniqueConstraint(
            "tenant_id", "urging_id", name=op.f("uq_urging_receipts_tenant_id_urging_id")
        ),
    )
    op.create_index(
        op.f("ix_urging_receipts_urging_id_tenant_id"),
        "urging_receipts",
        ["urging_id", "tenant_id"],
        unique=False,
    )
    rls.protect(op, "mails", rls.OWNER, rls.PLATFORM_ONLY)
    rls.protect(op, "mail_choices", rls.OWNER)
    rls.protect(op, "reminder_ladders", rls.OWNER, rls.ISSUED, rls.PLATFORM_ONLY)
    rls.protect(op, "reminders", rls.OWNER, grants="SELECT, INSERT")
    rls.protect(op, "urging_deliveries", rls.OWNER, rls.sent_to("recipient_id"))
    rls.protect(op, "urgings", rls.OWNER, URGED)
    rls.protect(op, "urging_receipts", rls.OWNER, rls.sent_to("addressee_id"))
    rls.freeze(op, "urgings", when="OLD.issued_at IS NOT NULL")
    rls.freeze(op, "urging_deliveries", when="OLD.sent_at IS NOT NULL")


def downgrade() -> None:
    """Drop them again; of a notice to several people one stays, and everybody reads it."""
    rls.thaw(op, "urging_deliveries")
    rls.thaw(op, "urgings")
    op.execute("DROP POLICY urged ON urgings")
    for table in (
        "urging_receipts",
        "urging_deliveries",
        "urgings",
        "reminders",
        "reminder_ladders",
        "mail_choices",
        "mails",
    ):
        op.drop_table(table)
    op.drop_constraint(f"{ONCE}_user_id", "notifications", type_="unique")
    op.execute("ALTER TABLE notifications NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "DELETE FROM notifications n USING notifications first WHERE first.id < n.id AND "
        "(first.tenant_id, first.addressee_id, first.key) = (n.tenant_id, n.addressee_id, n.key)"
    )
    op.execute("ALTER TABLE notifications FORCE ROW LEVEL SECURITY")
    op.create_unique_constraint(ONCE, "notifications", ["tenant_id", "addressee_id", "key"])
    op.drop_constraint(op.f("ck_notifications_audience"), "notifications", type_="check")
    op.drop_column("notifications", "user_id")
    op.drop_column("notifications", "roles")
