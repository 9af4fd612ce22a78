"""Discipline, secret ballots, minutes of the council, who is proposed for awards"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0019_deciding"
down_revision = "0018_appraising"
branch_labels = None
depends_on = None

TABLES = (
    "disciplines",
    "council_sessions",
    "ballots",
    "ballot_candidates",
    "ballot_voters",
    "award_proposals",
)
COUNTED = "EXISTS (SELECT 1 FROM ballots b WHERE b.id = OLD.ballot_id AND b.state IN ('closed', 'cancelled'))"


def upgrade() -> None:
    """Create the tables; tell whence a changed point comes; let a vote end a tie."""
    _tie_rules("shared", "vote", "authority")
    op.add_column(
        "confirmation_lines",
        sa.Column(
            "origin",
            _words("line_origin", "points", "values", "cluster"),
            server_default="points",
            nullable=False,
        ),
    )
    op.add_column("confirmation_lines", sa.Column("inputs", postgresql.JSONB(), nullable=True))
    _disciplines()
    _sessions()
    _ballots()
    _candidates()
    _voters()
    _proposals()
    op.add_column("tie_decisions", sa.Column("ballot_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_tie_decisions_tenant_id_ballot_id"),
        "tie_decisions",
        "ballots",
        ["tenant_id", "ballot_id"],
        ["tenant_id", "id"],
    )
    for table in TABLES:
        rls.protect(op, table, rls.OWNER)
    rls.freeze(op, "disciplines", when="OLD.withdrawn_at IS NOT NULL")
    rls.freeze(
        op,
        "disciplines",
        when="true",
        except_for=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"],
        stage="recorded",
    )
    rls.freeze(op, "council_sessions", when="OLD.closed_at IS NOT NULL")
    rls.freeze(op, "ballots", when="OLD.state IN ('closed', 'cancelled')")
    rls.freeze(op, "ballot_candidates", when=COUNTED)
    rls.freeze(op, "ballot_voters", when=COUNTED)


def downgrade() -> None:
    """Take them away again."""
    op.drop_constraint(op.f("fk_tie_decisions_tenant_id_ballot_id"), "tie_decisions")
    op.drop_column("tie_decisions", "ballot_id")
    for table in ("ballot_voters", "ballot_candidates", "ballots", "council_sessions"):
        rls.thaw(op, table)
    rls.thaw(op, "disciplines", stage="recorded")
    rls.thaw(op, "disciplines")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("confirmation_lines", "inputs")
    op.drop_column("confirmation_lines", "origin")
    _tie_rules("shared", "authority")


def _tie_rules(*rules: str) -> None:
    allowed = ", ".join(f"'{rule}'" for rule in rules)
    op.execute("ALTER TABLE criteria_sets DROP CONSTRAINT ck_criteria_sets_tie_rule")
    op.execute(
        "ALTER TABLE criteria_sets ADD CONSTRAINT ck_criteria_sets_tie_rule "
        f"CHECK (tie_rule IN ({allowed}))"
    )


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _base(*columns: sa.schema.SchemaItem) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("tenant_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
    )


def _some(kind: sa.types.TypeEngine, *names: str, null: bool = False) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=null) for name in names]


def _keys(table: str, *columns: str) -> list[sa.schema.SchemaItem]:
    """The primary key, and the keys of the columns that name tenants."""
    named = [
        sa.ForeignKeyConstraint([one], ["tenants.id"], name=op.f(f"fk_{table}_{one}"))
        for one in ("tenant_id", *columns)
    ]
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *named]


def _own(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
        ondelete=ondelete,
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, said: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(said, name=op.f(f"ck_{table}_{name}"))


INSTANT = sa.DateTime(timezone=True)


def _disciplines() -> None:
    table = "disciplines"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "member_id"),
            sa.Column(
                "kind",
                _words(
                    "discipline_kind",
                    *("reprimand", "warning", "dismissal"),
                    *("criminal", "corruption", "disunity"),
                ),
                nullable=False,
            ),
            *_some(sa.String(), "person"),
            *_some(sa.Date(), "decided_on"),
            *_some(sa.String(), "number"),
            *_some(sa.Text(), "note", null=True),
            *_some(sa.BigInteger(), "recorded_by"),
            *_some(sa.String(), "recorded_by_name"),
            *_some(INSTANT, "withdrawn_at", null=True),
            *_some(sa.String(), "withdrawn_by_name", null=True),
            *_some(sa.Text(), "withdrawn_reason", null=True),
        ),
        _check(table, "words", "btrim(person) <> '' AND btrim(number) <> ''"),
        _check(table, "withdrawn", "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)"),
        *_keys(table, "member_id"),
        _unique(table, "tenant_id", "id"),
    )
    op.create_index(op.f("ix_disciplines_tenant_id_decided_on"), table, ["tenant_id", "decided_on"])


def _sessions() -> None:
    table = "council_sessions"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "criteria_set_id"),
            sa.Column(
                "purpose", _words("session_purpose", "ordinary", "awards"), nullable=False
            ),
            *_some(sa.Date(), "held_on"),
            *_some(sa.String(), "began_at"),
            *_some(sa.String(), "ended_at", null=True),
            *_some(sa.String(), "place", "chair", "secretary"),
            *_some(postgresql.JSONB(), "attendees"),
            *_some(sa.Text(), "agenda"),
            *_some(sa.Text(), "conclusion", null=True),
            *_some(INSTANT, "closed_at", null=True),
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        *_keys(table),
        _own(table, "criteria_set_id", "criteria_sets"),
        _unique(table, "tenant_id", "id"),
    )
    op.create_index(op.f("ix_council_sessions_tenant_id_held_on"), table, ["tenant_id", "held_on"])


def _ballots() -> None:
    table = "ballots"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "criteria_set_id"),
            *_some(sa.BigInteger(), "cluster_id", "session_id", null=True),
            sa.Column("purpose", _words("ballot_purpose", "acclaim", "order"), nullable=False),
            sa.Column(
                "electorate", _words("ballot_electorate", "council", "cluster"), nullable=False
            ),
            *_some(sa.Boolean(), "by_hand"),
            *_some(sa.Text(), "title"),
            *_some(sa.String(), "award", null=True),
            *_some(sa.Integer(), "seats", null=True),
            *_some(sa.Integer(), "pass_numerator", "pass_denominator"),
            *_some(sa.Integer(), "quorum_numerator", "quorum_denominator"),
            sa.Column(
                "state",
                _words("ballot_state", "draft", "open", "closed", "cancelled"),
                nullable=False,
            ),
            *_some(INSTANT, "opened_at", "closed_at", null=True),
            *_some(sa.Text(), "cancel_reason", null=True),
            *_some(sa.LargeBinary(), "box", null=True),
            *_some(sa.Integer(), "eligible", "cast", "written", "invalid", null=True),
            *_some(sa.BigInteger(), "minutes_file_id", null=True),
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _check(table, "box", "(state = 'open' AND NOT by_hand) = (box IS NOT NULL)"),
        _check(table, "closed", "(state = 'closed') = (closed_at IS NOT NULL)"),
        _check(table, "cancelled", "(state = 'cancelled') = (cancel_reason IS NOT NULL)"),
        _check(
            table,
            "shares",
            "0 < pass_numerator AND pass_numerator <= pass_denominator AND "
            "0 < quorum_numerator AND quorum_numerator <= quorum_denominator",
        ),
        *_keys(table),
        _own(table, "criteria_set_id", "criteria_sets"),
        _own(table, "session_id", "council_sessions"),
        _own(table, "minutes_file_id", "files"),
        _unique(table, "tenant_id", "id"),
    )
    op.create_index(op.f("ix_ballots_criteria_set_id"), table, ["criteria_set_id"])


def _candidates() -> None:
    table = "ballot_candidates"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "ballot_id"),
            *_some(sa.Integer(), "position"),
            *_some(sa.BigInteger(), "member_id"),
            *_some(sa.String(), "member_name", "cluster_name"),
            *_some(sa.BigInteger(), "sheet_id"),
            *_some(sa.Integer(), "yes", "no", "blank", "points", null=True),
            *_some(sa.Boolean(), "passed", null=True),
            *_some(sa.Integer(), "place", null=True),
        ),
        *_keys(table, "member_id"),
        _own(table, "ballot_id", "ballots", "CASCADE"),
        _unique(table, "ballot_id", "member_id"),
        _unique(table, "ballot_id", "position"),
    )


def _voters() -> None:
    table = "ballot_voters"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "ballot_id"),
            *_some(sa.BigInteger(), "user_id", null=True),
            *_some(sa.String(), "name"),
            *_some(sa.String(), "position", null=True),
            sa.Column("way", _words("vote_way", "none", "ballot", "written"), nullable=False),
            *_some(sa.BigInteger(), "file_id", null=True),
        ),
        _check(table, "written", "(way = 'written') = (file_id IS NOT NULL)"),
        *_keys(table),
        _own(table, "ballot_id", "ballots", "CASCADE"),
        _own(table, "file_id", "files"),
        _unique(table, "ballot_id", "user_id"),
    )


def _proposals() -> None:
    table = "award_proposals"
    op.create_table(
        table,
        *_base(
            *_some(sa.BigInteger(), "criteria_set_id"),
            *_some(sa.String(), "award"),
            *_some(sa.BigInteger(), "member_id"),
            sa.Column("word", _words("proposal_word", "add", "drop"), nullable=False),
            *_some(sa.Text(), "reason"),
            *_some(sa.BigInteger(), "ballot_id", null=True),
            *_some(sa.BigInteger(), "said_by"),
            *_some(sa.String(), "said_by_name"),
        ),
        _check(table, "reason", "btrim(reason) <> ''"),
        *_keys(table, "member_id"),
        _own(table, "criteria_set_id", "criteria_sets"),
        _own(table, "ballot_id", "ballots"),
        _unique(table, "criteria_set_id", "award", "member_id"),
    )
