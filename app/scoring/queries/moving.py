"""Whether the sheet of a member still goes with it to another cluster."""

from sqlalchemy import select

from app.clusters.models import Cluster
from app.scoring.models import ScoreSheet
from app.scoring.policies.moves import Submitted
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def submitted(*, member_id: int, year: int) -> Submitted | None:
    """The sheet that a member of the acting tenant's clusters has submitted in a year."""
    row = db.session.execute(
        select(Tenant.name, Cluster.name, ScoreSheet.sent_at)
        .select_from(ScoreSheet)
        .join(Tenant, Tenant.id == ScoreSheet.tenant_id)
        .join(Cluster, Cluster.id == ScoreSheet.cluster_id)
        .where(
            ScoreSheet.tenant_id == member_id,
            ScoreSheet.year == year,
            ScoreSheet.province_id == context.acting().tenant_id,
            ScoreSheet.sent_at.is_not(None),
        )
        .limit(1)
    ).first()
    return None if row is None or row[2] is None else Submitted(row[0], row[1], row[2])
