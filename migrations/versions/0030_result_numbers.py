"""Numbers typed on announcements and on papers of results stand in the register"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.lib.text import fold

revision = "0030_result_numbers"
down_revision = "0029_titles"
branch_labels = None
depends_on = None

READ = ("announcements", "result_papers", "drawn_papers", "tenants")
WRITTEN = ("outgoing_papers", "number_series", "paper_files")
ORGAN = "CASE WHEN t.kind IN ('province', 'district', 'commune') THEN 'UBND' ELSE t.code END"
WHERE_AMONG = "CASE t.kind WHEN 'province' THEN 'tỉnh' ELSE t.name END"
AMONG = f"coalesce(a.cluster_name, 'các cụm, khối thi đua của ' || {WHERE_AMONG})"
RESULT = f"'Kết quả chấm điểm, xếp hạng thi đua năm ' || a.year || ' của ' || {AMONG}"
TYPED = sa.text(
    f"""
    SELECT a.tenant_id, 'announcements' AS subject_kind, a.id AS subject_id, 'notice' AS kind,
           'TB-' || {ORGAN} AS symbol, a.number, a.issued_on, a.issued_at, {RESULT} AS abstract,
           NULL AS signer_position, a.signer_name, '' AS recipients, a.issued_by
    FROM announcements a JOIN tenants t ON t.id = a.tenant_id
    WHERE a.number IS NOT NULL
    UNION ALL
    SELECT p.tenant_id, 'result_papers', p.id,
           CASE p.kind WHEN 'proposal' THEN 'proposal' ELSE 'report' END,
           CASE p.kind WHEN 'proposal' THEN 'TTr-HĐTĐKT' ELSE 'BC-' || {ORGAN} END,
           p.number, p.issued_on, p.created_at,
           CASE p.kind WHEN 'proposal'
                THEN 'Đề nghị khen thưởng thành tích năm ' || a.year || ' của ' || {AMONG}
                ELSE {RESULT} END,
           NULLIF(p.signer_position, ''), p.signer_name, p.recipients, p.made_by
    FROM result_papers p
    JOIN announcements a ON (a.tenant_id, a.id) = (p.tenant_id, p.announcement_id)
    JOIN tenants t ON t.id = p.tenant_id
    WHERE p.number IS NOT NULL AND p.issued_on IS NOT NULL
    """
)
CODE = "translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_')"
PUT = f"""
    INSERT INTO outgoing_papers (tenant_id, year, series, number, symbol, state, kind, abstract,
        folded, issued_on, issued_at, signing_lines, signer_position, signer_name, recipients,
        archive, reason, subject_kind, subject_id, entered_by, code)
    VALUES (:tenant_id, :year, :symbol, :number, :symbol, 'issued', :kind, :abstract, :folded,
        :issued_on, :issued_at, :signing_lines, :signer_position, :signer_name, :recipients,
        'VT', :reason, :subject_kind, :subject_id, :issued_by, {CODE})
"""
ENTER = sa.text(
    PUT
    + """
    ON CONFLICT (tenant_id, year, series, number) DO UPDATE SET state = 'issued',
        kind = excluded.kind, abstract = excluded.abstract, folded = excluded.folded,
        issued_on = excluded.issued_on, issued_at = excluded.issued_at,
        signing_lines = excluded.signing_lines, signer_position = excluded.signer_position,
        signer_name = excluded.signer_name, recipients = excluded.recipients,
        archive = excluded.archive, reason = excluded.reason,
        subject_kind = excluded.subject_kind, subject_id = excluded.subject_id,
        entered_by = excluded.entered_by
    WHERE outgoing_papers.state = 'outside'
    """
)
TOLD = sa.text(
    """
    UPDATE outgoing_papers SET reason = concat_ws(' ', reason, CAST(:told AS text))
    WHERE (tenant_id, year, series, number) = (:tenant_id, :year, :symbol, :number)
    """
)
COUNT = sa.text(
    """
    INSERT INTO number_series (tenant_id, year, series, last)
    SELECT tenant_id, year, series, max(number) FROM outgoing_papers
    GROUP BY tenant_id, year, series
    ON CONFLICT (tenant_id, year, series)
    DO UPDATE SET last = greatest(number_series.last, excluded.last)
    """
)
GAPS = sa.text(
    f"""
    INSERT INTO outgoing_papers (tenant_id, year, series, number, symbol, state, reason, folded,
        code)
    SELECT s.tenant_id, s.year, s.series, n, first.symbol, 'outside',
           'Số do văn thư cấp ngoài hệ thống trước khi có sổ điện tử.',
           lpad(n::text, greatest(2, length(n::text)), '0') || '/' || lower(first.symbol), {CODE}
    FROM number_series s
    CROSS JOIN LATERAL generate_series(1, s.last) AS n
    CROSS JOIN LATERAL (
        SELECT symbol FROM outgoing_papers o
        WHERE (o.tenant_id, o.year, o.series) = (s.tenant_id, s.year, s.series)
        ORDER BY o.number LIMIT 1
    ) AS first
    WHERE s.series <> 'DEN'
    ON CONFLICT (tenant_id, year, series, number) DO NOTHING
    """
)
DRAWN = sa.text(
    """
    INSERT INTO paper_files (tenant_id, paper_id, file_id, role)
    SELECT o.tenant_id, o.id, d.file_id, 'drawn' FROM outgoing_papers o
    JOIN drawn_papers d ON d.tenant_id = o.tenant_id AND d.file_id IS NOT NULL
     AND d.subject_kind = o.subject_kind AND d.subject_id = o.subject_id AND d.fingerprint = 'r1'
    WHERE o.subject_kind IN ('announcements', 'result_papers')
    ON CONFLICT DO NOTHING
    """
)


def upgrade() -> None:
    """A typed number takes its line where none or an outside number holds it; else it is told."""
    for table in (*READ, *WRITTEN):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    connection = op.get_bind()
    for row in _entries([dict(one._mapping) for one in connection.execute(TYPED)]):
        if connection.execute(ENTER, row).rowcount == 0:
            connection.execute(TOLD, row)
    for statement in (COUNT, GAPS, DRAWN):
        connection.execute(statement)
    for table in (*READ, *WRITTEN):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["tenant_id"], row["issued_on"].year, row["symbol"], row["number"]


def _entries(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One line a number: the paper issued first; it tells of others that were given its number."""
    for row in found:
        row["printed"], row["number"] = row["number"], _whole(row["number"])
    rows = [row for row in found if row["number"] > 0]
    rows.sort(key=lambda row: (*_place(row), row["issued_at"]))
    entries = []
    for _, sharing in groupby(rows, key=_place):
        first, *others = sharing
        entries.append(_entry(first, [f"{one['printed']}/{one['symbol']}" for one in others]))
    return entries


def _whole(number: str) -> int:
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    return int(digits or 0)


def _entry(row: dict[str, Any], others: list[str]) -> dict[str, Any]:
    *above, position = (row["signer_position"] or "").splitlines() or [""]
    said = (f"{row['number']:02d}/{row['symbol']}", row["abstract"], row["signer_name"] or "")
    return {
        **row,
        "year": row["issued_on"].year,
        "signing_lines": "\n".join(above) or None,
        "signer_position": position or None,
        "told": f"Trước khi có sổ còn cấp cho: {row['abstract']}.",
        "folded": fold(" ".join((*said, row["recipients"]))),
        "reason": f"Trước khi có sổ còn cấp: {', '.join(others)}." if others else None,
    }


def downgrade() -> None:
    """The lines stay: numbers that were given are known."""
