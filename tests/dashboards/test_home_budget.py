"""The home page costs the same whatever there is below: a fixed number of statements."""

from datetime import date

import pytest

from app.access.permissions import Role
from app.lib import clock
from app.plans import actions
from app.plans.actions import TaskContent
from tests.dashboards.scenes import scored
from tests.plans import cascade
from tests.sql import counted
from tests.world import Person, World

TODAY = date(2026, 2, 10)
MOST = {"province": 20, "commune": 20, "platform": 9}
"""With all roles at once; five of these are the gate's: who acts, the session, unread notices."""


def _cost(world: World, person: Person, path: str = "/home") -> int:
    with clock.fixed(TODAY):
        client = world.client(person)
        client.get(path)
        with counted(world.app) as statements:
            answer = client.get(path)
    assert answer.status_code == 200
    return len(statements)


ALL = (Role.OFFICER, Role.LEADER, Role.CLERK, Role.COUNCIL_MEMBER, Role.TENANT_ADMIN)


@pytest.mark.parametrize("level", MOST)
def test_the_budget(world: World, level: str) -> None:
    scored(world)
    cascade.issued(world)
    places = {
        "province": (world.province, ALL),
        "commune": (world.communes[0], ALL),
        "platform": (world.platform, (Role.OPERATOR,)),
    }
    tenant, roles = places[level]
    assert _cost(world, world.person(tenant, *roles)) <= MOST[level]


def test_it_does_not_grow_with_communes(world: World) -> None:
    few = cascade.issued(world, world.communes[:3])
    before = _cost(world, few.leader)
    many = cascade.issued(world)
    for commune in world.communes[:12]:
        person = world.person(commune)
        own = cascade.derived(world, many, person)
        if commune.id % 2:
            cascade.sent_up(world, own, person)
    assert _cost(world, many.leader) == before


def test_it_does_not_grow_with_tasks(world: World) -> None:
    commune = world.communes[0]
    person = world.person(commune)
    costs = []
    for tasks in (3, 60):
        given = cascade.issued(
            world,
            [commune],
            tasks=[TaskContent(quarter=1, text=f"Việc {number}") for number in range(tasks)],
        )
        own = cascade.derived(world, given, person)
        with clock.fixed(date(2026, 1, 20)), world.acting(person):
            actions.issue(
                plan_id=own,
                signature=cascade.signature(issued_on=date(2026, 1, 20)),
                by=person,
            )
        costs.append(_cost(world, person))
    assert costs[0] == costs[1]
