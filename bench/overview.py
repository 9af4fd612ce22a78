"""Criteria by clusters over every confirmed sheet, beside one GROUP BY over the same lines."""

import psycopg
from sqlalchemy import select

from app.dashboards.queries.standings import heat
from app.scoring.models import CriteriaSet
from bench.ground import Person
from bench.measure import Line, side_by_side
from bench.rank import CRITERIA
from tenants.db import db, transaction

FURNISH = """
INSERT INTO appraisal_lines (tenant_id, appraisal_id, criterion_id, points, settled_points,
  member_id, province_id, sent_at)
SELECT a.tenant_id, a.id, l.criterion_id, l.points, l.points, a.member_id, a.province_id, now()
FROM appraisals a JOIN sheet_lines l ON l.sheet_id = a.sheet_id
WHERE a.tenant_id = %(province)s
"""

RAW = """
SELECT h.cluster_id, l.criterion_id, sum(coalesce(k.points, l.settled_points)), count(*)
FROM confirmations c
JOIN score_sheets h ON h.id = c.sheet_id
JOIN appraisals a ON a.sheet_id = c.sheet_id
JOIN appraisal_lines l ON l.appraisal_id = a.id
LEFT JOIN confirmation_lines k ON k.confirmation_id = c.id AND k.criterion_id = l.criterion_id
WHERE c.tenant_id = %(province)s
GROUP BY h.cluster_id, l.criterion_id
"""


def measure(leader: Person, members: int, database_url: str, superuser_url: str) -> Line:
    """On the sheets that ranking was measured with, and the lines that their clusters settled."""
    values = {"province": leader.tenant.id}
    with psycopg.connect(superuser_url) as owner:
        owner.execute(FURNISH, values)
        owner.execute("ANALYZE appraisal_lines")
    connection = psycopg.connect(database_url)

    def ours() -> None:
        with transaction(leader.acting, read_only=True):
            set_id = db.session.scalars(select(CriteriaSet.id)).one()
            found = heat.of_set(set_id)
            whole = found.rows[1].whole
            if whole is None or whole.count != members or len(found.rows) != CRITERIA + 1:
                raise AssertionError(whole)

    def raw() -> None:
        with connection.transaction():
            connection.execute(
                "SELECT set_config('app.tenant_id', %s, true)", [str(leader.tenant.id)]
            )
            if not connection.execute(RAW, values).fetchall():
                raise AssertionError

    try:
        deed = f"tiêu chí × cụm: {members} bảng × {CRITERIA} tiêu chí (một GROUP BY)"
        return side_by_side(deed, members * CRITERIA, ours, raw)
    finally:
        connection.close()
