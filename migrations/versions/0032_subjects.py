"""Whoever received a plan or a report reads its line in the register, and the issuer's own file"""

from alembic import op

from tenants import rls

revision = "0032_subjects"
down_revision = "0031_key_chains"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The paper of a plan, of a report, for those who read the plan, the report."""
    op.execute(rls.subject("plans", "plans", "id").ddl("outgoing_papers"))
    op.execute(rls.subject("reports", "submissions", "report_id").ddl("outgoing_papers"))


def downgrade() -> None:
    """The paper for those alone to whom it was sent as a paper."""
    op.execute("DROP POLICY subject_submissions ON outgoing_papers")
    op.execute("DROP POLICY subject_plans ON outgoing_papers")
