"""Reminders: to whom, when, and never twice, whatever crashes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.lib import clock
from app.notifications.models import Notification
from app.plans import actions, jobs
from app.plans.actions.remind import remind_of
from app.plans.queries import reminders
from tenants.context import PLATFORM
from tenants.db import db, transaction
from tenants.models import OutboxEntry
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import World


def _asked(world: World, on: date) -> int:
    with clock.fixed(on), world.app.app_context():
        return jobs.schedule_reminders()


def _worked(world: World, on: date) -> None:
    with clock.fixed(on):
        world.work()


def _notices(world: World, given: Given) -> list[tuple[int, str]]:
    with world.acting(given.leader):
        rows = db.session.execute(
            select(Notification.addressee_id, Notification.kind)
            .where(Notification.kind.in_(("plan.late", "plan.due_soon")))
            .order_by(Notification.id)
        )
        return [(addressee, kind) for addressee, kind in rows]


def _crash_after_reminding(world: World, given: Given) -> None:
    with world.acting(given.leader):
        assert actions.remind() == 2
        raise RuntimeError("the power fails")


def test_those_who_have_not_sent_are_reminded_from_three_days_ahead(world: World) -> None:
    communes = world.communes[:4]
    given = cascade.issued(world, communes)
    officer = world.person(communes[0])
    cascade.sent_up(world, cascade.derived(world, given, officer), officer)
    waiting = {commune.id for commune in communes[1:]}
    for on, kind in (
        (date(2026, 1, 27), None),
        (date(2026, 1, 28), "plan.due_soon"),
        (date(2026, 1, 31), "plan.due_soon"),
        (date(2026, 2, 1), "plan.late"),
    ):
        before = len(_notices(world, given))
        _asked(world, on)
        _worked(world, on)
        told = _notices(world, given)[before:]
        assert {addressee for addressee, _ in told} == (waiting if kind else set())
        assert {said for _, said in told} == ({kind} if kind else set())


def test_what_a_reminder_says(world: World) -> None:
    given = cascade.issued(world, world.communes[:1])
    with clock.fixed(date(2026, 2, 3)), world.acting(given.leader):
        actions.remind()
    with world.acting(given.leader):
        notice = db.session.scalars(
            select(Notification).where(Notification.kind == "plan.late")
        ).one()
    assert notice.text == (
        "Quá hạn 3 ngày (hạn 31/01/2026): đơn vị chưa gửi kế hoạch thực hiện Kế hoạch số "
        "01/KH-UBND ngày 04/01/2026 (Công tác thi đua, khen thưởng năm 2026)."
    )
    assert notice.path == f"/plans/{given.plan_id}"


def test_the_clock_may_ask_as_often_as_it_likes(world: World) -> None:
    given = cascade.issued(world, world.communes[:2])
    on = date(2026, 2, 3)
    assert _asked(world, on) > 0
    assert _asked(world, on) == 0
    _worked(world, on)
    assert _asked(world, on) == 0
    _worked(world, on)
    assert len(_notices(world, given)) == 2


def test_a_day_of_downtime_reminds_once(world: World) -> None:
    given = cascade.issued(world, world.communes[:2])
    _asked(world, date(2026, 2, 2))
    _asked(world, date(2026, 2, 3))
    _worked(world, date(2026, 2, 3))
    assert len(_notices(world, given)) == 2


def test_a_crash_in_the_middle_reminds_once(world: World) -> None:
    given = cascade.issued(world, world.communes[:2])
    with clock.fixed(date(2026, 2, 3)):
        with pytest.raises(RuntimeError):
            _crash_after_reminding(world, given)
        assert _notices(world, given) == []
        with world.acting(given.leader):
            assert actions.remind() == 2
        with world.acting(given.leader):
            assert actions.remind() == 0
    assert len(_notices(world, given)) == 2


def test_every_issuer_of_today_is_asked_and_no_closed_one(world: World) -> None:
    _asked(world, date(2026, 2, 3))
    with world.app.app_context(), transaction(PLATFORM):
        rows = db.session.execute(
            select(OutboxEntry.tenant_id, OutboxEntry.key).where(OutboxEntry.name == "plans.remind")
        ).all()
    assert [tuple(row) for row in rows] == [(world.province.id, "plans.remind:2026-02-03")]


def test_history_is_not_reminded(world: World) -> None:
    bình_gia = cascade.district(world)
    cascade.issued_in_2025(world, bình_gia)
    given = cascade.issued(world, world.communes[:1])
    leader = given.leader
    with clock.fixed(date(2027, 1, 5)), world.acting(leader):
        assert actions.remind() == 0
    with clock.fixed(date(2025, 8, 1)), world.acting(leader):
        plans = [one.plan.id for one in reminders.unsent(clock.today(), date(2025, 8, 4))]
        assert plans == []


def test_the_statements_do_not_grow_with_the_communes(world: World) -> None:
    counts = []
    for number, recipients in enumerate((world.communes[:3], world.communes)):
        given = cascade.issued(world, recipients, due_on=date(2026, 1, 10 + 10 * number))
        with (
            clock.fixed(date(2026, 1, 9 + 10 * number)),
            world.acting(given.leader),
            counted(world.app) as statements,
        ):
            until = clock.today() + timedelta(days=3)
            (one,) = [
                one
                for one in reminders.unsent(clock.today(), until)
                if one.plan.id == given.plan_id
            ]
            assert one.recipients == len(recipients)
            assert remind_of(one) == len(recipients)
        counts.append(len(statements))
    assert counts[0] == counts[1]
