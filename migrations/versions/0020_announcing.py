"""Frozen results, petitions"""

import sqlalchemy as sa
from alembic import op

from tenants import rls

revision = "0020_announcing"
down_revision = "0019_deciding"
branch_labels = None
depends_on = None

TABLES = (
    *("frozen_results", "frozen_sheets", "result_papers"),
    *("petitions", "petition_files", "petition_answers"),
)
PAPER_KIND = sa.Enum(
    "summary", "proposal", name="paper_kind", native_enum=False, create_constraint=True, length=40
)
READ_PETITIONS = (rls.OWNER, rls.sent_to("province_id"))


def upgrade() -> None:
    """Create the tables; everything in them is frozen from the start."""
    op.add_column("announcements", sa.Column("petition_until", sa.Date(), nullable=True))
    _frozen()
    _petitions()
    for table, policies in (
        ("frozen_results", (rls.OWNER,)),
        ("frozen_sheets", (rls.OWNER, rls.sent_to("member_id"))),
        ("result_papers", (rls.OWNER,)),
        ("petitions", READ_PETITIONS),
        ("petition_files", READ_PETITIONS),
        ("petition_answers", (rls.OWNER, rls.sent_to("member_id"))),
    ):
        rls.protect(op, table, *policies)
        rls.freeze(op, table, when="true")
    op.execute(rls.linked("files", "petition_files", "file_id").ddl("files"))


def _own() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
    ]


def _created() -> sa.Column[object]:
    return sa.Column(
        "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _tenant(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["tenants.id"], name=op.f(f"fk_{table}_{column}"))


def _within(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{other}.tenant_id", f"{other}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def _frozen() -> None:
    op.create_table(
        "frozen_results",
        *_own(),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        _created(),
        _tenant("frozen_results", "tenant_id"),
        _within("frozen_results", "announcement_id", "announcements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_results")),
        sa.UniqueConstraint("announcement_id", name=op.f("uq_frozen_results_announcement_id")),
    )
    op.create_table(
        "frozen_sheets",
        *_own(),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        _created(),
        _tenant("frozen_sheets", "tenant_id"),
        _tenant("frozen_sheets", "member_id"),
        _within("frozen_sheets", "announcement_id", "announcements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_sheets")),
        sa.UniqueConstraint(
            "announcement_id", "sheet_id", name=op.f("uq_frozen_sheets_announcement_id_sheet_id")
        ),
    )
    op.create_index(op.f("ix_frozen_sheets_member_id"), "frozen_sheets", ["member_id"])
    op.create_index(op.f("ix_frozen_sheets_sheet_id"), "frozen_sheets", ["sheet_id"])
    op.create_table(
        "result_papers",
        *_own(),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", PAPER_KIND, nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        _created(),
        _tenant("result_papers", "tenant_id"),
        _within("result_papers", "announcement_id", "announcements"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_papers")),
    )
    op.create_index(
        op.f("ix_result_papers_announcement_id"), "result_papers", ["announcement_id"]
    )


def _petitions() -> None:
    op.create_table(
        "petitions",
        *_own(),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.Column("criteria_set_id", sa.BigInteger(), nullable=False),
        sa.Column("sheet_id", sa.BigInteger(), nullable=False),
        sa.Column("criterion_id", sa.BigInteger(), nullable=True),
        sa.Column("member_name", sa.String(), nullable=False),
        sa.Column("province_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.BigInteger(), nullable=False),
        _created(),
        sa.CheckConstraint("btrim(text) <> ''", name=op.f("ck_petitions_text")),
        _tenant("petitions", "tenant_id"),
        _tenant("petitions", "province_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petitions")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_petitions_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id",
            "announcement_id",
            "criterion_id",
            name=op.f("uq_petitions_tenant_id_announcement_id_criterion_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        op.f("ix_petitions_province_id_announcement_id"),
        "petitions",
        ["province_id", "announcement_id"],
    )
    op.create_table(
        "petition_files",
        *_own(),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("province_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        _created(),
        _tenant("petition_files", "tenant_id"),
        _tenant("petition_files", "province_id"),
        _within("petition_files", "petition_id", "petitions"),
        _within("petition_files", "file_id", "files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_files")),
    )
    op.create_index(op.f("ix_petition_files_petition_id"), "petition_files", ["petition_id"])
    op.create_index(op.f("ix_petition_files_file_id"), "petition_files", ["file_id"])
    op.create_table(
        "petition_answers",
        *_own(),
        sa.Column("petition_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.BigInteger(), nullable=False),
        _created(),
        sa.CheckConstraint("btrim(reason) <> ''", name=op.f("ck_petition_answers_reason")),
        _tenant("petition_answers", "tenant_id"),
        _tenant("petition_answers", "member_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition_answers")),
        sa.UniqueConstraint("petition_id", name=op.f("uq_petition_answers_petition_id")),
    )
    op.create_index(op.f("ix_petition_answers_member_id"), "petition_answers", ["member_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP POLICY linked_petition_files ON files")
    for table in reversed(TABLES):
        rls.thaw(op, table)
        op.drop_table(table)
    op.drop_column("announcements", "petition_until")
