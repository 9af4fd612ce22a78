"""Which subordinates do a task before the others, and by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.lib.errors import NotFound
from app.plans.models import Delivery, Pilot, Task
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Named:
    """A pilot with the name of its unit."""

    pilot: Pilot
    recipient_name: str

    @property
    def text(self) -> str:
        """In a list: "Xã Điềm He: trước ngày 28/02/2025"."""
        return f"{self.recipient_name}: {self.pilot.deadline}"


def of_plan(plan_id: int) -> dict[int, list[Named]]:
    """The pilots of an own plan that were not withdrawn, by task, in the order of the alphabet."""
    rows = db.session.execute(
        select(Pilot, Tenant.name)
        .join(Tenant, Tenant.id == Pilot.recipient_id)
        .where(
            Pilot.plan_id == plan_id,
            Pilot.tenant_id == context.acting().tenant_id,
            Pilot.withdrawn_at.is_(None),
        )
        .order_by(Tenant.sort_key, Pilot.id)
    )
    found: dict[int, list[Named]] = {}
    for pilot, name in rows:
        found.setdefault(pilot.task_id, []).append(Named(pilot, name))
    return found


def of_task(task: Task) -> list[Named]:
    """The pilots of an own task that were not withdrawn."""
    return of_plan(task.plan_id).get(task.id, [])


def mine(upstream_task_ids: Iterable[int | None]) -> dict[int, Pilot]:
    """Where the acting tenant is the pilot: its deadline, by the superior's task."""
    wanted = {task_id for task_id in upstream_task_ids if task_id is not None}
    if not wanted:
        return {}
    found = db.session.scalars(
        select(Pilot).where(
            Pilot.task_id.in_(wanted),
            Pilot.recipient_id == context.acting().tenant_id,
            Pilot.holds(),
        )
    )
    return {pilot.task_id: pilot for pilot in found}


def own(pilot_id: int) -> Pilot:
    """A pilot that the acting tenant has named. Raises NotFound."""
    pilot = db.session.scalar(
        select(Pilot).where(Pilot.id == pilot_id, Pilot.tenant_id == context.acting().tenant_id)
    )
    if pilot is None:
        raise NotFound("Không tìm thấy đơn vị làm điểm này.")
    return pilot


def given(pilot_id: int) -> Pilot | None:
    """A pilot that names the acting tenant and holds."""
    return db.session.scalar(
        select(Pilot).where(
            Pilot.id == pilot_id,
            Pilot.recipient_id == context.acting().tenant_id,
            Pilot.holds(),
        )
    )


def choices(task: Task) -> Sequence[Tenant]:
    """Who may be named: recipients of the issued plan; for a draft all direct subordinates."""
    if task.issued_at is None:
        from_below = select(Tenant).where(
            Tenant.parent_id == context.acting().tenant_id, Tenant.valid_to.is_(None)
        )
    else:
        from_below = (
            select(Tenant)
            .join(Delivery, Delivery.recipient_id == Tenant.id)
            .where(Delivery.plan_id == task.plan_id)
        )
    taken = {named.pilot.recipient_id for named in of_task(task)}
    listed = db.session.scalars(from_below.order_by(Tenant.sort_key, Tenant.id))
    return [tenant for tenant in listed if tenant.id not in taken]


def derived_task(pilot: Pilot) -> Task | None:
    """The acting tenant's own task made from the superior's task of the pilot, while it stands."""
    return db.session.scalar(
        select(Task)
        .where(
            Task.upstream_task_id == pilot.task_id,
            Task.tenant_id == context.acting().tenant_id,
            Task.stands,
        )
        .order_by(Task.id)
        .limit(1)
    )
