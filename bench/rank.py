"""Ranking every confirmed sheet of 60 criteria, beside the window functions over the same rows."""

import psycopg

from app.scoring.queries import criteria, standings
from app.scoring.terms import StandingScope
from bench.ground import Person
from bench.measure import Line, side_by_side
from tenants.db import transaction

CRITERIA = 60
CLUSTER_SIZE = 60
YEAR = 2026

FURNISH = (
    """
    INSERT INTO clusters (tenant_id, year, kind, name, sort_key, issued_at)
    SELECT %(province)s, %(year)s, 'cluster', 'Cụm ' || n, lpad(n::text, 4, '0'), now()
    FROM generate_series(0, (%(members)s - 1) / %(cluster)s) n
    """,
    """
    INSERT INTO criteria_sets (tenant_id, year, cluster_kind, title, base_total, bonus_cap,
      penalty_cap, bands, tie_chain, tie_rule, issued_at)
    VALUES (%(province)s, %(year)s, 'cluster', 'Bộ tiêu chí đo', 600, 0, 0,
      '[{"name": "Tốt", "from": "300"}, {"name": "Khá", "from": "0"}]', '["C1", "C2"]', 'shared',
      now())
    """,
    """
    INSERT INTO criteria (tenant_id, criteria_set_id, position, code, part, text, max_points,
      params, issued_at)
    SELECT %(province)s, s.id, 0, 'A', 'base', 'Nhóm', 600, '{}', now()
    FROM criteria_sets s WHERE s.tenant_id = %(province)s
    """,
    """
    INSERT INTO criteria (tenant_id, criteria_set_id, parent_id, position, code, part, text,
      max_points, formula, params, issued_at)
    SELECT %(province)s, g.criteria_set_id, g.id, n, 'C' || n, 'base', 'Tiêu chí ' || n, 10,
      'manual', '{}', now()
    FROM criteria g, generate_series(1, %(criteria)s) n
    WHERE g.tenant_id = %(province)s AND g.code = 'A'
    """,
    """
    INSERT INTO score_sheets (tenant_id, criteria_set_id, cluster_id, year, province_id,
      appraiser_id, sent_at, self_total)
    SELECT t.id, s.id, c.id, %(year)s, %(province)s, %(province)s, now(), 0
    FROM (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM tenants
          WHERE parent_id = %(province)s) t
    JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM clusters
          WHERE tenant_id = %(province)s) c ON c.n = t.n / %(cluster)s
    JOIN criteria_sets s ON s.tenant_id = %(province)s
    """,
    """
    INSERT INTO appraisals (tenant_id, sheet_id, member_id, province_id, total, settled_total,
      sent_at, settled_at)
    SELECT %(province)s, id, tenant_id, %(province)s, 0, 0, now(), now()
    FROM score_sheets WHERE province_id = %(province)s
    """,
    """
    INSERT INTO confirmations (tenant_id, sheet_id, criteria_set_id, member_id, total, has_zero,
      subtotals, confirmed_by)
    SELECT %(province)s, h.id, h.criteria_set_id, h.tenant_id, p.total, false, p.subtotals,
      %(user)s
    FROM score_sheets h CROSS JOIN LATERAL (
      SELECT sum((h.id * c.id %% 1000) / 100.0) AS total,
        jsonb_object_agg(c.code, ((h.id * c.id %% 1000) / 100.0)::numeric(9, 3)::text)
          FILTER (WHERE c.code IN ('C1', 'C2')) AS subtotals
      FROM criteria c WHERE c.criteria_set_id = h.criteria_set_id AND c.formula IS NOT NULL) p
    WHERE h.province_id = %(province)s
    """,
    """
    INSERT INTO sheet_lines (tenant_id, sheet_id, criterion_id, inputs, points, province_id,
      sent_at)
    SELECT h.tenant_id, h.id, c.id, '{}', (h.id * c.id %% 1000) / 100.0, %(province)s, now()
    FROM score_sheets h JOIN criteria c ON c.criteria_set_id = h.criteria_set_id
    WHERE h.province_id = %(province)s AND c.formula IS NOT NULL
    """,
)

RAW = """
SELECT k.sheet_id, k.member_id, t.name, c.name, h.self_total, a.settled_total, k.total,
  rank() OVER (ORDER BY k.total DESC, (k.subtotals->>'C1')::numeric DESC,
    (k.subtotals->>'C2')::numeric DESC) AS province_rank,
  rank() OVER (PARTITION BY h.cluster_id ORDER BY k.total DESC,
    (k.subtotals->>'C1')::numeric DESC, (k.subtotals->>'C2')::numeric DESC) AS cluster_rank
FROM confirmations k
JOIN score_sheets h ON h.id = k.sheet_id
JOIN appraisals a ON a.sheet_id = k.sheet_id
JOIN tenants t ON t.id = k.member_id
JOIN clusters c ON c.id = h.cluster_id
WHERE k.criteria_set_id = %(set)s
ORDER BY province_rank, k.sheet_id
"""

RAW_FROM_LINES = """
SELECT h.id, sum(l.points) AS total, rank() OVER (ORDER BY sum(l.points) DESC)
FROM score_sheets h JOIN sheet_lines l ON l.sheet_id = h.id
WHERE h.criteria_set_id = %(set)s
GROUP BY h.id
"""


def furnish(leader: Person, members: int, superuser_url: str) -> int:
    """Confirmed sheets for every commune of the leader's province; the criteria set's id."""
    values = {
        "province": leader.tenant.id,
        "user": leader.id,
        "year": YEAR,
        "members": members,
        "cluster": CLUSTER_SIZE,
        "criteria": CRITERIA,
    }
    with psycopg.connect(superuser_url) as connection:
        for statement in FURNISH:
            connection.execute(statement, values)
        connection.execute("ANALYZE")
        found = connection.execute(
            "SELECT id FROM criteria_sets WHERE tenant_id = %(province)s", values
        ).fetchone()
    if found is None:
        raise AssertionError("no criteria set")
    return int(found[0])


def measure(leader: Person, members: int, database_url: str, superuser_url: str) -> list[Line]:
    """Two lines: beside the same rows, and beside adding up every criterion in SQL."""
    set_id = furnish(leader, members, superuser_url)
    connection = psycopg.connect(database_url)

    def ours() -> None:
        with transaction(leader.acting, read_only=True):
            issued = criteria.criteria_set(set_id)
            sheets = standings.confirmed(set_id)
            rows, _ = standings.ranked(issued, sheets, StandingScope.PROVINCE)
            if len(rows) != members:
                raise AssertionError(len(rows))

    def raw(statement: str) -> None:
        with connection.transaction():
            connection.execute(
                "SELECT set_config('app.tenant_id', %s, true)", [str(leader.tenant.id)]
            )
            if len(connection.execute(statement, {"set": set_id}).fetchall()) != members:
                raise AssertionError

    try:
        return [
            side_by_side(
                f"xếp hạng {members} bảng điểm (cùng các dòng)", members, ours, lambda: raw(RAW)
            ),
            side_by_side(
                f"xếp hạng {members} bảng điểm (SQL cộng {CRITERIA} tiêu chí)",
                members * CRITERIA,
                ours,
                lambda: raw(RAW_FROM_LINES),
            ),
        ]
    finally:
        connection.close()
