"""The registers of outgoing and incoming papers, drafts of papers, who receives them"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0021_correspondence"
down_revision = "0020_announcing"
branch_labels = None
depends_on = None

KIND = sa.Enum(
    "resolution",
    "decision",
    "directive",
    "regulation",
    "rules",
    "communique",
    "notice",
    "guidance",
    "programme",
    "plan",
    "scheme",
    "master_project",
    "project",
    "report",
    "minutes",
    "proposal",
    "contract",
    "official_letter",
    "telegram",
    "memorandum",
    "agreement",
    "authorization",
    "invitation",
    "introduction",
    "leave_permit",
    "dispatch_slip",
    "transfer_slip",
    "advice_slip",
    "open_letter",
    name="kind",
    native_enum=False,
    create_constraint=True,
    length=40,
)
URGENCY = sa.Enum(
    "urgent",
    "very_urgent",
    "immediate",
    name="urgency",
    native_enum=False,
    create_constraint=True,
    length=40,
)
APPEND_ONLY = "SELECT, INSERT"
NEVER_DELETED = "SELECT, INSERT, UPDATE"


def upgrade() -> None:
    """Create the tables; what was issued or sent is frozen, numbers are never deleted."""
    op.create_table(
        "incoming_papers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=True),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("paper_recipient_id", sa.BigInteger(), nullable=True),
        sa.Column("paper_id", sa.BigInteger(), nullable=True),
        sa.Column("paper_number", sa.String(), server_default="", nullable=False),
        sa.Column("kind", KIND, nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("urgency", URGENCY, nullable=True),
        sa.Column("assigned_to", sa.BigInteger(), nullable=True),
        sa.Column("assigned_name", sa.String(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_incoming_papers_number")),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["tenants.id"], name=op.f("fk_incoming_papers_sender_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_incoming_papers_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_papers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_incoming_papers_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "paper_recipient_id", name=op.f("uq_incoming_papers_tenant_id_paper_recipient_id")
        ),
        sa.UniqueConstraint(
            "tenant_id", "year", "number", name=op.f("uq_incoming_papers_tenant_id_year_number")
        ),
    )
    op.create_index(
        op.f("ix_incoming_papers_tenant_id_arrived_on"),
        "incoming_papers",
        ["tenant_id", "arrived_on"],
        unique=False,
    )
    op.create_table(
        "number_series",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_number_series_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint(
            "tenant_id", "year", "series", name=op.f("uq_number_series_tenant_id_year_series")
        ),
    )
    op.create_table(
        "outgoing_papers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reserved",
                "issued",
                "cancelled",
                "outside",
                "revoked",
                "replaced",
                name="paper_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kind", KIND, nullable=True),
        sa.Column("abstract", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.Column("urgency", URGENCY, nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signing_lines", sa.String(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("subject_kind", sa.String(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("public_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column("entered_by_name", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('issued', 'revoked', 'replaced') OR (issued_on IS NOT NULL AND issued_at IS NOT NULL AND kind IS NOT NULL)",
            name=op.f("ck_outgoing_papers_issued"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('reserved', 'cancelled', 'revoked') OR reason IS NOT NULL",
            name=op.f("ck_outgoing_papers_reason"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_outgoing_papers_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaced_by_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_outgoing_papers_tenant_id_replaced_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_outgoing_papers_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_papers")),
        sa.UniqueConstraint("code", name=op.f("uq_outgoing_papers_code")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_outgoing_papers_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "year",
            "series",
            "number",
            name=op.f("uq_outgoing_papers_tenant_id_year_series_number"),
        ),
    )
    op.create_index(
        op.f("ix_outgoing_papers_tenant_id_issued_on"),
        "outgoing_papers",
        ["tenant_id", "issued_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outgoing_papers_tenant_id_subject_kind_subject_id"),
        "outgoing_papers",
        ["tenant_id", "subject_kind", "subject_id"],
        unique=False,
    )
    op.create_table(
        "paper_receipts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "registered",
                "returned",
                name="receipt_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["tenants.id"], name=op.f("fk_paper_receipts_sender_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_receipts_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_receipts")),
        sa.UniqueConstraint(
            "tenant_id", "paper_recipient_id", name=op.f("uq_paper_receipts_tenant_id_paper_recipient_id")
        ),
    )
    op.create_index(
        op.f("ix_paper_receipts_paper_id"), "paper_receipts", ["paper_id"], unique=False
    )
    op.create_index(
        op.f("ix_paper_receipts_sender_id"), "paper_receipts", ["sender_id"], unique=False
    )
    op.create_table(
        "incoming_files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["files.tenant_id", "files.id"],
            name=op.f("fk_incoming_files_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["incoming_papers.tenant_id", "incoming_papers.id"],
            name=op.f("fk_incoming_files_tenant_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_incoming_files_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_files")),
        sa.UniqueConstraint(
            "tenant_id",
            "paper_id",
            "file_id",
            name=op.f("uq_incoming_files_tenant_id_paper_id_file_id"),
        ),
    )
    op.create_table(
        "official_papers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), server_default="", nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("recipients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("archive", sa.String(), server_default="VT", nullable=False),
        sa.Column("urgency", URGENCY, nullable=True),
        sa.Column(
            "circulation",
            sa.Enum(
                "return_after_reading",
                "internal",
                name="circulation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "with_head",
                "with_leader",
                "with_clerk",
                "issued",
                "dropped",
                name="draft_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signing_lines", sa.String(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("signer_id", sa.BigInteger(), nullable=True),
        sa.Column("drafted_by", sa.BigInteger(), nullable=False),
        sa.Column("drafted_by_name", sa.String(), nullable=False),
        sa.Column("outgoing_id", sa.BigInteger(), nullable=True),
        sa.Column("replaces_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (outgoing_id IS NOT NULL)", name=op.f("ck_official_papers_issued")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "outgoing_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_official_papers_tenant_id_outgoing_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaces_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_official_papers_tenant_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_official_papers_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_papers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_official_papers_tenant_id_id")),
    )
    op.create_index(
        op.f("ix_official_papers_tenant_id_state"),
        "official_papers",
        ["tenant_id", "state"],
        unique=False,
    )
    op.create_table(
        "paper_files",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "drawn",
                "editable",
                "signed",
                "scanned",
                "annex",
                name="file_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["files.tenant_id", "files.id"],
            name=op.f("fk_paper_files_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_paper_files_tenant_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_files_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_files")),
        sa.UniqueConstraint(
            "tenant_id",
            "paper_id",
            "file_id",
            name=op.f("uq_paper_files_tenant_id_paper_id_file_id"),
        ),
    )
    op.create_index(op.f("ix_paper_files_file_id"), "paper_files", ["file_id"], unique=False)
    op.create_table(
        "paper_recipients",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "report",
                "carry_out",
                "coordinate",
                "know",
                "follow",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "tenant",
                "email",
                "package",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(channel = 'tenant') = (addressee_id IS NOT NULL)",
            name=op.f("ck_paper_recipients_reach"),
        ),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["tenants.id"], name=op.f("fk_paper_recipients_addressee_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["outgoing_papers.tenant_id", "outgoing_papers.id"],
            name=op.f("fk_paper_recipients_tenant_id_paper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.id"], name=op.f("fk_paper_recipients_tenant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_recipients")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_paper_recipients_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "paper_id",
            "addressee_id",
            name=op.f("uq_paper_recipients_tenant_id_paper_id_addressee_id"),
        ),
    )
    op.create_index(
        op.f("ix_paper_recipients_addressee_id"), "paper_recipients", ["addressee_id"], unique=False
    )
    op.create_index(
        op.f("ix_paper_recipients_paper_id"), "paper_recipients", ["paper_id"], unique=False
    )
    _protect()


def _protect() -> None:
    rls.protect(
        op,
        "paper_recipients",
        rls.OWNER,
        rls.sent_to("addressee_id"),
        rls.inherited(rls.OWNER, rls.sent_to("addressee_id")),
    )
    rls.protect(
        op,
        "outgoing_papers",
        rls.OWNER,
        rls.linked("outgoing_papers", "paper_recipients", "paper_id"),
        rls.CODED,
        rls.PUBLISHED,
        rls.inherited(rls.OWNER),
        grants=NEVER_DELETED,
    )
    rls.protect(
        op,
        "paper_files",
        rls.OWNER,
        rls.under("paper_files", "paper_id", "outgoing_papers"),
        rls.inherited(rls.OWNER),
        grants=APPEND_ONLY,
    )
    rls.protect(
        op,
        "paper_receipts",
        rls.OWNER,
        rls.sent_to("sender_id"),
        rls.inherited(rls.OWNER),
        grants=APPEND_ONLY,
    )
    rls.protect(op, "number_series", rls.OWNER, grants=NEVER_DELETED)
    rls.protect(op, "official_papers", rls.OWNER)
    for table in ("incoming_papers", "incoming_files"):
        rls.protect(op, table, rls.OWNER, rls.inherited(rls.OWNER))
    op.execute(rls.linked("files", "paper_files", "file_id").ddl("files"))
    rls.freeze(op, "paper_recipients", when="OLD.sent_at IS NOT NULL")
    rls.freeze(op, "official_papers", when="OLD.state = 'issued'")
    rls.freeze(
        op,
        "outgoing_papers",
        when="OLD.issued_at IS NOT NULL",
        except_for=("state", "reason", "public_at", "replaced_by_id", "version"),
    )


def downgrade() -> None:
    """Drop what `upgrade` created."""
    for table in ("outgoing_papers", "official_papers", "paper_recipients"):
        rls.thaw(op, table)
    op.execute("DROP POLICY linked_paper_files ON files")
    for table in ("paper_files", "outgoing_papers"):
        op.execute(f"DROP POLICY inherited ON {table}")
    op.execute("DROP POLICY under_outgoing_papers ON paper_files")
    op.execute("DROP POLICY linked_paper_recipients ON outgoing_papers")
    op.drop_index(op.f("ix_paper_recipients_paper_id"), table_name="paper_recipients")
    op.drop_index(op.f("ix_paper_recipients_addressee_id"), table_name="paper_recipients")
    op.drop_table("paper_recipients")
    op.drop_index(op.f("ix_paper_files_file_id"), table_name="paper_files")
    op.drop_table("paper_files")
    op.drop_index(op.f("ix_official_papers_tenant_id_state"), table_name="official_papers")
    op.drop_table("official_papers")
    op.drop_table("incoming_files")
    op.drop_index(op.f("ix_paper_receipts_sender_id"), table_name="paper_receipts")
    op.drop_index(op.f("ix_paper_receipts_paper_id"), table_name="paper_receipts")
    op.drop_table("paper_receipts")
    op.drop_index(
        op.f("ix_outgoing_papers_tenant_id_subject_kind_subject_id"), table_name="outgoing_papers"
    )
    op.drop_index(op.f("ix_outgoing_papers_tenant_id_issued_on"), table_name="outgoing_papers")
    op.drop_table("outgoing_papers")
    op.drop_table("number_series")
    op.drop_index(op.f("ix_incoming_papers_tenant_id_arrived_on"), table_name="incoming_papers")
    op.drop_table("incoming_papers")
