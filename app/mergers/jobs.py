"""What passes by the clock, and the province's decisions together with what they set off."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.audit.actions import Person
from app.lib import clock
from app.mergers import actions
from app.mergers.actions import Decision
from tenants import jobs
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import Succession, Tenant, TenantKind


@jobs.job("mergers.take_over")
def take_over() -> dict[str, int]:
    """Take over what passes to the acting unit; done again, nothing is taken twice."""
    return {"tasks": actions.take_over().tasks}


@jobs.job("mergers.sum_up")
def sum_up() -> dict[str, int]:
    """Tell the province how the communes of the acting district stand."""
    return {"tasks": actions.sum_up()}


def schedule_handovers() -> int:
    """Ask every successor to take over what passes to it, once for each day on which units were
    merged; how many were asked now. Called by the clock, as often as it likes."""
    today = clock.today()
    with transaction(PLATFORM, read_only=True):
        days = db.session.scalars(
            select(Succession.on).where(Succession.on <= today).distinct().order_by(Succession.on)
        ).all()
    return sum(
        jobs.enqueue_for(
            select(Succession.successor_id).where(Succession.on == on).distinct(),
            take_over,
            key=f"mergers.take_over:{on.isoformat()}",
        )
        for on in days
    )


def schedule_tallies() -> int:
    """Ask every district that exists for its sums, once an hour; how many were asked now.

    The last time is on the evening of its last day.
    """
    now = clock.local(clock.now())
    today = now.date()
    districts = select(Tenant.id).where(
        Tenant.kind == TenantKind.DISTRICT,
        func.coalesce(Tenant.valid_from, today) <= today,
        func.coalesce(Tenant.valid_to, today) >= today,
    )
    return jobs.enqueue_for(districts, sum_up, key=f"mergers.sum_up:{now:%Y-%m-%d.%H}")


def decide_and_pass(*, decisions: Sequence[Decision], by: Person) -> int:
    """Decide who goes on with open tasks, and have the units chosen take them over after the
    commit; how many tasks were decided."""
    choices = actions.decide(decisions=decisions, by=by)
    db.session.flush()
    chosen = {choice.successor_id for choice in choices if choice.successor_id is not None}
    jobs.fan_out(
        select(Tenant.id).where(Tenant.id.in_(chosen)),
        take_over,
        key=f"mergers.take_over:choice:{choices[0].id}",
    )
    return len(choices)
