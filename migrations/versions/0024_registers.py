"""Reserved numbers, the columns of the decree's books, numbers given before there was a register"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.lib.text import fold
from migrations.typed_numbers import CODE, COUNT, GAPS
from tenants import rls

revision = "0024_registers"
down_revision = "0023_stationery"
branch_labels = None
depends_on = None

STILL_OPEN = ("state", "reason", "public_at", "replaced_by_id", "version")
A_PAPER = "OLD.issued_at IS NOT NULL"
NO_REPORT = f"{A_PAPER} AND OLD.subject_kind IS DISTINCT FROM 'reports'"
OUTGOING = (
    "recipients",
    "archive",
    "copies",
    "reserved_for",
    "reserved_until",
    "earlier_files_to",
)

READ = ("plans", "amendments", "reports", "submissions", "urgings", "cluster_notices")
WRITTEN = ("outgoing_papers", "number_series", "paper_files", "drawn_papers")
SIGNED = "signing_capacity, signer_position, signer_name"
ISSUED = (
    f"""
    SELECT tenant_id, 'plans' AS subject_kind, id AS subject_id,
           CASE kind WHEN 'guidance' THEN 'guidance' ELSE 'plan' END AS kind, symbol, number,
           number_year AS year, issued_on, issued_at, title AS abstract, {SIGNED}, recipients,
           issued_by, 0 AS attempt
    FROM plans WHERE issued_at IS NOT NULL AND number IS NOT NULL
    """,
    """
    SELECT a.tenant_id, 'amendments', a.id, 'plan', a.symbol, a.number, a.number_year,
           a.issued_on, a.issued_at,
           'Sửa đổi, bổ sung Kế hoạch số ' || p.number || '/' || p.symbol || ' về ' || p.title,
           a.signing_capacity, a.signer_position, a.signer_name, p.recipients, a.issued_by, 0
    FROM amendments a JOIN plans p ON p.id = a.plan_id
    WHERE a.issued_at IS NOT NULL AND a.number IS NOT NULL
    """,
    f"""
    SELECT DISTINCT ON (report_id, extract(year FROM issued_on), number)
           tenant_id, 'reports', report_id, 'report', symbol, number,
           extract(year FROM issued_on)::int, issued_on, sent_at, title, {SIGNED}, NULL::jsonb,
           sent_by, attempt
    FROM submissions ORDER BY report_id, extract(year FROM issued_on), number, attempt DESC
    """,
    f"""
    SELECT tenant_id, 'urgings', id, 'official_letter', symbol, number, number_year, issued_on,
           issued_at, subject, {SIGNED}, recipients, issued_by, 0
    FROM urgings WHERE issued_at IS NOT NULL AND number IS NOT NULL
    """,
    f"""
    SELECT tenant_id, 'cluster_notices', id, 'notice', symbol, number, number_year, issued_on,
           issued_at, 'Cụm trưởng, cụm phó các cụm, khối thi đua năm ' || year, {SIGNED},
           NULL::jsonb, NULL::bigint, 0
    FROM cluster_notices
    """,
)
ENTER = sa.text(
    f"""
    INSERT INTO outgoing_papers (tenant_id, year, series, number, symbol, state, kind, abstract,
        folded, issued_on, issued_at, signing_lines, signer_position, signer_name, recipients,
        archive, reason, subject_kind, subject_id, entered_by, code)
    VALUES (:tenant_id, :year, :series, :number, :symbol, :state, :kind, :abstract, :folded,
        :issued_on, :issued_at, :signing_capacity, :signer_position, :signer_name, :recipients,
        'VT', :reason, :subject_kind, :subject_id, :issued_by, {CODE})
    """
)
REPLACED = sa.text(
    """
    UPDATE outgoing_papers old SET state = 'replaced', replaced_by_id = next.id
    FROM outgoing_papers next
    WHERE old.subject_kind = 'reports' AND next.subject_kind = 'reports'
      AND (next.tenant_id, next.subject_id) = (old.tenant_id, old.subject_id)
      AND next.id = (SELECT n.id FROM outgoing_papers n WHERE n.subject_kind = 'reports'
                     AND (n.tenant_id, n.subject_id) = (old.tenant_id, old.subject_id)
                     ORDER BY n.issued_at DESC LIMIT 1)
      AND old.state = 'issued' AND old.issued_at < next.issued_at
    """
)
DRAWN = sa.text(
    """
    INSERT INTO paper_files (tenant_id, paper_id, file_id, role)
    SELECT o.tenant_id, o.id, d.file_id, 'drawn' FROM outgoing_papers o
    JOIN drawn_papers d ON d.tenant_id = o.tenant_id AND d.file_id IS NOT NULL
     AND d.subject_kind = o.subject_kind AND d.subject_id = o.subject_id
     AND d.fingerprint = CASE o.subject_kind WHEN 'plans' THEN 'r1' ELSE 'issued' END
    WHERE o.subject_kind IN ('plans', 'urgings', 'cluster_notices')
    ON CONFLICT DO NOTHING
    """
)


def upgrade() -> None:
    """Add the columns; a report that comes again under its number is entered anew."""
    op.add_column(
        "outgoing_papers", sa.Column("recipients", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "outgoing_papers", sa.Column("archive", sa.String(), server_default="", nullable=False)
    )
    op.add_column("outgoing_papers", sa.Column("copies", sa.Integer(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("reserved_for", sa.String(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("reserved_until", sa.Date(), nullable=True))
    op.add_column("outgoing_papers", sa.Column("earlier_files_to", sa.BigInteger(), nullable=True))
    op.add_column(
        "incoming_papers", sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("incoming_papers", sa.Column("assigned_by_name", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_incoming_papers_assigned"),
        "incoming_papers",
        "(assigned_to IS NULL) = (assigned_at IS NULL)",
    )
    op.execute("DROP POLICY inherited ON paper_files")
    rls.thaw(op, "outgoing_papers")
    _enter_what_was_issued(op.get_bind())
    rls.freeze(op, "outgoing_papers", when=NO_REPORT, except_for=STILL_OPEN)


def _enter_what_was_issued(connection: sa.Connection) -> None:
    """Numbers that were given before there was a register stand in it, gaps as given outside."""
    for table in (*READ, *WRITTEN):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    there = {
        tuple(row)
        for row in connection.execute(
            sa.text("SELECT tenant_id, subject_kind, subject_id FROM outgoing_papers")
        )
    }
    held = {
        tuple(row)
        for row in connection.execute(
            sa.text("SELECT tenant_id, year, series, number FROM outgoing_papers")
        )
    }
    found = [
        dict(row._mapping)
        for row in connection.execute(sa.text(" UNION ALL ".join(f"({one})" for one in ISSUED)))
        if (row.tenant_id, row.subject_kind, row.subject_id) not in there
    ]
    entries = _entries(found, held)
    if entries:
        connection.execute(ENTER, entries)
    for statement in (COUNT, GAPS, REPLACED, DRAWN):
        connection.execute(statement)
    for table in (*READ, *WRITTEN):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["tenant_id"], row["year"], row["series"], row["number"]


def _entries(found: list[dict[str, Any]], held: set[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """One line a number: the paper issued first; it tells of others that were given its number."""
    for row in found:
        organ = str(row["symbol"]).partition("-")[0]
        row["series"] = f"CV-{organ}" if row["kind"] == "official_letter" else row["symbol"]
        row["printed"], row["number"] = row["number"], _whole(row["number"])
    rows = [row for row in found if row["number"] > 0 and _place(row) not in held]
    rows.sort(key=lambda row: (*_place(row), not str(row["printed"]).isdigit(), row["issued_at"]))
    entries = []
    for _, sharing in groupby(rows, key=_place):
        first, *others = sharing
        entries.append(_entry(first, [f"{one['printed']}/{one['symbol']}" for one in others]))
    return entries


def _whole(number: str) -> int:
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits or 0)


def _entry(row: dict[str, Any], others: list[str]) -> dict[str, Any]:
    names = [
        f"{one['name']} ({one['purpose']})" if one.get("purpose") else str(one["name"])
        for one in row["recipients"] or []
        if not str(one["name"]).startswith("Lưu")
    ]
    recipients = "\n".join(names)
    said = (f"{row['number']:02d}/{row['symbol']}", row["abstract"], row["signer_name"] or "")
    return {
        **row,
        "state": "issued",
        "recipients": recipients,
        "folded": fold(" ".join((*said, recipients))),
        "reason": f"Trước khi có sổ còn cấp: {', '.join(others)}." if others else None,
    }


def downgrade() -> None:
    """Take the columns away again; the lines stay until the register goes, and are known then."""
    op.execute(rls.inherited(rls.OWNER).ddl("paper_files"))
    rls.thaw(op, "outgoing_papers")
    rls.freeze(op, "outgoing_papers", when=A_PAPER, except_for=STILL_OPEN)
    op.drop_constraint(op.f("ck_incoming_papers_assigned"), "incoming_papers", type_="check")
    for column in ("assigned_by_name", "assigned_at"):
        op.drop_column("incoming_papers", column)
    for column in reversed(OUTGOING):
        op.drop_column("outgoing_papers", column)
