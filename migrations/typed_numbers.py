"""Numbers typed before a paper took its own stand in the register of outgoing papers."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.lib.text import fold

WRITTEN = ("outgoing_papers", "number_series", "paper_files", "drawn_papers", "tenants")
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
     AND d.subject_kind = o.subject_kind AND d.subject_id = o.subject_id
    WHERE o.subject_kind || ':' || d.fingerprint = ANY(:issued)
    ON CONFLICT DO NOTHING
    """
)


def enter(
    typed: sa.TextClause,
    *,
    read: Sequence[str],
    drawn: dict[str, str],
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> None:
    """A typed number takes its line where none or an outside number holds it; else it is told.

    `typed` selects what was issued out of the tables `read`, `shape` finishes a row; `drawn`: the
    kind of subject → the fingerprint of the file that is the paper.
    """
    tables = (*read, *WRITTEN)
    for table in tables:
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    connection = op.get_bind()
    found = [shape(dict(one._mapping)) for one in connection.execute(typed)]
    for row in _entries(found):
        if connection.execute(ENTER, row).rowcount == 0:
            connection.execute(TOLD, row)
    connection.execute(COUNT)
    connection.execute(GAPS)
    connection.execute(DRAWN, {"issued": [f"{kind}:{mark}" for kind, mark in drawn.items()]})
    for table in tables:
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
