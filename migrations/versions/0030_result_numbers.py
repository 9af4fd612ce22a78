"""Numbers typed on announcements and on papers of results stand in the register"""

import sqlalchemy as sa

from migrations import typed_numbers

revision = "0030_result_numbers"
down_revision = "0029_titles"
branch_labels = None
depends_on = None

READ = ("announcements", "result_papers")
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
DRAWN = {"announcements": "r1", "result_papers": "r1"}


def upgrade() -> None:
    """A typed number takes its line where none or an outside number holds it; else it is told."""
    typed_numbers.enter(TYPED, read=READ, drawn=DRAWN)


def downgrade() -> None:
    """The lines stay: numbers that were given are known."""
