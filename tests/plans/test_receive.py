"""Receiving a superior's plan: seen, taken in, each once, and read by the issuer alone."""

from datetime import date

import pytest
from sqlalchemy import select, update

from app.access.permissions import Role
from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import NotFound
from app.plans import actions
from app.plans.models import Plan, Receipt
from app.plans.queries import incoming, plans
from app.plans.terms import DeliveryState, IncomingView
from tenants.db import db
from tests.plans import cascade
from tests.world import World


def test_seeing_is_noted_once_with_its_time(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    with clock.fixed(date(2026, 1, 5)), world.acting(officer):
        first = actions.see(plan_id=given.plan_id, by=officer).seen_at
    with clock.fixed(date(2026, 1, 6)), world.acting(officer):
        assert actions.see(plan_id=given.plan_id, by=officer).seen_at == first
    with world.acting(officer):
        verbs = db.session.scalars(select(AuditEntry.verb)).all()
    assert verbs.count("plan.seen") == 1


def test_acknowledging_implies_seeing_and_is_done_once(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    clerk = world.person(commune, Role.CLERK)
    other = world.person(commune, Role.OFFICER)
    with clock.fixed(date(2026, 1, 5)), world.acting(clerk):
        first = actions.acknowledge(plan_id=given.plan_id, by=clerk)
    assert first.seen_at == first.acknowledged_at is not None
    with clock.fixed(date(2026, 1, 9)), world.acting(other):
        again = actions.acknowledge(plan_id=given.plan_id, by=other)
    assert (again.id, again.acknowledged_at, again.acknowledged_by) == (
        first.id,
        first.acknowledged_at,
        clerk.id,
    )
    with world.acting(clerk):
        verbs = db.session.scalars(select(AuditEntry.verb)).all()
    assert verbs.count("plan.acknowledged") == 1


def test_acknowledging_keeps_the_time_of_seeing(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    with clock.fixed(date(2026, 1, 5)), world.acting(officer):
        seen = actions.see(plan_id=given.plan_id, by=officer).seen_at
    with clock.fixed(date(2026, 1, 7)), world.acting(officer):
        receipt = actions.acknowledge(plan_id=given.plan_id, by=officer)
    assert receipt.seen_at == seen
    assert receipt.acknowledged_at is not None
    assert clock.local(receipt.acknowledged_at).date() == date(2026, 1, 7)


def test_what_was_not_delivered_here_is_not_there(world: World) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    stranger = world.person(world.commune("Đình Lập"))
    for act in (actions.see, actions.acknowledge):
        with world.acting(stranger), pytest.raises(NotFound):
            act(plan_id=given.plan_id, by=stranger)
    with world.acting(stranger), pytest.raises(NotFound):
        actions.derive(plan_id=given.plan_id, by=stranger)


def test_a_receipt_is_read_by_the_issuer_and_not_by_a_neighbour(world: World) -> None:
    first, second = world.commune("Điềm He"), world.commune("Đình Lập")
    given = cascade.issued(world, [first, second])
    officer, neighbour = world.person(first), world.person(second)
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    with world.acting(neighbour):
        assert db.session.scalars(select(Receipt)).all() == []
    with world.acting(given.leader):
        (receipt,) = db.session.scalars(select(Receipt)).all()
        assert receipt.tenant_id == first.id


def test_the_province_cannot_write_what_a_commune_owns(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    own = cascade.derived(world, given, officer)
    with world.acting(given.leader):
        touched = db.session.execute(
            update(Receipt).values(plan_sent_at=clock.now()),
            execution_options={"preserve_rowcount": True},
        )
        assert touched.rowcount == 0
        assert db.session.get(Plan, own) is None


def test_incoming_lists_what_waits_first(world: World) -> None:
    commune = world.commune("Điềm He")
    early = cascade.issued(world, [commune], due_on=date(2026, 1, 20))
    late = cascade.issued(world, [commune], due_on=date(2026, 1, 10))
    for_notice = cascade.issued(world, [commune], due_on=None)
    officer = world.person(commune)
    with world.acting(officer):
        actions.acknowledge(plan_id=for_notice.plan_id, by=officer)
    with clock.fixed(date(2026, 1, 12)), world.acting(officer):
        page = incoming.incoming()
        assert [one.plan.id for one in page.items] == [
            late.plan_id,
            early.plan_id,
            for_notice.plan_id,
        ]
        assert page.counts == {
            IncomingView.WAITING: 2,
            IncomingView.LATE: 1,
            IncomingView.ANSWERED: 1,
            IncomingView.ALL: 3,
        }
        assert [one.plan.id for one in incoming.incoming(view=IncomingView.LATE).items] == [
            late.plan_id
        ]
        assert incoming.incoming(text="lạng son").total == 3
        assert incoming.incoming(text="100%").total == 0
        assert incoming.incoming(year=2025).total == 0


def test_the_state_is_the_furthest_step(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)

    def state() -> DeliveryState:
        with world.acting(officer):
            return incoming.delivery_of(given.plan_id).state

    assert state() is DeliveryState.DELIVERED
    with world.acting(officer):
        actions.see(plan_id=given.plan_id, by=officer)
    assert state() is DeliveryState.SEEN
    with world.acting(officer):
        actions.acknowledge(plan_id=given.plan_id, by=officer)
    assert state() is DeliveryState.ACKNOWLEDGED
    own = cascade.derived(world, given, officer)
    assert state() is DeliveryState.DERIVED
    cascade.sent_up(world, own, officer)
    assert state() is DeliveryState.SENT
    with world.acting(officer):
        assert plans.own(own).addressee_id == world.province.id
