"""Issuing a plan: numbered, frozen, delivered; once."""

from datetime import date

from sqlalchemy import func, select

from app.lib import clock
from app.plans import actions
from app.plans.models import Delivery
from tenants.db import db
from tests.plans.samples import a_plan, signature
from tests.world import World


def test_issue(world: World) -> None:
    leader = world.person(world.province)
    with clock.fixed(date(2026, 1, 5)):
        with world.acting(leader):
            plan = actions.draft(
                content=a_plan(),
                tasks=[
                    actions.TaskContent(quarter=1, text="A"),
                    actions.TaskContent(quarter=2, text="B"),
                ],
                by=leader,
            )
        with world.acting(leader):
            issued = actions.issue(
                plan_id=plan.id,
                signature=signature(),
                recipient_ids=None,
                due_on=date(2026, 1, 31),
                by=leader,
            )
            assert issued.number == "01"
        world.work()
    with world.acting(leader):
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == 65
