"""Sending an issued plan up: once, and from then on the superior reads it."""

from datetime import date

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.lib import clock
from app.lib.errors import Conflict, NotFound
from app.notifications.models import Notification
from app.plans import actions, jobs
from app.plans.models import Plan, PlanRevision, Receipt, Task
from app.plans.queries import plans
from tenants.db import db
from tests.plans import cascade
from tests.plans.samples import a_plan, signature
from tests.sql import counted
from tests.world import World


def test_the_superior_reads_it_once_it_is_sent_and_not_before(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer, neighbour = world.person(commune), world.person(world.commune("Đình Lập"))
    own = cascade.derived(world, given, officer)
    with clock.fixed(date(2026, 1, 20)):
        with world.acting(officer):
            actions.issue(plan_id=own, signature=signature(issued_on=date(2026, 1, 20)), by=officer)
        with world.acting(given.leader), pytest.raises(NotFound):
            plans.readable(own)
        with world.acting(officer):
            actions.send(plan_id=own, by=officer)
    with world.acting(given.leader):
        assert plans.readable(own).sent_by == officer.id
        assert len(plans.tasks(own)) == len(cascade.TASKS)
        assert plans.revision(own, 1) is not None
        receipt = db.session.scalars(select(Receipt)).one()
        assert None not in (receipt.plan_issued_at, receipt.plan_sent_at)
    with world.acting(neighbour), pytest.raises(NotFound):
        plans.readable(own)


def test_sending_twice_sends_once(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    cascade.sent_up(world, own, officer)
    with world.acting(officer):
        first = plans.own(own).sent_at
    with clock.fixed(date(2026, 2, 3)), world.acting(officer):
        assert actions.send(plan_id=own, by=officer).sent_at == first
    with world.acting(officer):
        verbs = db.session.scalars(select(AuditEntry.verb)).all()
        assert verbs.count("plan.sent") == 1
        marks = {
            row.sent_at
            for model in (Plan, Task, PlanRevision)
            for row in db.session.scalars(select(model).where(model.addressee_id.is_not(None)))
        }
        assert marks == {first}


def test_a_draft_does_not_go_up(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    with world.acting(officer), pytest.raises(Conflict):
        actions.send(plan_id=own, by=officer)


def test_a_province_has_nobody_to_send_to(world: World) -> None:
    given = cascade.issued(world, [world.commune("Điềm He")])
    with world.acting(given.leader), pytest.raises(Conflict) as refused:
        actions.send(plan_id=given.plan_id, by=given.leader)
    assert "không có cấp trên" in refused.value.message


def test_a_plan_of_its_own_goes_to_the_superior(world: World) -> None:
    officer = world.person(world.commune("Điềm He"))
    with clock.fixed(date(2026, 1, 20)), world.acting(officer):
        plan = actions.draft(
            content=a_plan(), tasks=[actions.TaskContent(quarter=1, text="Họp thôn")], by=officer
        )
    cascade.sent_up(world, plan.id, officer)
    with world.acting(officer):
        assert plans.own(plan.id).addressee_id == world.province.id


def test_the_superior_is_told_once(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    with clock.fixed(date(2026, 1, 20)), world.acting(officer):
        actions.issue(plan_id=own, signature=signature(issued_on=date(2026, 1, 20)), by=officer)
    for _ in range(2):
        with world.acting(officer):
            jobs.send_and_tell(plan_id=own, by=officer)
        world.work()
    with world.acting(given.leader):
        notice = db.session.scalars(
            select(Notification).where(Notification.kind == "plan.sent")
        ).one()
        assert notice.addressee_id == world.province.id
        assert notice.path == f"/plans/{own}"
        assert notice.text.startswith("UBND xã Điềm He gửi lên Kế hoạch số 01/KH-UBND")


def test_sending_writes_one_statement_per_table(world: World) -> None:
    commune = world.commune("Điềm He")
    given = cascade.issued(world, [commune])
    officer = world.person(commune)
    own = cascade.derived(world, given, officer)
    with clock.fixed(date(2026, 1, 20)):
        with world.acting(officer):
            actions.issue(plan_id=own, signature=signature(issued_on=date(2026, 1, 20)), by=officer)
        with world.acting(officer), counted(world.app) as statements:
            actions.send(plan_id=own, by=officer)
    written = [one.split()[1] for one in statements if one.startswith("UPDATE")]
    assert sorted(written) == [
        "amendment_lines",
        "amendments",
        "plan_revisions",
        "plans",
        "receipts",
        "tasks",
    ]


def test_a_district_receives_issues_and_sends_up(world: World) -> None:
    bình_gia = cascade.district(world)
    above = cascade.issued_in_2025(world, bình_gia)
    chief = world.person(bình_gia)
    with clock.fixed(date(2025, 1, 10)):
        own = cascade.derived(world, above, chief)
        with world.acting(chief):
            actions.issue(
                plan_id=own,
                signature=signature(issued_on=date(2025, 1, 10)),
                recipient_ids=None,
                due_on=date(2025, 2, 10),
                by=chief,
            )
        with world.acting(chief):
            actions.send(plan_id=own, by=chief)
        commune = cascade.communes_of(world, bình_gia)[0]
        clerk = world.person(commune)
        derived = cascade.derived(world, cascade.Given(own, chief), clerk)
    cascade.sent_up(world, derived, clerk, on=date(2025, 1, 15))
    with world.acting(chief):
        assert plans.readable(derived).addressee_id == bình_gia.id
    with world.acting(above.leader):
        assert plans.readable(own).addressee_id == world.province.id
        with pytest.raises(NotFound):
            plans.readable(derived)


def test_a_closed_unit_sends_no_more(world: World) -> None:
    above = cascade.issued_in_2025(world, cascade.district(world))
    chief = world.person(cascade.district(world))
    with clock.fixed(date(2025, 1, 10)):
        own = cascade.derived(world, above, chief)
        with world.acting(chief):
            actions.issue(plan_id=own, signature=signature(issued_on=date(2025, 1, 10)), by=chief)
    with clock.fixed(date(2026, 1, 10)), world.acting(chief), pytest.raises(Conflict):
        actions.send(plan_id=own, by=chief)
