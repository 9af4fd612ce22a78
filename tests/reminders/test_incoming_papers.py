"""Papers given to a person with a day: in that person's morning, and on the ladder of reminders."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.access.permissions import Role
from app.lib import clock
from app.notifications.models import Notification
from app.registers import actions as registers
from app.reminders import actions
from app.reminders.models import Reminder
from app.reminders.queries import digests
from app.reminders.terms import SubjectKind
from tenants.db import db
from tests.registers.assigned import given
from tests.sql import counted
from tests.world import Person, World

MONDAY = date(2026, 3, 9)
EIGHT = datetime(2026, 3, 9, 8, tzinfo=clock.TZ)


@pytest.fixture
def leader(world: World) -> Person:
    return world.person(world.commune("Điềm He"), Role.LEADER)


def late_and_due(world: World, person: Person, on: date = MONDAY) -> tuple[list[int], list[int]]:
    """The papers in the morning of a person, by page and API."""
    with clock.fixed(on):
        client = world.client(person)
        told = client.get("/api/v1/digest").get_json()
        page = client.get("/digest").get_data(as_text=True)
        for one in (*told["late"], *told["due"]):
            assert one["path"] in page
            assert client.get(one["path"]).status_code == 200
    late, due = (
        [one["id"] for one in told[name] if one["kind"] == "incoming_paper"]
        for name in ("late", "due")
    )
    return late, due


def test_the_morning_of_whom_it_was_given_to(world: World, leader: Person) -> None:
    holder = world.person(leader.tenant, Role.OFFICER)
    others = [world.person(leader.tenant, role) for role in (Role.OFFICER, Role.CLERK)]
    with clock.fixed(MONDAY - timedelta(days=7)), world.acting(leader):
        late = given(leader, holder, MONDAY - timedelta(days=1), 1)
        due = given(leader, holder, MONDAY + timedelta(days=6), 2)
        given(leader, holder, MONDAY + timedelta(days=7), 3)
        given(leader, holder, None, 4)
        given(leader, None, MONDAY, 5)
    assert late_and_due(world, holder) == ([late], [due])
    assert late_and_due(world, leader) == ([late], [due]), "leaders read of everything"
    for other in others:
        assert late_and_due(world, other) == ([], [])
    neighbour = world.person(world.commune("Kiên Mộc"), Role.LEADER)
    assert late_and_due(world, neighbour) == ([], [])

    with clock.fixed(MONDAY), world.acting(holder):
        registers.incoming.finish(incoming_id=late, by=holder)
        text = [one.text for one in digests.own(holder.id).due]
    assert text == [
        "văn bản đến số 02 của Sở Nội vụ tỉnh Lạng Sơn chưa giải quyết xong: "
        "Đề nghị báo cáo tổng kết phong trào thi đua, lần 2"
    ]
    assert late_and_due(world, holder) == ([], [due])


def test_a_clerk_who_was_given_one_has_a_morning_too(world: World, leader: Person) -> None:
    clerk = world.person(leader.tenant, Role.CLERK)
    assert late_and_due(world, clerk) == ([], [])
    with clock.fixed(MONDAY), world.acting(leader):
        paper = given(leader, clerk, MONDAY)
    assert late_and_due(world, clerk) == ([], [paper])


def test_the_ladder_reminds_the_holder_then_the_leader(world: World, leader: Person) -> None:
    holder = world.person(leader.tenant, Role.OFFICER)
    world.person(leader.tenant, Role.OFFICER)
    with clock.fixed(MONDAY), world.acting(leader):
        given(leader, holder, MONDAY + timedelta(days=2))
    told: dict[int, set[int]] = {}
    for days in (0, 2, 3):
        with clock.fixed(EIGHT + timedelta(days=days)), world.acting(leader):
            actions.remind()
            found = select(Notification.user_id).where(
                Notification.kind.startswith("reminder.incoming_paper")
            )
            told[days] = set(db.session.scalars(found))
            kinds = set(db.session.scalars(select(Reminder.kind)))
    assert told == {0: {holder.id}, 2: {holder.id}, 3: {holder.id, leader.id}}
    assert kinds == {SubjectKind.INCOMING_PAPER}


def test_the_morning_costs_the_same_for_any_number(world: World, leader: Person) -> None:
    client = world.client(leader)
    costs = []
    with clock.fixed(MONDAY):
        for many in (1, 30):
            with world.acting(leader):
                for number in range(many):
                    given(leader, leader, MONDAY + timedelta(days=number % 7), number + 1)
            client.get("/digest")
            with counted(world.app) as statements:
                page = client.get("/digest")
            costs.append(len(statements))
            assert len(page.data) < 150_000
    assert costs[0] == costs[1]
