"""The year of a cluster: roles over time, pledges, meetings, papers, members who come and go"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from tenants import rls

revision = "0015_cluster_year"
down_revision = "0014_scoring_ground"
branch_labels = None
depends_on = None

KINDS = ("platform", "province", "district", "commune", "department")
MORE_KINDS = ("school", "enterprise")
CHOOSING = ("appointed", "elected", "rotated")
SENT = "OLD.sent_at IS NOT NULL"
APPEND_ONLY = "SELECT, INSERT"
TABLES = (
    *("cluster_minutes", "cluster_meetings", "pledge_signatures", "pledge_registrations"),
    *("pledges", "cluster_plans", "cluster_moves", "cluster_notices", "cluster_terms"),
)
FROZEN = (
    *("cluster_minutes", "cluster_meetings", "pledge_registrations", "pledges"),
    *("cluster_plans", "cluster_terms"),
)


def upgrade() -> None:
    """Add the tables; schools and enterprises become tenants."""
    _allow_kinds(*KINDS, *MORE_KINDS)
    _cluster_columns()
    _leading()
    _moves()
    _plans()
    _pledges()
    _registrations()
    _meetings()
    _minutes()


def downgrade() -> None:
    """Take them away again."""
    for table in FROZEN:
        rls.thaw(op, table)
    for table in TABLES:
        op.drop_table(table)
    op.drop_constraint(op.f("fk_clusters_tenant_id_previous_id"), "clusters")
    for column in ("choosing", "basis", "term_from", "term_to", "previous_id"):
        op.drop_column("clusters", column)
    _allow_kinds(*KINDS)


def _allow_kinds(*kinds: str) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute("ALTER TABLE tenants DROP CONSTRAINT ck_tenants_tenant_kind")
    op.execute(
        f"ALTER TABLE tenants ADD CONSTRAINT ck_tenants_tenant_kind CHECK (kind IN ({allowed}))"
    )


def _enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name: str, kind: sa.types.TypeEngine[Any], nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable)


def _text(name: str, nullable: bool = False) -> sa.Column:
    return _column(name, sa.String(), nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return _column(name, sa.BigInteger(), nullable)


def _day(name: str, nullable: bool = False) -> sa.Column:
    return _column(name, sa.Date(), nullable)


def _moment(name: str, nullable: bool = True) -> sa.Column:
    return _column(name, sa.DateTime(timezone=True), nullable)


def _json(name: str) -> sa.Column:
    return _column(name, postgresql.JSONB())


def _create(table: str, *parts: sa.schema.SchemaItem, versioned: bool = False) -> None:
    """A table that a tenant owns, with `id`, `tenant_id` and `created_at`."""
    version = [sa.Column("version", sa.Integer(), server_default="1", nullable=False)]
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        _number("tenant_id"),
        *parts,
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        *(version if versioned else ()),
        _to(table, "tenant_id", "tenants"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _own(
    table: str, column: str, other: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{other}.tenant_id", f"{other}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
        ondelete=ondelete,
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _cluster_columns() -> None:
    op.add_column(
        "clusters",
        sa.Column(
            "choosing", _enum("choosing", *CHOOSING), server_default="appointed", nullable=False
        ),
    )
    for column in (
        _text("basis", True),
        _day("term_from", True),
        _day("term_to", True),
        _number("previous_id", True),
    ):
        op.add_column("clusters", column)
    op.create_foreign_key(
        op.f("fk_clusters_tenant_id_previous_id"),
        "clusters",
        "clusters",
        ["tenant_id", "previous_id"],
        ["tenant_id", "id"],
    )


def _leading() -> None:
    table = "cluster_terms"
    _create(
        table,
        _number("cluster_id"),
        _number("member_id"),
        _column("role", _enum("term_role", "lead", "deputy", "member")),
        _column("choosing", _enum("term_choosing", *CHOOSING)),
        _day("from_on"),
        _day("to_on"),
        _text("basis", True),
        _moment("issued_at"),
        _own(table, "cluster_id", "clusters", "CASCADE"),
        _to(table, "member_id", "tenants"),
    )
    _index(table, "cluster_id")
    rls.protect(op, table, rls.OWNER, rls.ISSUED)
    rls.freeze(op, table, when="OLD.issued_at IS NOT NULL", except_for=["to_on"])
    table = "cluster_notices"
    _create(
        table,
        _column("year", sa.Integer()),
        _text("number"),
        _column("number_year", sa.Integer()),
        _text("symbol"),
        _text("place"),
        _text("basis", True),
        _text("signing_capacity", True),
        _text("signer_position"),
        _text("signer_name"),
        _json("rows"),
        _day("issued_on"),
        _moment("issued_at", False),
        _unique(table, "tenant_id", "id"),
        _unique(table, "tenant_id", "symbol", "number_year", "number"),
    )
    _index(table, "tenant_id", "year")
    rls.protect(op, table, rls.OWNER, rls.ISSUED, grants=APPEND_ONLY)


def _moves() -> None:
    table = "cluster_moves"
    _create(
        table,
        _column("year", sa.Integer()),
        _column("kind", _enum("move_kind", "joined", "left", "moved", "succeeded")),
        _number("member_id"),
        _number("successor_id", True),
        _number("from_cluster_id", True),
        _number("to_cluster_id", True),
        _day("moved_on"),
        _text("reason"),
        _text("basis", True),
        _moment("issued_at", False),
        _to(table, "member_id", "tenants"),
        _to(table, "successor_id", "tenants"),
        _own(table, "from_cluster_id", "clusters"),
        _own(table, "to_cluster_id", "clusters"),
    )
    _index(table, "tenant_id", "year")
    rls.protect(op, table, rls.OWNER, rls.ISSUED, grants=APPEND_ONLY)


def _share(table: str, *, frozen: str = SENT) -> None:
    """What the members of a cluster read of each other once it is sent."""
    _index(table, "cluster_id")
    rls.protect(op, table, rls.OWNER, rls.fellows("cluster_id"))
    rls.freeze(op, table, when=frozen, except_for=["version"])


def _plans() -> None:
    table = "cluster_plans"
    _create(
        table,
        _number("cluster_id"),
        _column("revision", sa.Integer()),
        _text("title"),
        _text("purpose"),
        _json("tasks"),
        _text("implementation"),
        _text("number", True),
        _text("signer_name", True),
        _text("signer_position", True),
        _day("signed_on", True),
        _moment("sent_at"),
        _to(table, "cluster_id", "clusters"),
        _unique(table, "tenant_id", "id"),
        _unique(table, "tenant_id", "cluster_id", "revision"),
        versioned=True,
    )
    _share(table)


def _pledges() -> None:
    table = "pledges"
    _create(
        table,
        _number("cluster_id"),
        _json("contents"),
        _day("register_by", True),
        _day("sign_on", True),
        _text("place", True),
        _moment("sent_at"),
        _to(table, "cluster_id", "clusters"),
        _unique(table, "tenant_id", "id"),
        _unique(table, "tenant_id", "cluster_id"),
        versioned=True,
    )
    _share(table)


def _registrations() -> None:
    table = "pledge_registrations"
    _create(
        table,
        _number("cluster_id"),
        _number("pledge_id"),
        _column("revision", sa.Integer()),
        _json("targets"),
        _moment("sent_at"),
        _to(table, "cluster_id", "clusters"),
        _to(table, "pledge_id", "pledges"),
        _unique(table, "tenant_id", "id"),
        _unique(table, "tenant_id", "pledge_id", "revision"),
        versioned=True,
    )
    _index(table, "pledge_id")
    rls.protect(op, table, rls.OWNER, rls.fellows("cluster_id"))
    rls.freeze(op, table, when=SENT, except_for=["version"])
    table = "pledge_signatures"
    _create(
        table,
        _number("cluster_id"),
        _number("pledge_id"),
        _number("registration_id"),
        _number("signer_id"),
        _text("signer_name"),
        _text("signer_position"),
        _text("digest"),
        _moment("sent_at", False),
        _to(table, "cluster_id", "clusters"),
        _to(table, "pledge_id", "pledges"),
        _own(table, "registration_id", "pledge_registrations"),
        _unique(table, "tenant_id", "pledge_id"),
    )
    _index(table, "pledge_id")
    rls.protect(op, table, rls.OWNER, rls.fellows("cluster_id"), grants=APPEND_ONLY)


def _meetings() -> None:
    table = "cluster_meetings"
    _create(
        table,
        _number("cluster_id"),
        _column("occasion", _enum("occasion", "half_year", "year")),
        _day("held_on"),
        _text("starts_at"),
        _text("place"),
        _text("chair_name"),
        _text("chair_position"),
        _json("agenda"),
        _moment("sent_at"),
        _moment("closed_at"),
        _to(table, "cluster_id", "clusters"),
        _unique(table, "tenant_id", "id"),
        _unique(table, "tenant_id", "cluster_id", "occasion"),
        versioned=True,
    )
    _share(table, frozen="OLD.closed_at IS NOT NULL")


def _minutes() -> None:
    table = "cluster_minutes"
    _create(
        table,
        _number("cluster_id"),
        _number("meeting_id"),
        _json("attendees"),
        _text("guests", True),
        _text("secretary_name"),
        _text("ended_at", True),
        _text("discussion"),
        _json("conclusions"),
        _number("next_lead_id", True),
        _number("next_deputy_id", True),
        _text("number", True),
        _moment("sent_at"),
        _to(table, "cluster_id", "clusters"),
        _to(table, "next_lead_id", "tenants"),
        _to(table, "next_deputy_id", "tenants"),
        _own(table, "meeting_id", "cluster_meetings", "CASCADE"),
        _unique(table, "meeting_id"),
        versioned=True,
    )
    _share(table)
