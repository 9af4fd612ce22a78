"""Who signs for a unit, by its newest papers."""

from sqlalchemy import select

from app.plans.models import Plan
from app.reports.models import Submission
from tenants.db import db


def newest(tenant_id: int) -> tuple[str | None, str | None, str | None] | None:
    """Capacity, position and name on the unit's newest sent report, else on its newest issued
    plan; None where it has signed nothing."""
    report = db.session.execute(
        select(Submission.signing_capacity, Submission.signer_position, Submission.signer_name)
        .where(Submission.tenant_id == tenant_id)
        .order_by(Submission.sent_at.desc())
        .limit(1)
    ).first()
    if report is not None:
        return (report[0], report[1], report[2])
    plan = db.session.execute(
        select(Plan.signing_capacity, Plan.signer_position, Plan.signer_name)
        .where(Plan.tenant_id == tenant_id, Plan.issued_at.is_not(None))
        .order_by(Plan.issued_at.desc())
        .limit(1)
    ).first()
    return None if plan is None else (plan[0], plan[1], plan[2])
