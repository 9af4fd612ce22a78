"""Deriving the own plan: in one click, once, with every task's origin; then task by task."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from app.lib import clock
from app.lib.errors import Conflict, Invalid, Stale
from app.plans import actions
from app.plans.actions import TaskContent
from app.plans.actions.derive import CARRIED
from app.plans.models import Plan, Receipt, Task
from app.plans.queries import incoming, plans
from app.plans.terms import Disposition
from tenants.db import db
from tests.plans import cascade
from tests.plans.cascade import Given
from tests.sql import counted
from tests.world import Person, World


@pytest.fixture
def given(world: World) -> Given:
    """The province's plan, with the commune Điềm He."""
    return cascade.issued(world, [world.commune("Điềm He"), world.commune("Đình Lập")])


@pytest.fixture
def officer(world: World) -> Person:
    """Somebody of Điềm He."""
    return world.person(world.commune("Điềm He"))


def test_the_draft_says_where_it_comes_from(world: World, given: Given, officer: Person) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        plan = plans.own(own)
        assert plan.upstream_plan_id == given.plan_id
        assert plan.upstream_tenant_id == world.province.id
        assert plan.upstream_revision == 1
        assert plan.title == "Công tác thi đua, khen thưởng năm 2026 trên địa bàn xã Điềm He"
        assert plan.legal_bases[0]["text"] == (
            "Thực hiện Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh Lạng Sơn "
            "về công tác thi đua, khen thưởng năm 2026"
        )
        assert plan.legal_bases[0]["on"] == "2026-01-04"
        assert (plan.symbol, plan.place, plan.number) == ("KH-UBND", "Điềm He", None)
        assert plan.recipients[0] == {"name": "UBND tỉnh Lạng Sơn", "purpose": "b/c"}
        assert "UBND xã Điềm He" in plan.sections["closing"]
        assert set(plan.sections) == {
            "purpose",
            "requirements",
            "budget",
            "implementation",
            "closing",
        }


def test_every_task_is_carried_with_its_origin(world: World, given: Given, officer: Person) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        above = plans.tasks(given.plan_id)
        mine = plans.tasks(own)
        assert [task.upstream_task_id for task in mine] == [task.id for task in above]
        for task, source in zip(mine, above, strict=True):
            for name in (*CARRIED, "position"):
                assert getattr(task, name) == getattr(source, name)
            assert task.disposition is Disposition.KEPT
            assert task.upstream_revision == 1
            assert task.tenant_id == officer.tenant.id
            assert (task.issued_at, task.sent_at) == (None, None)


def test_the_tasks_are_carried_by_one_statement(
    world: World, given: Given, officer: Person
) -> None:
    with counted(world.app) as statements:
        cascade.derived(world, given, officer)
    assert sum(statement.startswith("INSERT INTO tasks") for statement in statements) == 1


def test_deriving_again_gives_the_same_plan(world: World, given: Given, officer: Person) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        again = actions.derive(plan_id=given.plan_id, by=officer)
    assert (again.plan.id, again.is_new) == (own, False)
    with world.acting(officer):
        assert len(plans.tasks(own)) == len(cascade.TASKS)


def test_two_people_at_once_make_one_plan(world: World, given: Given) -> None:
    people = [world.person(world.commune("Điềm He")) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda person: cascade.derived(world, given, person), people))
    assert len(set(made)) == 1
    with world.acting(people[0]):
        assert (
            db.session.scalar(
                select(func.count()).select_from(Plan).where(Plan.upstream_plan_id == given.plan_id)
            )
            == 1
        )
        assert len(plans.tasks(made[0])) == len(cascade.TASKS)


def test_deriving_implies_seeing_and_acknowledging(
    world: World, given: Given, officer: Person
) -> None:
    cascade.derived(world, given, officer)
    with world.acting(given.leader):
        receipt = db.session.scalars(select(Receipt)).one()
        assert None not in (receipt.seen_at, receipt.acknowledged_at, receipt.derived_at)
        assert receipt.acknowledged_by == officer.id


def test_a_draft_is_seen_by_nobody_else(world: World, given: Given, officer: Person) -> None:
    own = cascade.derived(world, given, officer)
    for other in (given.leader, world.person(world.commune("Đình Lập"))):
        with world.acting(other):
            assert db.session.get(Plan, own) is None
            assert db.session.scalars(select(Task).where(Task.plan_id == own)).all() == []


def test_changing_the_words_adapts_and_keeping_restores(
    world: World, given: Given, officer: Person
) -> None:
    task = _task(world, officer, cascade.derived(world, given, officer), 1)
    with world.acting(officer):
        adapted = actions.edit_task(
            task_id=task.id,
            version=task.version,
            changes={"text": "Phát động thi đua tại xã", "lead_office": "Phòng Văn hóa - Xã hội"},
            by=officer,
        )
    assert adapted.disposition is Disposition.ADAPTED
    with world.acting(officer):
        kept = actions.keep_task(task_id=task.id, version=adapted.version, by=officer)
        assert kept.disposition is Disposition.KEPT
        assert kept.text == cascade.TASKS[1].text
        assert kept.lead_office == "Phòng Văn hóa - Xã hội"


def test_another_deadline_adapts(world: World, given: Given, officer: Person) -> None:
    task = _task(world, officer, cascade.derived(world, given, officer), 0)
    with world.acting(officer):
        adapted = actions.edit_task(
            task_id=task.id,
            version=task.version,
            changes={"deadline_on": date(2026, 1, 15)},
            by=officer,
        )
        assert adapted.disposition is Disposition.ADAPTED


def test_declining_needs_a_reason_and_can_be_undone(
    world: World, given: Given, officer: Person
) -> None:
    task = _task(world, officer, cascade.derived(world, given, officer), 3)
    with world.acting(officer), pytest.raises(Invalid) as refused:
        actions.decline_task(task_id=task.id, version=task.version, reason="  ", by=officer)
    assert "lý do" in refused.value.message
    with world.acting(officer):
        declined = actions.decline_task(
            task_id=task.id,
            version=task.version,
            reason="Xã không có đoàn kiểm tra",
            by=officer,
        )
    assert declined.disposition is Disposition.DECLINED
    assert declined.decline_reason == "Xã không có đoàn kiểm tra"
    with world.acting(officer):
        resumed = actions.resume_task(task_id=task.id, version=declined.version, by=officer)
        assert (resumed.disposition, resumed.decline_reason) == (Disposition.KEPT, None)


def test_a_mandatory_task_is_not_declined(world: World, given: Given, officer: Person) -> None:
    task = _task(world, officer, cascade.derived(world, given, officer), 0)
    with world.acting(officer), pytest.raises(Invalid) as refused:
        actions.decline_task(
            task_id=task.id, version=task.version, reason="Không có người làm", by=officer
        )
    assert "bắt buộc" in refused.value.message
    assert _task(world, officer, task.plan_id, 0).disposition is Disposition.KEPT


def test_an_own_task_is_neither_declined_nor_kept(
    world: World, given: Given, officer: Person
) -> None:
    own = cascade.derived(world, given, officer)
    with world.acting(officer):
        added = actions.add_task(
            plan_id=own, content=TaskContent(quarter=2, text="Hội thi thôn"), by=officer
        )
    assert added.disposition is Disposition.ADDED
    with world.acting(officer), pytest.raises(Conflict):
        actions.decline_task(task_id=added.id, version=added.version, reason="Bận", by=officer)
    with world.acting(officer), pytest.raises(Conflict):
        actions.keep_task(task_id=added.id, version=added.version, by=officer)


def test_the_second_of_two_deciders_is_told(world: World, given: Given, officer: Person) -> None:
    task = _task(world, officer, cascade.derived(world, given, officer), 1)
    with world.acting(officer):
        actions.decline_task(task_id=task.id, version=task.version, reason="Bận", by=officer)
    with world.acting(officer), pytest.raises(Stale):
        actions.keep_task(task_id=task.id, version=task.version, by=officer)


def test_a_district_passes_on_what_it_did_not_decline(world: World) -> None:
    district = cascade.district(world)
    with clock.fixed(date(2025, 1, 6)):
        above = cascade.issued_in_2025(world, district)
        chief = world.person(district)
        own = cascade.derived(world, above, chief)
        task = _task(world, chief, own, 1)
        with world.acting(chief):
            actions.decline_task(
                task_id=task.id, version=task.version, reason="Tỉnh đã làm", by=chief
            )
        with world.acting(chief):
            actions.issue(
                plan_id=own,
                signature=cascade.signature(issued_on=date(2025, 1, 6)),
                recipient_ids=None,
                due_on=date(2025, 1, 31),
                by=chief,
            )
        commune = cascade.communes_of(world, district)[0]
        clerk = world.person(commune)
        derived = cascade.derived(world, Given(own, chief), clerk)
        with world.acting(clerk):
            assert len(plans.tasks(derived)) == 4
            assert incoming.delivery_of(own).issuer.id == district.id
            assert plans.own(derived).upstream_tenant_id == district.id


def test_a_closed_unit_reads_and_writes_nothing(world: World) -> None:
    district = cascade.district(world)
    with clock.fixed(date(2025, 1, 6)):
        above = cascade.issued_in_2025(world, district)
    chief = world.person(district)
    with clock.fixed(date(2026, 1, 6)):
        for act in (actions.see, actions.acknowledge, actions.derive):
            with world.acting(chief), pytest.raises(Conflict):
                act(plan_id=above.plan_id, by=chief)
        with world.acting(chief):
            assert incoming.delivery_of(above.plan_id).plan.year == 2025


def _task(world: World, person: Person, plan_id: int, index: int) -> Task:
    with world.acting(person):
        return plans.tasks(plan_id)[index]
