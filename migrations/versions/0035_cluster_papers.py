"""Plans and minutes of clusters stand in the register; who reads a result learns that it fell"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations import typed_numbers
from tenants import rls

revision = "0035_cluster_papers"
down_revision = "0034_corrections"
branch_labels = None
depends_on = None

READ = ("cluster_plans", "cluster_minutes", "cluster_meetings", "clusters")
ORGAN = "CASE c.kind WHEN 'cluster' THEN 'CTĐ' ELSE 'KTĐ' END"
WORD = "CASE c.kind WHEN 'cluster' THEN 'CỤM' ELSE 'KHỐI' END"
MEETING = "CASE m.occasion WHEN 'half_year' THEN 'sơ kết 6 tháng đầu năm' ELSE 'tổng kết năm' END"
TYPED = sa.text(
    f"""
    SELECT p.tenant_id, 'cluster_plans' AS subject_kind, p.id AS subject_id, 'plan' AS kind,
           'KH-' || {ORGAN} AS symbol, p.number, p.signed_on AS issued_on, p.sent_at AS issued_at,
           p.title AS abstract, p.signer_name, p.signer_position AS position,
           'TM. ' || {WORD} || ' THI ĐUA' || chr(10) || {WORD} || ' TRƯỞNG' AS above,
           t.name AS manager, t.kind IN ('province', 'district', 'commune') AS is_committee
    FROM cluster_plans p
    JOIN clusters c ON c.id = p.cluster_id
    JOIN tenants t ON t.id = c.tenant_id
    WHERE p.number IS NOT NULL AND p.sent_at IS NOT NULL AND p.signed_on IS NOT NULL
    UNION ALL
    SELECT b.tenant_id, 'cluster_minutes', m.id, 'minutes', 'BB-' || {ORGAN}, b.number, m.held_on,
           b.sent_at, 'Hội nghị ' || {MEETING} || ' ' || c.year || ' của ' || c.name, m.chair_name,
           m.chair_position, 'CHỦ TỌA', t.name, t.kind IN ('province', 'district', 'commune')
    FROM cluster_minutes b
    JOIN cluster_meetings m ON (m.tenant_id, m.id) = (b.tenant_id, b.meeting_id)
    JOIN clusters c ON c.id = b.cluster_id
    JOIN tenants t ON t.id = c.tenant_id
    WHERE b.number IS NOT NULL AND b.sent_at IS NOT NULL
    """
)
DRAWN = {"cluster_plans": "sent", "cluster_minutes": "closed"}
SUBJECTS = (
    ("announcements", "id"),
    ("cluster_notices", "id"),
    ("cluster_plans", "id"),
    ("cluster_minutes", "meeting_id"),
)


def upgrade() -> None:
    """Typed numbers take their lines; the paper of each for those who read what it says."""
    typed_numbers.enter(TYPED, read=READ, drawn=DRAWN, shape=_shaped)
    for table, column in SUBJECTS:
        op.execute(rls.subject(table, table, column).ddl("outgoing_papers"))


def _shaped(row: dict[str, Any]) -> dict[str, Any]:
    """As the lead of a cluster signs, and to whom its papers go."""
    position = row["position"] or ""
    if row["kind"] == "plan":
        position = position.upper()
    manager = row["manager"]
    if row["is_committee"]:
        manager = f"UBND {manager[0].lower()}{manager[1:]}"
    council = "Hội đồng Thi đua - Khen thưởng (b/c)"
    return {
        **row,
        "signer_position": f"{row['above']}\n{position}",
        "recipients": f"{manager} (b/c)\n{council}\nCác đơn vị thành viên",
        "issued_by": None,
    }


def downgrade() -> None:
    """The paper for the lead alone; the lines stay: numbers that were given are known."""
    for table, _ in reversed(SUBJECTS):
        op.execute(f"DROP POLICY subject_{table} ON outgoing_papers")
