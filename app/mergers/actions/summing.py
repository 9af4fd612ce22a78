"""A district tells the province how the units below it stand with the province's tasks."""

from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.lib import clock
from app.lib.errors import Conflict
from app.mergers import policies
from app.mergers.models import TaskTally
from app.mergers.queries import through
from tenants import context
from tenants.db import db
from tenants.models import Tenant


def sum_up(*, by: Person | None = None) -> int:
    """Count, for each task that comes from above, how the units below stand today, and tell the
    owner of the task above; how many tasks were counted.

    Raises Conflict for a unit that is no district, or has ceased.
    """
    tenant = db.session.get_one(Tenant, context.acting().tenant_id)
    if not policies.can_sum_up(tenant, clock.today()):
        raise Conflict("Chỉ cấp huyện đang hoạt động tổng hợp tiến độ của các xã gửi cấp tỉnh.")
    rows = [
        {
            "tenant_id": tenant.id,
            "task_id": one.task_id,
            "upstream_task_id": one.upstream_task_id,
            "addressee_id": one.addressee_id,
            "sent_at": clock.now(),
            "on": clock.today(),
            **one.counts,
        }
        for one in through.own_tallies()
    ]
    if not rows:
        return 0
    statement = insert(TaskTally).values(rows)
    fresh = {
        name: statement.excluded[name]
        for name in rows[0]
        if name not in ("tenant_id", "task_id", "upstream_task_id", "addressee_id")
    }
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["tenant_id", "task_id"], set_=fresh)
    )
    audit.record("progress.summed_up", by=by, tasks=len(rows))
    return len(rows)
