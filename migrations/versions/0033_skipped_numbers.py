"""Numbers that were skipped by mistake may leave the end of a series, and nothing else may"""

from alembic import op

from tenants.rls import APPLICATION_ROLE

revision = "0033_skipped_numbers"
down_revision = "0032_subjects"
branch_labels = None
depends_on = None

GUARD = """
    CREATE FUNCTION outgoing_papers_whole() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state NOT IN ('outside', 'reserved') OR EXISTS (
        SELECT 1 FROM outgoing_papers above
        WHERE (above.tenant_id, above.year, above.series) = (OLD.tenant_id, OLD.year, OLD.series)
          AND above.number > OLD.number
      ) THEN
        RAISE EXCEPTION 'gap: outgoing_papers %', OLD.id
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$
"""
TRIGGER = """
    CREATE CONSTRAINT TRIGGER outgoing_papers_whole AFTER DELETE ON outgoing_papers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION outgoing_papers_whole()
"""


def upgrade() -> None:
    """A line without a paper may go where none stands above it: the register keeps no gaps."""
    op.execute(GUARD)
    op.execute(TRIGGER)
    op.execute(f"GRANT DELETE ON outgoing_papers TO {APPLICATION_ROLE}")


def downgrade() -> None:
    """No line goes."""
    op.execute(f"REVOKE DELETE ON outgoing_papers FROM {APPLICATION_ROLE}")
    op.execute("DROP TRIGGER outgoing_papers_whole ON outgoing_papers")
    op.execute("DROP FUNCTION outgoing_papers_whole()")
