"""A province's plan on its way down and up again, for the tests of the cascade."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.lib import clock
from app.plans import actions
from app.plans.actions import TaskContent
from app.plans.terms import SigningCapacity
from tenants.db import db
from tenants.models import Tenant, TenantKind
from tests.plans.samples import a_plan, signature
from tests.world import Person, World

ISSUED_ON = date(2026, 1, 4)
DUE_ON = date(2026, 1, 31)
TASKS = (
    TaskContent(
        quarter=1,
        text="Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025",
        lead_office="Sở Nội vụ",
        support_offices=("UBND các xã, phường",),
        deadline_on=date(2026, 1, 20),
        deadline_inclusive=False,
        mandatory=True,
    ),
    TaskContent(quarter=1, text="Phát động phong trào thi đua năm 2026"),
    TaskContent(quarter=2, text="Báo cáo sơ kết 6 tháng đầu năm", mandatory=True),
    TaskContent(quarter=3, text="Kiểm tra công tác thi đua, khen thưởng tại cơ sở"),
    TaskContent(quarter=4, text="Báo cáo tổng kết công tác thi đua, khen thưởng năm 2026"),
)


@dataclass(frozen=True)
class Given:
    """A plan that was issued, and who issued it."""

    plan_id: int
    leader: Person


def issued(
    world: World,
    recipients: Sequence[Tenant] | None = None,
    *,
    due_on: date | None = DUE_ON,
    tasks: Sequence[TaskContent] = TASKS,
) -> Given:
    """The province's plan, issued on 4 January 2026 to `recipients` (all communes if None)."""
    leader = world.person(world.province)
    with clock.fixed(ISSUED_ON):
        with world.acting(leader):
            plan = actions.draft(content=a_plan(), tasks=tasks, by=leader)
        with world.acting(leader):
            actions.issue(
                plan_id=plan.id,
                signature=signature(),
                recipient_ids=None if recipients is None else [one.id for one in recipients],
                due_on=due_on,
                by=leader,
            )
    return Given(plan.id, leader)


def derived(world: World, given: Given, by: Person) -> int:
    """The own draft that `by` makes out of the province's plan."""
    with world.acting(by):
        return actions.derive(plan_id=given.plan_id, by=by).plan.id


def sent_up(world: World, plan_id: int, by: Person, on: date = date(2026, 1, 20)) -> None:
    """Issue the own plan on `on` and send it up."""
    with clock.fixed(on):
        with world.acting(by):
            actions.issue(
                plan_id=plan_id,
                signature=signature(
                    issued_on=on, name="Lý Thị Dương", capacity=SigningCapacity.COMMITTEE_CHAIR
                ),
                by=by,
            )
        with world.acting(by):
            actions.send(plan_id=plan_id, by=by)


def district(world: World, name: str = "Bình Gia") -> Tenant:
    """A district of Lạng Sơn, closed on 30 June 2025."""
    with world.on_platform():
        return db.session.scalars(
            select(Tenant).where(Tenant.kind == TenantKind.DISTRICT, Tenant.name == f"Huyện {name}")
        ).one()


def communes_of(world: World, above: Tenant) -> Sequence[Tenant]:
    """The communes that a district had."""
    with world.on_platform():
        return db.session.scalars(
            select(Tenant).where(Tenant.parent_id == above.id).order_by(Tenant.sort_key)
        ).all()


def issued_in_2025(world: World, to: Tenant) -> Given:
    """The province's plan of 2025, issued to a district on 6 January 2025."""
    leader = world.person(world.province)
    on = date(2025, 1, 6)
    with clock.fixed(on):
        with world.acting(leader):
            plan = actions.draft(
                content=a_plan(year=2025, title="Công tác thi đua, khen thưởng năm 2025"),
                tasks=[replace(task, deadline_on=None) for task in TASKS],
                by=leader,
            )
        with world.acting(leader):
            actions.issue(
                plan_id=plan.id,
                signature=signature(issued_on=on),
                recipient_ids=[to.id],
                due_on=date(2025, 1, 31),
                by=leader,
            )
    return Given(plan.id, leader)
